import { expect, test } from "vitest";
import { killLoop } from "./kill-loop.ts";

/** Fixed, so that a failure can be had again: `npm run test:kill -- 200 2311`. */
const seed = 2311;
const rounds = 200;

test("programs that are killed while they plan, send and settle lose no slot, double none, and lose no confirmed answer (F38)", {
  timeout: 900_000,
}, async () => {
  const wreck = await killLoop(rounds, seed);
  expect(wreck.faults).toEqual([]);
  const posted = Object.entries(wreck.slots).filter(([kind]) => /^(posted|late), 1 messages$/.test(kind));
  // What is in doubt is looked for, and Discord's history may be read: nearly all of them arrive.
  expect(posted.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(rounds * 3 * 0.95);
  expect(Object.keys(wreck.killed).length).toBeGreaterThan(20);
  expect(wreck.answers).toBeGreaterThan(rounds);
});
