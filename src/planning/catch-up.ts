import type { LocalTime, ScheduleKind, Slot } from "../core/schedule.ts";
import { DAY, offsetAt } from "../core/zone.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Milliseconds for which what is late is still posted. */
const PATIENCE: Readonly<Record<ScheduleKind, number>> = {
  quiz: 2 * HOUR,
  lesson: 2 * HOUR,
  summary: 2 * HOUR,
  review: 2 * HOUR,
  // Later than half an hour it is not played any more, but told of on the same day (drill/night-post.ts).
  drill: 20 * HOUR,
};

/** The night in local time, in milliseconds after midnight: what is late does not ring then. */
const NIGHT = { from: 22 * HOUR, until: 7 * HOUR };

/** Milliseconds within which a post counts as on time, at night too. */
const ON_TIME = 5 * MINUTE;

/**
 * The last instant at which a slot may be posted: its kind's patience after it was due, and not in the night, unless
 * somebody chose a time of the night. It is never less than five minutes after it was due.
 */
export function leaveBy(
  { kind, zone }: Pick<LocalTime, "zone"> & { readonly kind: ScheduleKind },
  due: number,
): number {
  const patient = due + PATIENCE[kind];
  const local = (((due + (offsetAt(zone, due) ?? 0)) % DAY) + DAY) % DAY;
  const isNight = local >= NIGHT.from || local < NIGHT.until;
  if (isNight) return patient;
  return Math.max(due + ON_TIME, Math.min(patient, due + NIGHT.from - local - 1));
}

/** Why a slot that may no longer be posted at an instant was not. */
export const whyMissed = (kind: ScheduleKind, slot: Pick<Slot, "due">, now: number): "night" | "downtime" =>
  now <= slot.due + PATIENCE[kind] ? "night" : "downtime";
