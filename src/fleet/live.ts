import { live, nightLasts, replayTakes } from "./constants.ts";
import type { Drill } from "./fold.ts";
import type { Night } from "./night.ts";
import { under } from "./policies.ts";
import { tapeOf } from "./tape.ts";

/** The three ways to play a night. */

/** Night watch: in real time, from 02:00 until the morning, `lasts` seconds; nobody and nothing is on duty. */
export const nightWatch = (seed: number, night: Night, lasts = nightLasts): Drill => ({
  night,
  tape: tapeOf(seed, night, { lasts, lead: 0 }),
  lasts,
  pace: 1,
  handOverFrom: undefined,
  jobs: [],
  pager: false,
});

/** Be the manager: an hour of night in five minutes. From half time on the manager can take over. */
export const liveDrill = (seed: number, night: Night): Drill => ({
  ...nightWatch(seed, night, live.lasts),
  tape: tapeOf(seed, night, live),
  pace: live.pace,
  handOverFrom: live.lasts / 2,
});

/** The same failures once more, under the manager, in a minute. */
export const replayOf = (drill: Drill): Drill => ({ ...under("manager", drill), pace: drill.lasts / replayTakes });

/** The second of the night when so many real milliseconds have passed; never before its start, nor after its end. */
export const secondOf = (drill: Drill, elapsed: number): number =>
  Math.min(drill.lasts, Math.max(0, Math.floor((elapsed * drill.pace) / 1000)));

/** The first real millisecond in which a second of the night has come. */
export const elapsedAt = (drill: Drill, second: number): number => Math.ceil((second * 1000) / drill.pace);
