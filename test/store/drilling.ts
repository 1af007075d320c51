import type { DrillBegun, PressMade } from "../../src/drill/store.ts";
import { hall, monday, newId, person } from "./learning.ts";

/** A drill by day, about to begin. */
export const begun = (changed: Partial<DrillBegun> = {}): DrillBegun => ({
  id: newId(),
  place: hall(),
  mode: "live",
  night: 2,
  seed: 7,
  begunAt: monday,
  lasts: 3600,
  zone: undefined,
  schedule: undefined,
  replays: undefined,
  by: undefined,
  at: monday,
  newPlace: newId(),
  newLearner: newId(),
  ...changed,
});

/** A press on a copy, one minute into the drill. */
export const pressMade = (changed: Partial<PressMade> = {}): PressMade => ({
  drill: "",
  who: person("ada"),
  at: 60,
  verb: "restart",
  argument: "1",
  minute: 600,
  now: monday + 5000,
  newLearner: newId(),
  after: 0,
  ...changed,
});
