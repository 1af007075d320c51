import { guard } from "../../src/cli/guard.ts";
import { environment, secretsIn } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
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
for (const name of ["token", "password", "authorization", "cookie", "response_url", "trigger_id"]) {
  log.info({ [name]: "canary-by-name", a: { [name]: "canary-by-name", b: { [name]: "canary-by-name" } } });
  log.info({ deep: { deeper: { deepest: { [name]: "canary-by-name" } } } });
  log.info({ body: JSON.stringify({ [name]: "canary-by-name" }) });
  log.info({ [name]: { value: "canary-by-name" }, a: { [name]: ["canary-by-name"] } });
}
log.info("the last line");
throw new Error(`nobody caught ${canaries.botToken} and ${webPassword}`);
