import { button } from "../chat/action.ts";
import type { Place } from "../chat/event.ts";
import { type Block, heading, type Inlines, type Message, note, paragraph, plain, strong } from "../chat/message.ts";
import { shorten } from "../chat/plain.ts";
import type { Context } from "../core/context.ts";
import { dateInWords, daysInWords, moment } from "../core/local-time.ts";
import type { Schedule, Slot, SlotRecord } from "../core/schedule.ts";
import { nextSlot } from "./recurrence.ts";
import { reasonInWords, scheduleWords } from "./words.ts";

/** Schedules shown at once: more would not fit a message. */
const PAGE = 4;
/** Firings to come, and slots that passed, shown of each. */
const COMING = 3;
const LATELY = 3;

/** The schedules of a channel, oldest first: their numbers are their places in this list, from 1. */
export async function schedulesHere(context: Context, { kind: _, ...place }: Place): Promise<readonly Schedule[]> {
  const found = await context.store.schedulesOf({ to: { ...place, kind: "channel" } });
  return found.filter(({ to, learner }) => to.kind === "channel" && learner === undefined);
}

/** "Daily quiz, 09:00 every day, Europe/Berlin". */
export const named = ({ kind, time, days, zone }: Schedule): string =>
  `${scheduleWords.kinds[kind]}, ${time} ${daysInWords(days)}, ${zone}`;

/** `schedule list`, from the schedule at a place of the list on. */
export async function scheduleList(context: Context, place: Place, from = 0): Promise<Message> {
  const all = await schedulesHere(context, place);
  if (all.length === 0) return { blocks: [paragraph(scheduleWords.none)] };
  const first = from < all.length ? from : 0;
  const shown = all.slice(first, first + PAGE);
  const blocks = await Promise.all(shown.map((schedule, index) => blocksOf(context, schedule, first + index + 1)));
  const next = first + PAGE < all.length ? first + PAGE : 0;
  const label = next === 0 ? scheduleWords.first : scheduleWords.more;
  return {
    blocks: [heading(scheduleWords.listTitle), ...blocks.flat()],
    ...(all.length > PAGE ? { buttons: [[button(label, { kind: "schedules", from: next })]] } : {}),
  };
}

async function blocksOf(context: Context, schedule: Schedule, number: number): Promise<readonly Block[]> {
  const slots = await context.store.slotsOf(schedule.id, LATELY);
  return [
    paragraph([strong(`${number}. ${named(schedule)}`)]),
    nextLine(schedule, COMING),
    ...(slots.length === 0 ? [] : [note(scheduleWords.lately(slots.map(slotInWords)))]),
  ];
}

function slotInWords({ date, state, reason }: SlotRecord): string {
  const why = reason === undefined ? undefined : shorten(reasonInWords(reason), 60);
  return scheduleWords.slot(dateInWords(Temporal.PlainDate.from(date)), scheduleWords.states[state], why);
}

/** The next firings of a schedule in the reader's own time, or why it rests. */
export function nextLine(schedule: Schedule, most: number): Block {
  const { paused, zone } = schedule;
  if (paused) {
    const until: Inlines =
      paused.until === undefined
        ? []
        : [{ kind: "plain", text: ` ${scheduleWords.restingUntil}` }, moment(paused.until, zone, "full")];
    return note([...plain(scheduleWords.resting(shorten(reasonInWords(paused.why), 100))), ...until]);
  }
  const slots = firings(schedule, most);
  if (slots.length === 0) return note(scheduleWords.nextNone);
  const moments = slots.flatMap(({ due }, index): Inlines => {
    return index === 0 ? [moment(due, zone, "full")] : [{ kind: "plain", text: "; " }, moment(due, zone, "full")];
  });
  return note([...plain(scheduleWords.next), ...moments]);
}

/** The next firings, at most so many; none while it rests. */
export function firings(schedule: Schedule, most: number): readonly Slot[] {
  const slots: Slot[] = [];
  let next = schedule.paused ? undefined : schedule.next;
  while (next && slots.length < most) {
    slots.push(next);
    next = nextSlot(schedule, next.due, next.date);
  }
  return slots;
}
