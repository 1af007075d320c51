import { randomUUIDv7 } from "node:crypto";
import { type Clockwork, createClockwork } from "../../src/app/clockwork.ts";
import type { After } from "../../src/chat/after.ts";
import type { Platform } from "../../src/chat/platform.ts";
import type { Store } from "../../src/core/store.ts";
import { createLiveBoards } from "../../src/delivery/live-boards.ts";
import { createBot } from "../../src/tutor/bot.ts";
import { benchCourse } from "../course.ts";

export const after: After = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

/** The real clockwork on a store, with a composer that always has something to say. */
export function clockworkOn(store: Store, platforms: readonly Platform[], now: () => number): Clockwork {
  const none = (): void => undefined;
  const fault = (error: unknown): never => {
    throw error;
  };
  const clock = { now: () => Temporal.Instant.fromEpochMilliseconds(now()) };
  const context = { store, clock, course: () => benchCourse, newId: randomUUIDv7, random: Math.random, fault };
  const boards = createLiveBoards({ bot: createBot(context), platforms, edits: { insist: none }, after, fault });
  return createClockwork({
    boards,
    context,
    compose: async ({ key }) => ({
      kind: "say",
      message: { blocks: [{ kind: "text", text: [{ kind: "plain", text: key }] }] },
      follow: [],
    }),
    platforms,
    edits: { edit: async (target) => ({ kind: "sent", ref: target }) },
    after,
    fault,
    told: { ended: none, opened: none, circuits: none },
  });
}

/** Longest time in milliseconds for which the event loop was held up while `work` was done. */
export async function longestBlock(work: () => Promise<void>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const at = performance.now();
    longest = Math.max(longest, at - last - 1);
    last = at;
  }, 1);
  await work();
  clearInterval(timer);
  return longest;
}
