import type { DrillRecord } from "./facts.ts";

/** What a place's drills say about what it has had. */

/** Not stopped, not skipped, and no replay: its night counts as had. */
export const tookPlace = ({ replays, ended }: DrillRecord): boolean =>
  replays === undefined && ended?.why !== "stopped" && ended?.why !== "late";

/** A drill that came to its end, so that there is something to tell of it. */
export const hasEnded = (drill: DrillRecord): boolean => drill.ended !== undefined && tookPlace(drill);

/** A night watch that came to its end. */
export const wasWatch = (drill: DrillRecord): boolean => drill.mode === "watch" && hasEnded(drill);
