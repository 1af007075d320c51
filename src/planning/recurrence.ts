import type { LocalTime, Slot } from "../core/schedule.ts";
import { DAY, offsetAt, spansAround } from "../core/zone.ts";

/**
 * When a schedule is due: exactly one instant for a local date and time. A time that a change of clocks leaves out is its first
 * instant after the gap, one that comes twice is the first of the two, and a date that a zone never had has none.
 */

/** Days to look ahead: a week, and another one for a zone that leaves out the only day of it. */
const HORIZON = 15;

/**
 * The first slot after an instant (epoch milliseconds) and of a later date than `last`, whatever zone that was in; undefined
 * when the zone is not known here.
 */
export function nextSlot(local: LocalTime, after: number, last?: string): Slot | undefined {
  const { zone, time, days } = local;
  const offset = offsetAt(zone, after);
  if (offset === undefined) return undefined;
  const today = Math.floor((after + offset) / DAY);
  const first = last === undefined ? today : Math.max(today, dayOf(last) + 1);
  for (let day = first; day < first + HORIZON; day += 1) {
    if (!days.includes(weekdayOf(day))) continue;
    const due = instantOf(zone, day, time);
    if (due !== undefined && due > after) return { date: dateOf(day), time, due };
  }
  return undefined;
}

/** The slot of a date ("YYYY-MM-DD"); undefined when the zone never had that date, or is not known here. */
export function slotOn({ zone, time }: Pick<LocalTime, "zone" | "time">, date: string): Slot | undefined {
  const due = instantOf(zone, dayOf(date), time);
  return due === undefined ? undefined : { date, time, due };
}

/** `day` counts days since 1970-01-01. */
function instantOf(zone: string, day: number, time: string): number | undefined {
  const midnight = day * DAY;
  const wall = midnight + millisecondsOf(time);
  const spans = spansAround(zone, wall);
  // Spans are in their order, so of an hour that comes twice the first is found.
  const within = spans?.find(({ from, until, offset }) => from <= wall - offset && wall - offset < until);
  if (within) return wall - within.offset;
  const gap = spans?.find(({ until, offset }, index) => {
    const next = spans[index + 1];
    return next && until + offset <= wall && wall < until + next.offset;
  });
  const after = gap && spans?.[spans.indexOf(gap) + 1];
  if (!gap || !after) return undefined;
  const wholeDay = gap.until + gap.offset <= midnight && midnight + DAY <= after.from + after.offset;
  return wholeDay ? undefined : gap.until;
}

const millisecondsOf = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000;

/** 1 is Monday; 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

const dayOf = (date: string): number => Date.parse(date) / DAY;

const dateOf = (day: number): string =>
  Temporal.Instant.fromEpochMilliseconds(day * DAY)
    .toString()
    .slice(0, 10);
