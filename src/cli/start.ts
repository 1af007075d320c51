import { join, sep } from "node:path";
import { type Config, type Environment, readConfig, secretsIn } from "../config/config.ts";
import { type Running, start as startTutor } from "../main.ts";
import { createLog, type Log } from "../ops/log.ts";
import { needSqlite } from "./doctor/sqlite.ts";
import { exit } from "./exit.ts";
import { guard } from "./guard.ts";

/** Runs the tutor until a signal, or until npm leaves it, and resolves with the exit code. Throws `ConfigError`, or why it could not start. */
export async function start(environment: Environment, print: (line: string) => void): Promise<number> {
  const config = readConfig(environment);
  const log = createLog({
    level: config.logLevel,
    pretty: process.stderr.isTTY === true,
    secrets: secretsIn(environment),
    to: 2,
  });
  guard(log);
  for (const sentence of config.warnings) log.warn(sentence);
  const stopped = Promise.race([firstSignal(log), npmGone(environment)]);
  await needSqlite(config);
  const running = await startTutor(config, log);
  print(`Nightshift is ready: ${running.url}  (data in ${dataOf(config)}, Ctrl+C stops it)`);
  log.info({ why: await stopped }, "stopping");
  await stop(running, log);
  return exit.ok;
}

const dataOf = (config: Config): string =>
  config.databaseUrl === undefined ? join(config.dataDir, sep) : "PostgreSQL";

/** Milliseconds between two looks at who started this. */
const LOOK = 500;

/**
 * Resolves when this was started by npm, and what started it is gone. npm hands a signal to the shell that it runs a
 * script in; some shells die of it and tell their children nothing.
 */
function npmGone(environment: Environment): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  if (environment.npm_lifecycle_event === undefined) return promise;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    resolve("npm, which started this, is gone");
  }, LOOK);
  look.unref();
  return promise;
}

/** Resolves on the first SIGINT or SIGTERM; the second one ends the process at once. */
function firstSignal(log: Log): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const heard: NodeJS.Signals[] = [];
    const hear = (signal: NodeJS.Signals): void => {
      heard.push(signal);
      if (heard.length === 1) resolve(signal);
      else leave(log, "stopped at once, as asked a second time");
    };
    process.on("SIGINT", hear).on("SIGTERM", hear);
  });
}

/** Milliseconds that what is under way may take after a signal; supervisors kill after ten seconds or more. */
const GRACE = 10_000;

async function stop(running: Running, log: Log): Promise<void> {
  // Unreferenced: it must not keep alive a process that has nothing left to do.
  setTimeout(() => leave(log, `not stopped within ${GRACE} ms`), GRACE).unref();
  await running.stop();
  log.info("stopped");
}

function leave(log: Log, why: string): never {
  log.fatal(why);
  process.exit(exit.fault);
}
