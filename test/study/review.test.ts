import { expect, test } from "vitest";
import { periodsOf } from "../../src/core/period.ts";
import { reviewAfter } from "../../src/study/memory/review.ts";

const day = 24 * 60 * 60 * 1000;
const monday = Temporal.Instant.from("2026-11-23T09:00:00Z").epochMilliseconds;

test("a right answer comes back later each time, a wrong one the next day", () => {
  const first = reviewAfter("c/x", undefined, true, monday);
  const second = reviewAfter("c/x", first, true, first.due);
  const third = reviewAfter("c/x", second, true, second.due);
  const waits = [first.due - monday, second.due - first.due, third.due - second.due].map((wait) => wait / day);
  expect(waits[0]).toBeGreaterThanOrEqual(1);
  expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
  expect(waits[2]).toBeGreaterThan(waits[1] ?? 0);
  const missed = reviewAfter("c/x", third, false, third.due);
  expect((missed.due - third.due) / day).toBeLessThan(waits[2] ?? 0);
  expect(missed).toMatchObject({ check: "c/x", lapses: 1, reps: 4, lastRight: false, lastReview: third.due });
});

test("nothing ever comes back sooner than a day", () => {
  expect(reviewAfter("c/x", undefined, false, monday).due - monday).toBeGreaterThanOrEqual(day);
});

test("the same history gives the same dates", () => {
  const once = reviewAfter("c/x", reviewAfter("c/x", undefined, true, monday), false, monday + 5 * day);
  const again = reviewAfter("c/x", reviewAfter("c/x", undefined, true, monday), false, monday + 5 * day);
  expect(again).toEqual(once);
});

test.each([
  ["2026-11-23T09:00:00Z", "2026-W48", "2026-11"],
  ["2027-01-01T00:00:00Z", "2026-W53", "2027-01"],
  ["2024-12-30T23:59:59Z", "2025-W01", "2024-12"],
])("an answer at %s counts in the week %s and the month %s", (at, week, month) => {
  expect(periodsOf(Temporal.Instant.from(at))).toEqual([week, month]);
});
