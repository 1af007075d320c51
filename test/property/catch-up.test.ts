import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { isSleepingHour } from "../../src/fleet/waking.ts";
import { leaveBy } from "../../src/planning/catch-up.ts";

const MINUTE = 60_000;

const zone = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
/** Whole minutes of 2026 and 2027. */
const due = fc.integer({ min: 0, max: 2 * 365 * 24 * 60 }).map((minutes) => Date.UTC(2026, 0) + minutes * MINUTE);
const kind = fc.constantFrom("quiz", "lesson", "summary", "review");

const hourIn = (name: string, at: number): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name).hour;

test("what is due by day may leave until the evening, and not at 22:00 any more, in any zone and whatever its clocks do", () => {
  fc.assert(
    fc.property(kind, zone, due, (what, where, at) => {
      const until = leaveBy({ kind: what, zone: where }, at);
      // Five minutes late is on time, at any time of the day.
      expect(until).toBeGreaterThanOrEqual(at + 5 * MINUTE);
      expect(until).toBeLessThanOrEqual(at + 120 * MINUTE);
      if (!isSleepingHour(hourIn(where, at)) && until > at + 5 * MINUTE)
        expect(isSleepingHour(hourIn(where, until))).toBe(false);
    }),
    { numRuns: inject("whole") ? 100_000 : 5000 },
  );
});
