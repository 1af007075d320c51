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
export const isSleepingHour = (hour: number): boolean => hour >= 22 || hour < 7;

/** One press in somebody's sleeping hours. */
type Up = {
  readonly actor: string;
  readonly hour: number;
  /** They had been asleep. */
  readonly woke: boolean;
  /** Seconds that they were up for it, from the press before on. */
  readonly awake: number;
};

/**
 * Who was up: a press in a presser's sleeping hours is a waking, and so are those that follow before they would be
 * asleep again. A press that came to nothing took the sleep all the same.
 */
function upsOf(run: Run, hourOf: HourOf): readonly Up[] {
  const upUntil = new Map<string, number>();
  return run.judged.flatMap(({ at, press: { actor }, outcome }): readonly Up[] => {
    const hour = hourOf(actor, at);
    if (!isSleepingHour(hour)) return [];
    const last = upUntil.get(actor);
    const until = Math.max(at, outcome.kind === "done" ? outcome.until : at, last ?? 0);
    const up = last !== undefined && at <= last + pager.asleepAfter;
    upUntil.set(actor, until);
    return [{ actor, hour, woke: !up, awake: until - (up ? last : at) }];
  });
}

export function wakingsOf(run: Run, hourOf: HourOf): Wakings {
  const ups = upsOf(run, hourOf);
  return {
    people: new Set(ups.map(({ actor }) => actor)).size,
    times: ups.filter(({ woke }) => woke).length,
    awake: ups.reduce((sum, { awake }) => sum + awake, 0),
  };
}

/** How often somebody had to get up in each hour of their own clocks, hour by hour from 22 on; without a name. */
export function wakingHours(run: Run, hourOf: HourOf): readonly { readonly hour: number; readonly times: number }[] {
  const woken = Map.groupBy(
    upsOf(run, hourOf).filter(({ woke }) => woke),
    ({ hour }) => hour,
  );
  return [...woken]
    .map(([hour, ups]) => ({ hour, times: ups.length }))
    .toSorted((one, other) => ((one.hour + 2) % 24) - ((other.hour + 2) % 24));
}
