import pino from "pino";
import pretty from "pino-pretty";
import { scrubLine } from "../config/scrub.ts";
import type { Secret } from "../config/secret.ts";

export type Log = pino.Logger;

export type LogOptions = {
  readonly level: pino.LevelWithSilent;
  /** Lines for a person at a terminal instead of JSON. */
  readonly pretty: boolean;
  /** Values that must not appear, whatever they look like. */
  readonly secrets: readonly Secret[];
  /** File descriptor to write to. */
  readonly to: number;
};

/**
 * The log: one JSON object a line, written at once, so that the last words before an exit are kept.
 * Secrets go out of the finished line, whoever made it: by their value, their shape, and the name they stand under.
 */
export function createLog(options: LogOptions): Log {
  const destination = options.pretty
    ? pretty({ destination: options.to, sync: true, ignore: "pid,hostname", translateTime: "SYS:HH:MM:ss" })
    : pino.destination({ dest: options.to, sync: true });
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      hooks: { streamWrite: (line) => scrubLine(line, options.secrets) },
    },
    destination,
  );
}
