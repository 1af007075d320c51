import type { Context } from "../core/context.ts";
import type { Run } from "../fleet/fold.ts";
import { elapsedAt } from "../fleet/live.ts";
import type { Played } from "./playing.ts";

/**
 * Writes down that a drill has ended, once it has, and what follows from that; done twice, it is done once. False while it
 * goes on.
 */
export async function conclude(context: Context, { record, drill }: Played, { fleet }: Run): Promise<boolean> {
  const { id, mode, replays, place, begunAt } = record;
  if (!fleet.ended) return false;
  const { why, at: second } = fleet.ended;
  const at = begunAt + elapsedAt(drill, second);
  const newId = context.newId();
  // A night's own report was planned when it was posted, or when its end was in sight.
  if (mode === "live" && replays === undefined && why !== "stopped") {
    const detail = { drill: id, at: second };
    const post = { key: `${id}:end:${second}`, kind: "drill-report", due: at, detail, edits: undefined };
    await context.store.addPost({ ...post, id: newId, to: place });
  }
  if (mode === "watch" && replays === undefined && why === "stopped") {
    const post = { key: `${id}:board:end`, kind: "drill-board", due: at, detail: { drill: id }, edits: id };
    await context.store.addPost({ ...post, id: newId, to: place });
  }
  await context.store.endDrill(id, at, why);
  return true;
}
