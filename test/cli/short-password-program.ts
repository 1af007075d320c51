import { environment, secretsIn } from "../../src/config/config.ts";
import { createLog } from "../../src/ops/log.ts";

/** Says the word it is given as a driver might, while the environment knows it as the database's password. */
const word = process.argv[2] ?? "";
const log = createLog({ level: "trace", pretty: false, secrets: secretsIn(environment()), to: 1 });
log.info(`said ${word}, "${word}", x${word}x and ${encodeURIComponent(word)}.`);
log.error(new Error(`lost ${word}`, { cause: word }));
log.info({ body: JSON.stringify({ word }), list: [word, Number(word)], [word]: word });
log.info({ port: Number(word), child: { port: Number(word) } });
log.info("the last line");
