import type { Log } from "../ops/log.ts";
import { exit } from "./exit.ts";

/** What nobody caught: the state is unknown, so the log gets the last word and a supervisor starts afresh. */
export function guard(log: Log): void {
  process.on("uncaughtException", (err, origin) => {
    log.fatal({ err, origin }, "nobody caught this");
    process.exit(exit.fault);
  });
}
