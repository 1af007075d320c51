import type { After } from "../chat/after.ts";

/** Hands out turns, evenly spaced. */
export type Pacer = {
  /** Resolves when it is one's turn; false when everything ends and there will be none. */
  turn(): Promise<boolean>;
  stop(): void;
};

/** Milliseconds that a turn may be made up for when the event loop was held up: a burst of two at most. */
const SLACK = 50;

/** Milliseconds that anybody waits for a turn. */
const MOST = 60_000;

/** At most `perSecond` turns a second and two more; without a pace everybody's turn is at once. */
export function createPacer(perSecond: number | undefined, now: () => number, after: After): Pacer {
  const apart = perSecond === undefined ? 0 : 1000 / perSecond;
  const waiting = new Set<() => void>();
  let free = 0;
  let stopped = false;
  return {
    turn: () => {
      const at = now();
      // A clock that was set back must not keep everybody waiting.
      const mine = Math.max(free > at + MOST ? at : free, at - SLACK);
      free = mine + apart;
      if (stopped || mine <= at) return Promise.resolve(!stopped);
      return new Promise((resolve) => {
        const stop = (): void => {
          callOff();
          resolve(false);
        };
        const callOff = after(mine - at, () => {
          waiting.delete(stop);
          resolve(true);
        });
        waiting.add(stop);
      });
    },
    stop: () => {
      stopped = true;
      for (const one of waiting) one();
    },
  };
}
