import { inspect } from "node:util";
import { guard } from "../../src/cli/guard.ts";
import { environment, secretsIn } from "../../src/config/config.ts";
import { createLog } from "../../src/ops/log.ts";
import { canaries, databaseUrl } from "../canaries.ts";

/** Says every canary in every way that a careless line of the program could, and then dies of one. */
const log = createLog({
  level: "trace",
  pretty: process.argv[2] === "pretty",
  secrets: secretsIn(environment()),
  to: Number(process.argv[3]),
});
guard(log);

const { webPassword, signingSecret, databasePassword, ...shaped } = canaries;
for (const [name, value] of Object.entries({ ...shaped, databaseUrl })) {
  log.trace({ [name]: value, deep: { list: [{ [value]: value }] } }, `said: ${value}.`);
  log.error(new Error(`lost ${value}`, { cause: new TypeError(value) }));
  log.debug({ body: JSON.stringify({ text: JSON.stringify({ value }) }) });
}
// These three have no shape of their own; the log knows the values out of the environment.
for (const value of [webPassword, signingSecret, databasePassword]) {
  log.trace({ value, body: JSON.stringify({ value }) }, `said: ${value}.`);
  log.error(new Error(`lost ${value}`));
}
// This one has no shape and is not in the environment: only its name tells.
const named = "canary-by-name";
const endings = ["token", "password", "authorization", "cookie", "response_url", "trigger_id"];
for (const name of [...endings, "botToken", "webPassword", "set-cookie", "triggerId", "SLACK_APP_TOKEN", "api_key"]) {
  log.info({ [name]: named, a: { [name]: named, b: { [name]: named } } });
  log.info({ deep: { deeper: { deepest: { [name]: named, list: [{ [name]: [named, [named]] }] } } } });
  log.info({ body: JSON.stringify({ [name]: named, list: [{ [name]: [[named], "]", named] }] }) });
  log.info({ [name]: { value: named }, a: { [name]: [named] } });
  log.info(`the body was ${JSON.stringify({ [name]: ["]", named], at: 1 })}`);
  log.info(`the body was ${JSON.stringify({ [name]: `"${named}\\"${named}`, at: 1 })}`);
  log.info(`${name}=${named} ${name}="with blanks ${named}" ?${name}=${named}&x=1 ${name} = ${named}`);
  log.info(inspect({ [name]: named, a: { [name]: [named] } }));
  log.error(new Error(`lost ${name}=${named}`));
}
log.info(`cookie: run=${named}; name=${named}\nset-cookie: run=${named}`);
log.info("the last line");
throw new Error(`nobody caught ${canaries.botToken} and ${webPassword}`);
