import fc from "fast-check";
import { expect, test } from "vitest";
import { daysInWords, moment, readDate, readDays, readTime, readZone, zonesLike } from "../../src/core/local-time.ts";

test.each([
  ["09:00", "09:00"],
  ["9:05", "09:05"],
  [" 17.30 ", "17:30"],
  ["0", "00:00"],
  ["24:00", undefined],
  ["12:60", undefined],
  ["noon", undefined],
  ["", undefined],
  ["-1:00", undefined],
  ["٠٩:٠٠", undefined],
])("%j is read as the time %j", (written, time) => {
  expect(readTime(written)).toBe(time);
});

test.each([
  ["daily", [1, 2, 3, 4, 5, 6, 7]],
  ["Weekdays", [1, 2, 3, 4, 5]],
  ["mon-fri", [1, 2, 3, 4, 5]],
  ["sat–mon", [1, 6, 7]],
  ["mon, wed and Sunday", [1, 3, 7]],
  ["tues;thurs", [2, 4]],
  ["weekends mon", [1, 6, 7]],
  ["mo", undefined],
  ["mon-", undefined],
  ["mon-wed-fri", undefined],
  ["constructor", undefined],
  ["", undefined],
])("%j is read as the days %j", (written, days) => {
  expect(readDays(written)).toEqual(days);
});

test("days in words are read back as the same days", () => {
  fc.assert(
    fc.property(fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), (days) => {
      const said = daysInWords(days).replace("every day", "daily");
      expect(readDays(said)).toEqual(days);
    }),
  );
});

test("a zone is spelt as the machine spells it; offsets, paths and nonsense are none", () => {
  expect(readZone("europe/berlin")).toBe("Europe/Berlin");
  expect(readZone("america/new york")).toBe("America/New_York");
  expect(readZone("utc")).toBe("UTC");
  for (const wrong of ["+02:00", "-00:30", "../../etc/passwd", "Mars/Olympus", "", "Z".repeat(100), "__proto__"])
    expect(readZone(wrong)).toBeUndefined();
});

test("every zone that is offered is known, and typing its city finds it", () => {
  const all = zonesLike("", 1000);
  expect(all.length).toBeGreaterThan(300);
  for (const zone of all) {
    expect(readZone(zone)?.toLowerCase()).toBe(zone.toLowerCase());
    expect(zonesLike(zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " "), 25)).toContain(zone);
  }
});

test("a moment says its zone for those who cannot be shown their own", () => {
  const at = Date.UTC(2026, 2, 29, 1, 30);
  expect(moment(at, "Europe/Berlin", "full")).toEqual({
    kind: "instant",
    at,
    style: "full",
    text: "Sun 29 Mar, 03:30 Europe/Berlin",
  });
  expect(moment(at, "UTC", "time")).toMatchObject({ text: "01:30 UTC" });
});

test.each(["2026-02-30", "24.12.2026", "2026-13-01", "tomorrow", "", "2026-1-1"])("%j is no date", (written) => {
  expect(readDate(written)).toBeUndefined();
});
