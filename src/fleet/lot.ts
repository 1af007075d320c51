import { chanceOf } from "./random.ts";

/** Which nights have a drill: by a coin, so that nobody lies awake for it. */

/** One lesson day in so many has one. */
const ONE_IN = 5;

/** Lesson days between two drills, at least. */
export const LEAST_APART = 2;

/** Night watches of a channel, at most: one for each of the chapter's nights. */
export const MOST_NIGHTS = 5;

/** Whether the coin of a schedule falls for a date ("YYYY-MM-DD"): the same whenever it is asked. */
export const isDrawn = (schedule: string, date: string): boolean =>
  chanceOf(hashOf(`${schedule} ${date}`)).oneIn(ONE_IN);

/** FNV-1a, 32 bits (Fowler, Noll and Vo): spreads ids that differ in a character. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Lesson days after one date up to and with another; `days` are ISO weekdays. */
export function lessonDaysBetween(earlier: string, later: string, days: readonly number[]): number {
  const from = Temporal.PlainDate.from(earlier);
  const to = Temporal.PlainDate.from(later);
  let count = 0;
  for (let day = from.add({ days: 1 }); Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 })) {
    if (days.includes(day.dayOfWeek)) count += 1;
    if (count >= LEAST_APART) return count;
  }
  return count;
}
