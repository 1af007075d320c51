import fc from "fast-check";
import { expect, test } from "vitest";
import type { Outage } from "../../src/core/outage.ts";
import { streakOf } from "../../src/study/memory/streak.ts";

const day = 86_400_000;
const hour = 3_600_000;

/** Sunday 2026-11-22, 12:00 UTC: the week is full. */
const sunday = Date.UTC(2026, 10, 22, 12);

const on = (...daysAgo: readonly number[]): readonly number[] => daysAgo.map((ago) => sunday - ago * day);
const streak = (answers: readonly number[], outages: readonly Outage[] = []) =>
  streakOf(answers, outages, "UTC", sunday);

test("days in a row count, today need not have an answer yet, and nothing learned is no streak", () => {
  expect(streak([])).toBe(0);
  expect(streak(on(0))).toBe(1);
  expect(streak(on(0, 1, 2))).toBe(3);
  expect(streak(on(1, 2))).toBe(2);
  expect(streak([...on(0, 1), ...on(0, 1)])).toBe(2);
});

test("two days of a week are free, a third ends the streak; each week has its own two", () => {
  expect(streak(on(0, 3, 4))).toBe(3);
  expect(streak(on(0, 4, 5))).toBe(1);
  // Rests on Tuesday and Wednesday of this week, and on Saturday and Sunday of the week before.
  expect(streak(on(0, 1, 2, 3, 6, 9, 10))).toBe(7);
});

test("the learner's own date decides, not that of Greenwich", () => {
  const late = Date.UTC(2026, 10, 22, 23, 30);
  expect(streakOf([late], [], "Europe/Berlin", late + hour)).toBe(1);
  const answers = [Date.UTC(2026, 10, 20, 23, 30), Date.UTC(2026, 10, 22, 0, 30)];
  expect(streakOf(answers, [], "Pacific/Auckland", sunday)).toBe(2);
});

test("a day on which the tutor was away is no loss, minutes are no such day", () => {
  const away = (ago: number, hours: number): Outage => ({
    from: sunday - ago * day,
    to: sunday - ago * day + hours * hour,
  });
  expect(streak(on(0, 4), [away(1, 2)])).toBe(2);
  expect(streak(on(0, 4), [away(1, 0.5)])).toBe(1);
  expect(streak(on(0, 6), [{ from: sunday - 5 * day, to: sunday - day }])).toBe(2);
});

const answers = fc.array(fc.integer({ min: sunday - 60 * day, max: sunday }), { maxLength: 80 });
const zone = fc.constantFrom("UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Africa/Casablanca");
const outages = fc.array(
  fc
    .tuple(fc.integer({ min: sunday - 60 * day, max: sunday }), fc.integer({ min: 1, max: 3 * day }))
    .map(([from, length]): Outage => ({ from, to: from + length })),
  { maxLength: 6 },
);

test("more answers, or more downtime, never make a streak shorter; it never exceeds the days with an answer", () => {
  fc.assert(
    fc.property(answers, answers, outages, outages, zone, (some, more, away, further, where) => {
      const now = streakOf(some, away, where, sunday);
      expect(streakOf([...some, ...more], away, where, sunday)).toBeGreaterThanOrEqual(now);
      expect(streakOf(some, [...away, ...further], where, sunday)).toBeGreaterThanOrEqual(now);
      const dates = some.map((at) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(where));
      expect(now).toBeLessThanOrEqual(new Set(dates.map((date) => date.toPlainDate().toString())).size);
    }),
    { numRuns: 200 },
  );
});

test("whoever learns on five days of each week keeps the streak for ever", () => {
  const fiveOf7 = fc.array(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 5, maxLength: 7 }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(fiveOf7, (weeks) => {
      const learned = weeks.flatMap((days, week) => days.map((ago) => sunday - (week * 7 + ago) * day));
      expect(streak(learned)).toBe(learned.length);
    }),
  );
});
