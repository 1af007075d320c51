import type { Figure } from "../figure.ts";
import { clockMemory } from "./memory.ts";
import { planning } from "./planning.ts";
import { recurrence } from "./recurrence.ts";
import { storm } from "./storm.ts";
import { ticking } from "./ticking.ts";

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
