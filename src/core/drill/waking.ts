import { nightBegins, pager } from "./constants.ts";
import type { Run } from "./fold.ts";

/** The hour (0 to 23) on the presser's own clock, `at` seconds into the night. */
export type HourOf = (actor: string, at: number) => number;

/** Sleep that a night took. */
export type Wakings = {
  /** People who were up at least once. */
  readonly people: number;
  /** How often somebody had to get up. */
  readonly times: number;
  /** Seconds that people were up, from the first press to the end of the last action. */
  readonly awake: number;
};

/** Everybody lives by the clock of the night, which began at 02:00. */
export const byNightsClock: HourOf = (_, at) => Math.floor((nightBegins + at) / 3600) % 24;

/** Between 22:00 and 07:00. */
const isSleepingHour = (hour: number): boolean => hour >= 22 || hour < 7;

/**
 * Who was up: a press in a presser's sleeping hours is a waking, and so are those that follow before they would be
 * asleep again. A press that came to nothing took the sleep all the same.
 */
export function wakingsOf(run: Run, hourOf: HourOf): Wakings {
  const upUntil = new Map<string, number>();
  let [times, awake] = [0, 0];
  for (const { at, press, outcome } of run.judged) {
    if (!isSleepingHour(hourOf(press.actor, at))) continue;
    const last = upUntil.get(press.actor);
    const until = Math.max(at, outcome.kind === "done" ? outcome.until : at, last ?? 0);
    const up = last !== undefined && at <= last + pager.asleepAfter;
    if (!up) times += 1;
    awake += until - (up ? last : at);
    upUntil.set(press.actor, until);
  }
  return { people: upUntil.size, times, awake };
}
