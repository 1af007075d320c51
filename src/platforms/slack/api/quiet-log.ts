import { type Logger, LogLevel } from "@slack/bolt";

/**
 * Slack's libraries log whole payloads, with tokens and addresses that answer (socket-mode and web-api, at debug). Only
 * errors get through, as faults of the adapter; where the log scrubs them.
 */
export function quietLogger(fault: (error: unknown) => void): Logger {
  const nothing = (): void => undefined;
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: (...told) => fault(told[0] instanceof Error ? told[0] : new Error(`Slack: ${told.map(String).join(" ")}`)),
    setLevel: nothing,
    getLevel: () => LogLevel.ERROR,
    setName: nothing,
  };
}
