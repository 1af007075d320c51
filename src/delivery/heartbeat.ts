import { type Logger, schedule } from "node-cron";

/** Every ten seconds. The zone does not matter, and UTC has no hour that is missing. */
const EVERY = "*/10 * * * * *";
const ZONE = "UTC";

export type Heartbeat = {
  /** Beats no more, and resolves when the beat under way has ended. */
  stop(): Promise<void>;
};

/**
 * Calls `beat` now and every ten seconds, never twice at once. It decides nothing: what a beat finds due is due however late it
 * comes, so one that is missed, because the event loop was held up or the machine slept, is caught up by the next.
 */
export function startHeartbeat(beat: () => Promise<void>, fault: (error: unknown) => void): Heartbeat {
  let beating: Promise<void> | undefined;
  const once = (): Promise<void> => {
    beating ??= beat()
      .catch(fault)
      .finally(() => {
        beating = undefined;
      });
    return beating;
  };
  const task = schedule(EVERY, once, {
    timezone: ZONE,
    noOverlap: true,
    suppressMissedWarning: true,
    logger: to(fault),
  });
  void once();
  return {
    stop: async () => {
      await task.destroy();
      await beating;
    },
  };
}

/** node-cron prints by itself otherwise. */
const to = (fault: (error: unknown) => void): Logger => ({
  info: () => undefined,
  debug: () => undefined,
  // "Still running": the next beat does what this one would have done.
  warn: () => undefined,
  error: fault,
});
