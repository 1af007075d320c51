import type { IIdentifyThrottler } from "discord.js";
import type { After } from "../../../chat/after.ts";

/** What Discord says about new sessions: how many are left of how many, for how long (ms), how many at once. */
export type SessionLimit = {
  readonly total: number;
  readonly remaining: number;
  readonly reset_after: number;
  readonly max_concurrency: number;
};

type Line = { readonly now: () => number; readonly after: After; readonly fault: (error: unknown) => void };

/** Between two identifies of one rate-limit key, as Discord asks. */
const SPACING = 5000;
/** A shard that identifies again within this time is in trouble, and waits longer each time. */
const TROUBLE = 600_000;
const LONGEST = 300_000;
/** Below this part of the day's sessions what is left is spread over the rest of the day. */
const SCARCE = 0.25;

/** All new sessions of a process, through however many clients. */
export type Identifies = {
  /** For a client that just asked Discord for the limit. */
  throttler(limit: SessionLimit): IIdentifyThrottler;
  /** Whether a new session waits for its turn. */
  waiting(): boolean;
};

/**
 * Spaces new sessions out. Discord gives a bot 1,000 a day, and resets its token when they are used up: a loop of
 * crashes or of invalid sessions gets there in hours. Waits grow with each identify in a row, and when the day's budget
 * runs low the rest is spread until it is renewed.
 */
export function createIdentifies({ now, after, fault }: Line): Identifies {
  const keys = new Map<number, number>();
  const shards = new Map<number, { last: number; row: number }>();
  const budget = createBudget(now, fault);
  let waiting = 0;

  const reserve = (shard: number, concurrency: number): number => {
    const at = now();
    const key = shard % Math.max(1, concurrency);
    const known = shards.get(shard);
    const row = known && at - known.last < TROUBLE ? known.row + 1 : 0;
    const trouble = known && row > 0 ? known.last + Math.min(LONGEST, SPACING * 2 ** (row - 1)) : 0;
    const due = Math.max(at, (keys.get(key) ?? at - SPACING) + SPACING, trouble, budget.freeFrom(at));
    keys.set(key, due);
    shards.set(shard, { last: due, row });
    budget.take(due);
    return due - at;
  };
  return {
    throttler: (limit) => {
      budget.renew(limit);
      return {
        waitForIdentify: async (shard, signal) => {
          waiting += 1;
          try {
            await pause(after, reserve(shard, limit.max_concurrency), signal);
          } finally {
            waiting -= 1;
          }
        },
      };
    },
    waiting: () => waiting > 0,
  };
}

/** The day's sessions: plenty of them are free at once, the last quarter is spread over the rest of the day. */
function createBudget(now: () => number, fault: (error: unknown) => void) {
  let total = 0;
  let remaining = 0;
  let resetsAt = 0;
  let previous = now();
  let warned = false;
  return {
    renew: (limit: SessionLimit): void => {
      ({ total, remaining } = limit);
      resetsAt = now() + limit.reset_after;
    },
    take: (due: number): void => {
      remaining -= 1;
      previous = due;
    },
    freeFrom: (at: number): number => {
      if (at >= resetsAt) {
        remaining = total;
        resetsAt = at + 86_400_000;
        warned = false;
      }
      if (remaining > total * SCARCE) return 0;
      if (!warned) fault(new Error(scarce(remaining, total)));
      warned = true;
      return remaining <= 0 ? resetsAt : previous + (resetsAt - at) / remaining;
    },
  };
}

const scarce = (remaining: number, total: number): string =>
  `Only ${Math.max(0, remaining)} of ${total} gateway sessions are left for today: something makes the bot connect anew again and again. ` +
  "New connections wait longer now. Look for a crash loop, or a second copy of the bot.";

function pause(after: After, milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0) return Promise.resolve();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const callOff = after(milliseconds, resolve);
  signal.addEventListener("abort", () => {
    callOff();
    reject(signal.reason);
  });
  return promise;
}
