import type { Context } from "../../core/context.ts";
import type { FollowUp } from "../../core/post.ts";
import { fold, passed, type Run } from "../../fleet/fold.ts";
import { elapsedAt } from "../../fleet/live.ts";
import { type Played, secondAt } from "../playing.ts";
import { nightBoard } from "./board.ts";

/** Seconds between two edits of a night's message: they fall on whole tens of minutes, and what changed meanwhile waits. */
const EDITS_APART = 600;

/** The edits, and the report of an early end, that a night has in store if nobody does anything from a second on. */
export function foreseen(played: Played, second: number): readonly FollowUp[] {
  const { record, drill, run } = played;
  const { id } = record;
  const end = passed(drill, run, drill.lasts);
  const ended = end.fleet.ended?.why === "recovered" ? end.fleet.ended.at : undefined;
  const now = shown(played, passed(drill, run, second));
  const change = end.frames.find((frame) => frame.now > second && shown(played, { ...end, fleet: frame }) !== now)?.now;
  const at = (due: number): number => record.begunAt + elapsedAt(drill, due);
  const report = (due: number): FollowUp => {
    const detail = { drill: id, at: due };
    return { key: `${id}:end:${due}`, kind: "drill-report", due: at(due), detail, edits: undefined };
  };
  return [...(change === undefined ? [] : [edit(played, change)]), ...(ended === undefined ? [] : [report(ended)])];
}

/** The edit that shows what changed at a second: the next one that may leave. */
function edit({ record: { id, begunAt }, drill }: Played, second: number): FollowUp {
  const turn = Math.max(1, Math.ceil(second / EDITS_APART));
  const due = begunAt + elapsedAt(drill, turn * EDITS_APART);
  return { key: `${id}:board:${turn}`, kind: "drill-board", due, detail: { drill: id, turn }, edits: id };
}

/** What a message says, apart from the time it was written. */
const shown = (played: Played, run: Run): string =>
  JSON.stringify(nightBoard(played, { ...run, fleet: { ...run.fleet, now: 0 } }));

/** Whether a night's message says something else than at its last turn. */
export function hasChanged(played: Played, run: Run, turn: number): boolean {
  const { drill, log } = played;
  const before = (turn - 1) * EDITS_APART;
  const earlier = log.filter((press) => press.at < before);
  return shown(played, run) !== shown(played, fold(drill, earlier, before));
}

/** After a press: an edit for what it changed, and for what follows from it. */
export async function planNightEdits(context: Context, played: Played, now: number): Promise<void> {
  const { record, run } = played;
  if (run.fleet.ended) return;
  const second = secondAt(played, now);
  for (const follow of [edit(played, second + 1), ...foreseen(played, second)])
    await context.store.addPost({ ...follow, id: context.newId(), to: record.place });
}
