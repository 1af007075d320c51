import type { Drill } from "../../src/fleet/fold.ts";
import { nightWatch } from "../../src/fleet/live.ts";
import { type Night, nightOf } from "../../src/fleet/night.ts";
import type { Press } from "../../src/fleet/press.ts";
import type { TapeEvent } from "../../src/fleet/tape.ts";

/** A night by its number. */
export function night(number: number): Night {
  const found = nightOf(number);
  if (!found) throw new Error(`there is no night ${number}`);
  return found;
}

/** Five copies on three servers, with this on the tape and with these changes. */
export const fiveCopies = (tape: readonly TapeEvent[], changes: Partial<Drill> = {}): Drill => ({
  ...nightWatch(1, night(2)),
  tape,
  ...changes,
});

/** A late event that keeps a night from ending. */
export const atDawn: TapeEvent = { kind: "exit", at: 25_000, nth: 5 };

/** A press, as "actor verb argument". */
export type Pressing = readonly [at: number, text: string];

export const logOf = (...presses: readonly Pressing[]): readonly Press[] =>
  presses.map(([at, text], index) => {
    const [actor = "", verb = "", argument = ""] = text.split(" ");
    return { seq: index + 1, at, actor, verb, argument };
  });
