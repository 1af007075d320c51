import { type Block, type Inlines, note, plain } from "../chat/message.ts";
import { postWords } from "../study/posts/words.ts";
import type { Context } from "./context.ts";
import { moment } from "./local-time.ts";
import type { Composed, DuePost } from "./post.ts";
import { fitting } from "./reply.ts";
import type { SlotRecord } from "./schedule.ts";

/** Slots that are looked through for those that were left out. */
const MOST = 50;

/** What left late says for when it was planned, and how many before it were left out. */
export async function markLate(context: Context, post: DuePost, composed: Composed): Promise<Composed> {
  const { late, slot, schedule: id, kind } = post;
  // A night that begins late is told of in words of its own (drill/night-post.ts).
  if (composed.kind === "nothing" || !late || !slot || id === undefined || kind === "drill") return composed;
  const schedule = await context.store.findSchedule(id);
  const slots = await context.store.slotsOf(id, MOST);
  const before = slots.filter(({ date }) => date < slot.date);
  const text: Inlines = [
    ...plain(postWords.plannedFor),
    moment(slot.due, schedule?.zone ?? "UTC", "full"),
    ...plain(postWords.leftOut(leftOut(before))),
  ];
  return { ...composed, message: fitting(withFirst(note(text), composed), composed.message) };
}

const withFirst = (first: Block, { message }: Extract<Composed, { kind: "say" }>) => ({
  ...message,
  blocks: [first, ...message.blocks],
});

/** Newest first: those that were missed one after the other. */
function leftOut(slots: readonly SlotRecord[]): number {
  const other = slots.findIndex(({ state, reason }) => state !== "skipped" || !MISSED.has(reason ?? ""));
  return other === -1 ? slots.length : other;
}

/** Reasons of a slot whose time went by (catch-up.ts). */
const MISSED: ReadonlySet<string> = new Set(["downtime", "night", "too late"]);
