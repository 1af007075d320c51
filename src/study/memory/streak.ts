import { localDate } from "../../core/local-time.ts";
import type { Outage } from "../../core/outage.ts";

/** Days of a week (Monday to Sunday) on which nothing need be done for a streak to hold. */
const REST_DAYS = 2;

/** A day on which the tutor was away for so long counts against nobody. */
const AWAY = 3_600_000;

/**
 * Days of learning in a row, by the learner's own date: today counts when it has an answer, and breaks nothing when it has
 * none yet. Two days of each week are free, and so is a day on which the tutor was away for an hour. `answers` are epoch
 * milliseconds, in any order.
 */
export function streakOf(answers: readonly number[], outages: readonly Outage[], zone: string, at: number): number {
  const active = new Set(answers.map((answer) => localDate(answer, zone).toString()));
  const first = [...active].toSorted()[0];
  if (first === undefined) return 0;
  const away = awayDays(outages, zone);
  const today = localDate(at, zone);
  let streak = active.has(today.toString()) ? 1 : 0;
  let rested = { week: "", days: 0 };
  for (let day = today.subtract({ days: 1 }); day.toString() >= first; day = day.subtract({ days: 1 })) {
    const name = day.toString();
    if (active.has(name)) {
      streak += 1;
      continue;
    }
    if (away.has(name)) continue;
    const week = `${day.yearOfWeek}-${day.weekOfYear}`;
    rested = { week, days: (rested.week === week ? rested.days : 0) + 1 };
    if (rested.days > REST_DAYS) break;
  }
  return streak;
}

/** Local dates on which the tutor was away for an hour or more. */
function awayDays(outages: readonly Outage[], zone: string): ReadonlySet<string> {
  const milliseconds = new Map<string, number>();
  for (const { from, to } of outages) {
    for (let begin = from; begin < to; ) {
      const day = localDate(begin, zone);
      const end = Math.min(to, day.add({ days: 1 }).toZonedDateTime({ timeZone: zone }).epochMilliseconds);
      milliseconds.set(day.toString(), (milliseconds.get(day.toString()) ?? 0) + end - begin);
      begin = end;
    }
  }
  return new Set([...milliseconds].flatMap(([day, away]) => (away >= AWAY ? [day] : [])));
}
