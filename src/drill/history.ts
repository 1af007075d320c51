import type { DrillRecord } from "./store.ts";

/** A drill that came to its end, so that there is something to tell of it: not stopped, not skipped, and no replay. */
export const hasEnded = ({ replays, ended }: DrillRecord): boolean =>
  replays === undefined && (ended?.why === "recovered" || ended?.why === "morning");
