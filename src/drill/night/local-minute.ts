import { offsetAt } from "../../core/zone.ts";
import { byNightsClock, type HourOf } from "../../fleet/waking.ts";
import type { KeptPress } from "../store.ts";

/** Minutes after midnight on clocks of a zone (IANA name); those of UTC where the zone is not known here. */
export function minuteOf(zone: string, at: number): number {
  const minute = Math.floor((at + (offsetAt(zone, at) ?? 0)) / 60_000);
  return ((minute % 1440) + 1440) % 1440;
}

/** The hour on each presser's own clock, by what their presses of a night in real time say. */
export const hourBy =
  (log: readonly KeptPress[]): HourOf =>
  (actor, at) => {
    const press = log.findLast((one) => one.actor === actor && one.at <= at) ?? log.find((one) => one.actor === actor);
    if (!press) return byNightsClock(actor, at);
    const minute = press.minute + Math.floor((at - press.at) / 60);
    return Math.floor((((minute % 1440) + 1440) % 1440) / 60);
  };
