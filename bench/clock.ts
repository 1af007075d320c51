import { clockMemory } from "./clock-memory.ts";
import { planning } from "./clock-planning.ts";
import { recurrence } from "./clock-recurrence.ts";
import { storm } from "./clock-storm.ts";
import { ticking } from "./clock-ticking.ts";
import type { Figure } from "./figure.ts";

/** What comes by the clock: how soon it is found, planned and sent, and what waiting for it costs. */
export async function clock(): Promise<readonly Figure[]> {
  return [
    ...(await recurrence()),
    ...(await ticking()),
    ...(await planning()),
    ...(await clockMemory()),
    ...(await storm()),
  ];
}
