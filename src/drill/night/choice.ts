import type { Place } from "../../chat/event.ts";
import type { Context } from "../../core/context.ts";
import { localDate } from "../../core/local-time.ts";
import type { Schedule, Slot } from "../../core/schedule.ts";
import { DAY } from "../../core/zone.ts";
import { nightLasts } from "../../fleet/constants.ts";
import { isDrawn, LEAST_APART, lessonDaysBetween, MOST_NIGHTS } from "../../fleet/lot.ts";
import { nextNight } from "../../fleet/night.ts";
import { isSleepingHour } from "../../fleet/waking.ts";
import { nextSlot, slotOn } from "../../planning/recurrence.ts";
import type { PlaceKey } from "../../standings/standing.ts";
import type { DrillBegun, DrillRecord } from "../store.ts";
import { minuteOf } from "./local-minute.ts";

/** When a night ends, in the place's own time. */
const MORNING = "09:00";

/** The night that a place has not had yet, in order. */
export const nightOfPlace = async ({ store }: Context, place: PlaceKey): Promise<number> =>
  nextNight(await store.nightsHad(place)).number;

type Begin = {
  readonly id: string;
  readonly place: Place;
  readonly zone: string;
  readonly slot: Slot;
  readonly schedule?: string | undefined;
};

/** A night watch that begins at a slot and lasts until the place's morning, however long that is by the clock. */
export function recordOf(context: Context, { id, place, zone, slot, schedule }: Begin, night: number): DrillBegun {
  const morning = morningOf(zone, slot);
  return {
    id,
    place,
    mode: "watch",
    night,
    seed: Math.floor(context.random() * 2 ** 32),
    begunAt: slot.due,
    lasts: Math.floor((morning - slot.due) / 1000),
    zone,
    schedule,
    replays: undefined,
    by: undefined,
    at: context.clock.now().epochMilliseconds,
    newPlace: context.newId(),
    newLearner: context.newId(),
  };
}

/** 09:00 after a slot, in epoch milliseconds. */
export const morningOf = (zone: string, { date, due }: Pick<Slot, "date" | "due">): number =>
  slotOn({ zone, time: MORNING }, date)?.due ?? due + nightLasts * 1000;

/** What rings leaves before it. */
const EVENING = "22:00";

/** When something that rings may leave: at an instant, or in the morning after it, and not in the night that follows. */
export function byDay(zone: string, at: number): { readonly due: number; readonly leaveBy: number } {
  const isNight = isSleepingHour(Math.floor(minuteOf(zone, at) / 60));
  const due = isNight ? (nextSlot({ time: MORNING, days: EVERY_DAY, zone }, at)?.due ?? at) : at;
  const evening = slotOn({ zone, time: EVENING }, localDate(due, zone).toString())?.due ?? due;
  return { due, leaveBy: evening - 1 };
}

/** As `byDay`, in the morning of the day after. */
export function dayAfter(zone: string, at: number): { readonly due: number; readonly leaveBy: number } {
  const date = localDate(at, zone).add({ days: 1 }).toString();
  return byDay(zone, slotOn({ zone, time: MORNING }, date)?.due ?? at + DAY);
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** Why a schedule leaves a night out, in a word; undefined when the coin says that it is one. */
export function whyNot(
  schedule: Pick<Schedule, "id" | "days" | "zone">,
  date: string,
  watches: readonly DrillRecord[],
): "five nights" | "no night" | undefined {
  if (watches.length >= MOST_NIGHTS) return "five nights";
  if (!isDrawn(schedule.id, date)) return "no night";
  const dates = watches.map((drill) => dateOf(drill, schedule.zone));
  const isClose = dates.some(
    (earlier) =>
      lessonDaysBetween(earlier, date, schedule.days) < LEAST_APART &&
      lessonDaysBetween(date, earlier, schedule.days) < LEAST_APART,
  );
  return isClose ? "no night" : undefined;
}

/** The local date on which a night began. */
const dateOf = ({ begunAt, zone }: DrillRecord, instead: string): string =>
  Temporal.Instant.fromEpochMilliseconds(begunAt)
    .toZonedDateTimeISO(zone ?? instead)
    .toPlainDate()
    .toString();
