import type { After } from "../chat/after.ts";
import type { Clock } from "../core/clock.ts";
import type { OutageFacts } from "../core/outage.ts";
import type { Log } from "./log.ts";

type Uptime = {
  readonly store: Pick<OutageFacts, "keepUp">;
  readonly clock: Clock;
  readonly after: After;
  readonly log: Log;
};

/** Milliseconds between two sights of the running program, and after which its absence is an outage. */
const SIGHT = 300_000;
const GAP = 3 * SIGHT;

/**
 * Writes down, now and every five minutes, that the tutor runs: whatever lies between two sights further apart was an
 * outage, and costs nobody their streak. Returns what ends that.
 */
export function keepUptime({ store, clock, after, log }: Uptime): () => void {
  let callOff = (): void => undefined;
  const see = async (): Promise<void> => {
    try {
      await store.keepUp(clock.now().epochMilliseconds, GAP);
    } catch (err) {
      log.error({ err }, "that the tutor runs was not written down");
    }
    callOff = after(SIGHT, () => void see());
  };
  void see();
  return () => callOff();
}
