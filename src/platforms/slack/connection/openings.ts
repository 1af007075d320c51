/** Milliseconds between two openings while a connection is there: opened together, they would be renewed together. */
const SPACING = 30_000;
const FIRST_WAIT = 1000;
/** Slack is back within a minute of its recovery. */
const LONGEST_WAIT = 30_000;

/** When the next connection may be opened. */
export type Openings = {
  /** Milliseconds until then, with so many open now. */
  wait(open: number): number;
  begun(): void;
  failed(): void;
  worked(): void;
};

/** `now` is in epoch milliseconds. */
export function createOpenings(now: () => number): Openings {
  let last = Number.NEGATIVE_INFINITY;
  let failures = 0;
  return {
    wait: (open) => {
      const spaced = open === 0 ? 0 : last + SPACING - now();
      const patient = failures === 0 ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (failures - 1));
      return Math.max(0, spaced, patient);
    },
    begun: () => {
      last = now();
    },
    failed: () => {
      failures += 1;
    },
    worked: () => {
      failures = 0;
    },
  };
}
