import type { After } from "../src/chat/after.ts";
import { createChanges } from "./changes.ts";

/** Time that moves only when a test moves it. */
export type HandClock = {
  readonly now: () => number;
  readonly after: After;
  /** Moves on, and runs what has become due, in order. */
  advance(milliseconds: number): void;
  /** Resolves when something waits for at least this long from now, and at most so long. */
  armed(milliseconds: number, most?: number): Promise<true>;
  readonly waiting: number;
};

/** Begins at the real time, so that ids made by the server are as old as they look. */
export function createHandClock(start = Date.now()): HandClock {
  let at = start;
  const timers = new Set<{ readonly due: number; readonly run: () => void }>();
  const changes = createChanges();
  return {
    now: () => at,
    after: (milliseconds, run) => {
      const timer = { due: at + milliseconds, run };
      timers.add(timer);
      changes.happened();
      return () => void timers.delete(timer);
    },
    advance: (milliseconds) => {
      at += milliseconds;
      const due = [...timers].filter((timer) => timer.due <= at).toSorted((one, other) => one.due - other.due);
      for (const timer of due) if (timers.delete(timer)) timer.run();
    },
    armed: (milliseconds, most = Number.POSITIVE_INFINITY) =>
      changes.until(() => [...timers].some(({ due }) => due - at >= milliseconds && due - at <= most)),
    get waiting() {
      return timers.size;
    },
  };
}
