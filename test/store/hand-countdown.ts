import type { Countdown } from "../../src/store/engine/countdown.ts";

/** A countdown that a test moves by hand. */
export type HandCountdown = { readonly countdown: Countdown; pass(milliseconds: number): void };

export function handCountdown(): HandCountdown {
  let now = 0;
  const running = new Map<() => void, number>();
  return {
    countdown: (milliseconds, work) => ({
      restart: () => running.set(work, now + milliseconds),
      stop: () => running.delete(work),
    }),
    pass: (milliseconds) => {
      now += milliseconds;
      for (const [work, end] of running) {
        if (end > now) continue;
        running.delete(work);
        work();
      }
    },
  };
}
