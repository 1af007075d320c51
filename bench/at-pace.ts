import { setTimeout as after } from "node:timers/promises";

/** Milliseconds to wait for the last answers; the platforms themselves wait for 3 s. */
const PATIENCE = 5000;

/** `count` presses at `pace` a second; the waits of those that were answered. */
export async function atPace<Pupil, Wait>(
  pupils: readonly Pupil[],
  pace: number,
  count: number,
  press: (pupil: Pupil) => Promise<Wait>,
): Promise<readonly Wait[]> {
  const waits: Wait[] = [];
  const pressed: Promise<unknown>[] = [];
  const begun = performance.now();
  for (let sent = 0; sent < count; sent += 1) {
    const rest = begun + (sent * 1000) / pace - performance.now();
    if (rest > 0) await after(rest);
    const pupil = pupils[sent % pupils.length];
    if (pupil) pressed.push(press(pupil).then((wait) => waits.push(wait)));
  }
  await Promise.race([Promise.all(pressed), after(PATIENCE)]);
  return waits;
}

export const percentile = (values: readonly number[], part: number): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * part)] ?? Number.NaN;

export const median = (values: readonly number[]): number => percentile(values, 0.5);
