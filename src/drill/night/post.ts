import type { Place } from "../../chat/event.ts";
import { paragraph } from "../../chat/message.ts";
import type { Context } from "../../core/context.ts";
import { localDate } from "../../core/local-time.ts";
import type { Composed, DuePost, FollowUp } from "../../core/post.ts";
import { whyButton } from "../../core/reply.ts";
import type { Slot } from "../../core/schedule.ts";
import { elapsedAt } from "../../fleet/live.ts";
import { practice } from "../board/message.ts";
import { type Played, playedOf, runAt, secondAt } from "../playing.ts";
import { conclude } from "../stopping.ts";
import type { DrillRecord } from "../store.ts";
import { drillWords } from "../words.ts";
import { nightBoard } from "./board.ts";
import { morningOf, nightOfPlace, recordOf, whyNot } from "./choice.ts";
import { foreseen, hasChanged } from "./edits.ts";

/** Milliseconds by which the message of a night may be late; after that the night is skipped, and told of in the morning. */
const PATIENCE = 30 * 60_000;

const nothing = (why: string, follow: readonly FollowUp[] = []): Composed => ({ kind: "nothing", why, follow });

/** `drill`: the message of a night watch at 02:00, if this is a night for one. The drill has the id of its post. */
export async function composeNight(context: Context, post: DuePost): Promise<Composed> {
  const { to } = post;
  if (to.kind !== "channel") return nothing("no place");
  const known = await context.store.findDrill(post.id);
  if (known?.ended) return nothing("called off");
  const begun = known ?? (await chosen(context, post, to));
  if (typeof begun === "string") return nothing(begun);
  const now = context.clock.now().epochMilliseconds;
  if (now > begun.begunAt + PATIENCE) return tooLate(context, begun, now);
  const played = await playedOf(context, begun);
  const morning = elapsedAt(played.drill, begun.lasts) + begun.begunAt;
  const report: FollowUp = {
    key: `${begun.id}:end:${begun.lasts}`,
    kind: "drill-report",
    due: morning,
    detail: { drill: begun.id, at: begun.lasts },
    edits: undefined,
  };
  const follow = [...foreseen(played, secondAt(played, now)), report];
  return { kind: "say", message: nightBoard(played, runAt(played, now)), follow };
}

/** The drill for tonight, written down; or a word for why there is none. */
async function chosen(context: Context, post: DuePost, place: Place): Promise<DrillRecord | string> {
  if (!(await context.store.hasContract(place))) return "not agreed";
  const schedule = post.schedule === undefined ? undefined : await context.store.findSchedule(post.schedule);
  const zone = schedule?.zone ?? (typeof post.detail.zone === "string" ? post.detail.zone : "UTC");
  const slot: Slot = post.slot ?? { date: localDate(post.due, zone).toString(), time: "02:00", due: post.due };
  // Without a slot somebody wished for it, or tries what it would look like: then the coin is not asked.
  const why = schedule && post.slot ? whyNot(schedule, slot.date, await context.store.watchesOf(place)) : undefined;
  if (why !== undefined) return why;
  const begin = { id: post.id, place, zone, slot, schedule: schedule?.id };
  return context.store.beginDrill(recordOf(context, begin, await nightOfPlace(context, place)));
}

/** The tutor was away at 02:00: nobody watched the one who watches. */
async function tooLate(context: Context, record: DrillRecord, now: number): Promise<Composed> {
  const { id, begunAt, zone = "UTC" } = record;
  await context.store.endDrill(id, now, "late");
  const date = localDate(begunAt, zone).toString();
  const due = Math.max(now, morningOf(zone, { date, due: begunAt }));
  const late = { key: `${id}:late`, kind: "drill-late", due, detail: { drill: id }, edits: undefined };
  return nothing("downtime", [late]);
}

/** `drill-late`: what became of a night that was skipped. */
export async function composeLate(context: Context, { detail }: DuePost): Promise<Composed> {
  const record = await context.store.findDrill(String(detail.drill));
  if (!record) return nothing("drill gone");
  return { kind: "say", message: practice(record.night, [paragraph(drillWords.late)], [[whyButton]]), follow: [] };
}

/** `drill-board`: the message of a night as it is now, when it says something else than at its last turn. */
export async function composeNightEdit(context: Context, { detail }: DuePost): Promise<Composed> {
  const record = await context.store.findDrill(String(detail.drill));
  if (!record) return nothing("drill gone");
  const played = await playedOf(context, record);
  const now = context.clock.now().epochMilliseconds;
  const run = runAt(played, now);
  const turn = typeof detail.turn === "number" ? detail.turn : undefined;
  // What is over is shown once, by the edit that its end brings along.
  if (turn !== undefined && (run.fleet.ended || record.ended)) return nothing("over");
  const follow = turn === undefined ? [] : foreseen(played, secondAt(played, now));
  if (turn !== undefined && !hasChanged(played, run, turn)) return nothing("no change", follow);
  return { kind: "say", message: nightBoard(played, run), follow };
}

/** Ends a night whose time is up, and returns it as it was at its end; undefined when it ended otherwise, or goes on. */
export async function endedAt(context: Context, record: DrillRecord, second: number): Promise<Played | undefined> {
  const played = await playedOf(context, record);
  const run = runAt(played, context.clock.now().epochMilliseconds);
  if (run.fleet.ended?.at !== second || run.fleet.ended.why === "stopped") return undefined;
  await conclude(context, played, run);
  return played;
}
