import { offsetAt } from "../../core/zone.ts";
import { minuteOf } from "../night/local-minute.ts";
import type { DrillRecord } from "../store.ts";
import { reportWords } from "./words.ts";

const HOUR = 3_600_000;

/** What the clocks of a place did in the night of a drill; undefined when they ran on as always. */
export function clockStory({ zone, begunAt, mode }: DrillRecord): string | undefined {
  if (zone === undefined || mode !== "watch") return undefined;
  const minute = minuteOf(zone, begunAt);
  if (minute !== 120) return reportWords.cameLater(timeOf(minute));
  // Two o'clock comes once more when the clocks go back in the hours after it.
  const before = offsetAt(zone, begunAt) ?? 0;
  const after = offsetAt(zone, begunAt + 2 * HOUR) ?? 0;
  return after < before ? reportWords.cameOnce : undefined;
}

const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
