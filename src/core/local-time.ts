import type { Inline } from "../chat/message.ts";
import { timeWords } from "./words-time.ts";

/** Local times as people write and read them. */

/** "HH:MM" of what somebody wrote ("8:30", "08.30", "9"); undefined when it is no time of a day. */
export function readTime(written: string): string | undefined {
  const [, hour, minute = "00"] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(written.trim()) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${hour.padStart(2, "0")}:${minute}`;
}

/** ISO weekdays of what somebody wrote ("weekdays", "mon-fri", "mon, wed and sun"), ascending; undefined when unclear. */
export function readDays(written: string): readonly number[] | undefined {
  const words = written
    .toLowerCase()
    .split(/[\s,;]+|\band\b/)
    .filter((word) => word !== "");
  const days = words.map(readDay);
  if (words.length === 0 || days.includes(undefined)) return undefined;
  return [...new Set(days.flatMap((some) => some ?? []))].toSorted((one, other) => one - other);
}

const named: Readonly<Record<string, readonly number[]>> = {
  daily: [1, 2, 3, 4, 5, 6, 7],
  weekdays: [1, 2, 3, 4, 5],
  weekends: [6, 7],
};

function readDay(word: string): readonly number[] | undefined {
  if (Object.hasOwn(named, word)) return named[word];
  const [from, to, ...more] = word.split(/[-–]/).map(weekdayOf);
  if (from === undefined || more.length > 0) return undefined;
  if (!/[-–]/.test(word)) return [from];
  if (to === undefined) return undefined;
  const length = ((to - from + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => ((from - 1 + index) % 7) + 1);
}

/** 1 (Monday) to 7 of an English day's name or its first three letters or more. */
function weekdayOf(name: string): number | undefined {
  const index = name.length < 3 ? -1 : timeWords.weekdays.findIndex((day) => day.toLowerCase().startsWith(name));
  return index === -1 ? undefined : index + 1;
}

/** "every day", "Mon–Fri", "Mon, Wed". */
export function daysInWords(days: readonly number[]): string {
  const known = Object.entries(named).find(([, all]) => all.join() === days.join())?.[0];
  if (known === "daily") return timeWords.daily;
  if (known === "weekdays") return timeWords.weekdaySpan;
  return days.map((day) => shortDay(day)).join(", ");
}

const shortDay = (day: number): string => (timeWords.weekdays[day - 1] ?? "").slice(0, 3);

/** The zone as the machine spells it; undefined when it knows none of that name. Offsets ("+02:00") are no zones. */
export function readZone(written: string): string | undefined {
  const name = written.trim().replaceAll(" ", "_");
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Zones that hold what was typed, those whose city begins with it first; at most `limit`. */
export function zonesLike(typed: string, limit: number): readonly string[] {
  const wanted = typed.trim().toLowerCase().replaceAll(" ", "_");
  const rank = (zone: string): number => {
    const name = zone.toLowerCase();
    if (name.startsWith(wanted) || name.slice(name.lastIndexOf("/") + 1).startsWith(wanted)) return 0;
    return name.includes(wanted) ? 1 : 2;
  };
  const ranked = ["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => ({ zone, at: rank(zone) }));
  const found = [0, 1].flatMap((at) => ranked.filter((one) => one.at === at));
  return [...new Set(found.map(({ zone }) => zone))].slice(0, limit);
}

/** A moment in the reader's own time, and in words that name the zone for those to whom a platform cannot show it. */
export function moment(at: number, zone: string, style: "full" | "time"): Inline {
  const clock = `${timeOf(at, zone)} ${zone}`;
  const text = style === "time" ? clock : `${dateInWords(localDate(at, zone))}, ${clock}`;
  return { kind: "instant", at, style, text };
}

const zoned = (at: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

const timeOf = (at: number, zone: string): string => zoned(at, zone).toPlainTime().toString({ smallestUnit: "minute" });

export const localDate = (at: number, zone: string): Temporal.PlainDate => zoned(at, zone).toPlainDate();

/** Epoch milliseconds of the first instant of a date in a zone. */
export const startOf = (date: Temporal.PlainDate, zone: string): number =>
  date.toZonedDateTime({ timeZone: zone }).epochMilliseconds;

/** "Mon 23 Nov". */
export const dateInWords = (date: Temporal.PlainDate): string =>
  `${shortDay(date.dayOfWeek)} ${date.day} ${timeWords.months[date.month - 1] ?? ""}`;

/** A date as somebody wrote it ("2026-12-01"); undefined when it is none. */
export function readDate(written: string): Temporal.PlainDate | undefined {
  const text = written.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
