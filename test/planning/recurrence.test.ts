import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import type { LocalTime, Slot } from "../../src/core/schedule.ts";
import { nextSlot, slotOn } from "../../src/planning/recurrence.ts";

const all = [1, 2, 3, 4, 5, 6, 7];
const utc = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;
const daily = (zone: string, time: string): LocalTime => ({ zone, time, days: all });

/** Every slot from one instant to another, as a planner that never sleeps would plan them. */
function* slots(local: LocalTime, from: number, until: number): Generator<Slot> {
  let last: Slot | undefined;
  for (let after = from; ; ) {
    last = nextSlot(local, after, last?.date);
    if (!last || last.due > until) return;
    after = last.due;
    yield last;
  }
}

describe("02:00 and daylight saving: one instant for a local date (F28, F29)", () => {
  test.each([
    ["America/New_York", "2026-03-08", "2026-03-08T07:00Z"],
    ["Europe/Berlin", "2026-03-29", "2026-03-29T01:00Z"],
    ["Europe/Berlin", "2026-10-25", "2026-10-25T00:00Z"],
    ["America/New_York", "2026-11-01", "2026-11-01T07:00Z"],
    ["Europe/London", "2026-03-29", "2026-03-29T01:00Z"],
    ["Australia/Sydney", "2026-10-04", "2026-10-03T16:00Z"],
    ["Australia/Sydney", "2026-04-05", "2026-04-04T15:00Z"],
    ["Africa/Casablanca", "2026-03-22", "2026-03-22T02:00Z"],
  ])("in %s on %s it is %s", (zone, date, instant) => {
    const due = utc(instant);
    expect(nextSlot(daily(zone, "02:00"), due - 1)).toEqual({ date, time: "02:00", due });
    expect(nextSlot(daily(zone, "02:00"), due)?.date).not.toBe(date);
    const around = [...slots(daily(zone, "02:00"), due - 3 * 86_400_000, due + 3 * 86_400_000)];
    expect(around.filter((slot) => slot.date === date)).toEqual([{ date, time: "02:00", due }]);
    expect(slotOn(daily(zone, "02:00"), date)).toEqual({ date, time: "02:00", due });
  });

  test("any time in the gap is its first instant after", () => {
    for (const time of ["02:00", "02:01", "02:30", "02:59"])
      expect(slotOn(daily("Europe/Berlin", time), "2026-03-29")?.due).toBe(utc("2026-03-29T01:00Z"));
    expect(slotOn(daily("Europe/Berlin", "03:00"), "2026-03-29")?.due).toBe(utc("2026-03-29T01:00Z"));
  });

  test("a gap of half an hour, and one that reaches into the next date", () => {
    expect(slotOn(daily("Australia/Lord_Howe", "02:10"), "2026-10-04")?.due).toBe(utc("2026-10-03T15:30Z"));
    // At 23:00 on Saturday, Nuuk's clocks go on to 00:00 on Sunday.
    expect(slotOn(daily("America/Nuuk", "23:30"), "2027-03-27")).toEqual({
      date: "2027-03-27",
      time: "23:30",
      due: utc("2027-03-28T01:00Z"),
    });
  });
});

describe("dates and zones that are not there (F33, F35)", () => {
  test("Samoa had no 30 December 2011, so it had no slot", () => {
    const local = daily("Pacific/Apia", "09:00");
    expect(slotOn(local, "2011-12-30")).toBeUndefined();
    const found = [...slots(local, utc("2011-12-28T20:00Z"), utc("2012-01-01T12:00Z"))];
    expect(found.map(({ date }) => date)).toEqual(["2011-12-29", "2011-12-31", "2012-01-01"]);
  });

  test("Fridays in Samoa go from the 23rd to the 6th", () => {
    const fridays = { zone: "Pacific/Apia", time: "09:00", days: [5] };
    const found = [...slots(fridays, utc("2011-12-20T00:00Z"), utc("2012-01-10T00:00Z"))];
    expect(found.map(({ date }) => date)).toEqual(["2011-12-23", "2012-01-06"]);
  });

  test("a zone that is not known says so", () => {
    expect(nextSlot(daily("Atlantic/Atlantis", "09:00"), 0)).toBeUndefined();
    expect(slotOn(daily("Atlantic/Atlantis", "09:00"), "2026-11-23")).toBeUndefined();
    for (const zone of ["", "Europe/Berlin; drop table schedules", "\0", "x".repeat(10_000)])
      expect(nextSlot(daily(zone, "09:00"), 0)).toBeUndefined();
  });
});

describe("days of the week", () => {
  test("are those of the zone, not of UTC", () => {
    const mondays = { zone: "Pacific/Auckland", time: "09:00", days: [1] };
    // Monday the 23rd, 09:00 in Auckland, is still Sunday in Greenwich.
    expect(nextSlot(mondays, utc("2026-11-20T00:00Z"))?.due).toBe(utc("2026-11-22T20:00Z"));
  });

  test("are kept over a leap day and a new year", () => {
    const weekdays = { zone: "UTC", time: "23:59", days: [1, 2, 3, 4, 5] };
    const dates = (from: string, until: string) => [...slots(weekdays, utc(from), utc(until))].map(({ date }) => date);
    expect(dates("2028-02-27T00:00Z", "2028-03-02T00:00Z")).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"]);
    expect(dates("2026-12-31T00:00Z", "2027-01-05T00:00Z")).toEqual(["2026-12-31", "2027-01-01", "2027-01-04"]);
  });
});

describe("somebody who moves to another zone (F34)", () => {
  test("across the date line westwards is not asked twice on one date", () => {
    const here = daily("Pacific/Auckland", "09:00");
    const there = daily("Pacific/Honolulu", "09:00");
    const first = nextSlot(here, utc("2026-05-09T12:00Z"));
    expect(first).toEqual({ date: "2026-05-10", time: "09:00", due: utc("2026-05-09T21:00Z") });
    expect(nextSlot(there, utc("2026-05-09T22:00Z"), first?.date)).toEqual({
      date: "2026-05-11",
      time: "09:00",
      due: utc("2026-05-11T19:00Z"),
    });
  });

  test("at 23:59 has the next one tomorrow, wherever tomorrow is", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Intl.supportedValuesOf("timeZone")),
        fc.constantFrom(...Intl.supportedValuesOf("timeZone")),
        fc.integer({ min: utc("2020-01-01T00:00Z"), max: utc("2035-01-01T00:00Z") }),
        (from, to, at) => {
          const before = nextSlot(daily(from, "23:59"), at);
          const after = nextSlot(daily(to, "23:59"), before?.due ?? at, before?.date);
          expect(before && after && after.date > before.date && after.due > before.due).toBe(true);
        },
      ),
    );
  });
});

/** What Temporal itself says, asked date by date. */
function told({ zone, time }: LocalTime, date: string): number | undefined {
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
  const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (earlier.toPlainDateTime().equals(wall)) return earlier.epochMilliseconds;
  if (!Temporal.PlainDate.from(date).toZonedDateTime(zone).toPlainDate().equals(date)) return undefined;
  return earlier.getTimeZoneTransition("next")?.epochMilliseconds;
}

/** Checks fourteen months of a schedule against Temporal: every date once, each at its instant, in order. */
function check(local: LocalTime, from: number): number {
  const until = from + 425 * 86_400_000;
  const found = [...slots(local, from, until)];
  for (const [index, slot] of found.entries()) {
    if (slot.due !== told(local, slot.date)) expect([local, slot]).toEqual([local, told(local, slot.date)]);
    const before = found[index - 1];
    if (before && (before.date >= slot.date || before.due >= slot.due)) expect([before, slot]).toEqual("in order");
  }
  const dates = new Set(found.map(({ date }) => date));
  const first = Temporal.PlainDate.from(found[0]?.date ?? "1970-01-01");
  const last = found.at(-1)?.date ?? "1970-01-01";
  for (let date = first; date.toString() < last; date = date.add({ days: 1 })) {
    const isDue = local.days.includes(date.dayOfWeek) && told(local, date.toString()) !== undefined;
    if (dates.has(date.toString()) !== isDue) expect([local, date.toString(), isDue]).toEqual("planned if it is due");
  }
  return found.length;
}

const zones = Intl.supportedValuesOf("timeZone");
const whole = inject("whole");

describe("in every zone, every date has its one instant for fourteen months", () => {
  test.runIf(whole)("at four times of the day, all zones", { timeout: 600_000 }, () => {
    let seen = 0;
    for (const zone of zones)
      for (const time of ["00:00", "02:00", "02:30", "23:30"])
        seen += check(daily(zone, time), utc("2026-11-01T00:00Z"));
    expect(seen).toBeGreaterThan(700_000);
  });

  test("at any time, on any days, from any instant: a sample", () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
    const days = fc.subarray(all, { minLength: 1 });
    const from = fc.integer({ min: utc("1995-01-01T00:00Z"), max: utc("2037-01-01T00:00Z") });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.oneof(time, fc.constant("02:00"), fc.constant("00:00")),
        days,
        from,
        (zone, at, on, start) => {
          check({ zone, time: at, days: on }, start);
        },
      ),
      { numRuns: whole ? 2000 : 40 },
    );
  });
});
