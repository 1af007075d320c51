import { type Inlines, type Message, note, paragraph } from "../chat/message.ts";
import { shorten } from "../chat/plain.ts";
import type { Context } from "../core/context.ts";
import { daysInWords, localDate, moment, readDate, readZone, startOf } from "../core/local-time.ts";
import type { Schedule } from "../core/schedule.ts";
import { timeWords } from "../core/words-time.ts";
import { nextLine } from "../planning/list.ts";
import { nextSlot } from "../planning/recurrence.ts";
import { A_DAY } from "./post.ts";
import { reminderWords } from "./words.ts";

/** Days of a pause when no date is named, and at most. */
const WEEK = 7;
const YEAR = 366;

/**
 * Reminders rest until a local date. What is due moves on by as much, so that intervals stretch and nothing piles up; what
 * is answered meanwhile does not move.
 */
export async function pauseUntil(context: Context, mine: Schedule, written: string | undefined): Promise<Message> {
  const at = context.clock.now().epochMilliseconds;
  if (readZone(mine.zone) === undefined) return saying(reminderWords.zone);
  const today = localDate(at, mine.zone);
  const date = written ? readDate(written) : today.add({ days: WEEK });
  if (!date) return saying(timeWords.noDate(shorten(written ?? "", 40)));
  const days = today.until(date).days;
  if (days <= 0) return saying(reminderWords.pastDate);
  if (days > YEAR) return saying(reminderWords.farDate);
  const until = startOf(date, mine.zone);
  const restedAt = restsUntil(mine) === undefined ? at : Number(mine.detail.restedAt ?? at);
  const schedule: Schedule = {
    ...mine,
    paused: { why: "asked", until },
    next: undefined,
    detail: { ...mine.detail, restedAt, ignored: 0, sentAt: 0 },
  };
  if (!(await move(context, mine, schedule, until - (restsUntil(mine) ?? at), restedAt))) {
    return saying(reminderWords.changed);
  }
  return {
    blocks: [
      paragraph([{ kind: "plain", text: reminderWords.pausedUntil }, moment(until, mine.zone, "full")]),
      note(reminderWords.pausedHint),
    ],
  };
}

/** Reminders go on, perhaps at another time: what a pause moved and has not used comes back. */
export async function resumed(
  context: Context,
  mine: Schedule,
  changes: Partial<Pick<Schedule, "time" | "zone" | "detail">>,
): Promise<Message> {
  const at = context.clock.now().epochMilliseconds;
  const { platform, tenant } = mine.to;
  if (mine.to.kind === "person") await context.store.closeCircuit({ platform, tenant, id: mine.to.person }, at);
  const now = (await context.store.findSchedule(mine.id)) ?? mine;
  const detail = { ...now.detail, ...changes.detail, ignored: 0, sentAt: 0 };
  const local = { ...now, ...changes, detail };
  const next = nextSlot(local, at, now.last);
  if (!next) return saying(reminderWords.zone);
  const going: Schedule = { ...local, paused: undefined, next };
  const left = Math.max(0, (restsUntil(now) ?? at) - at);
  if (!(await move(context, now, going, -left, Number(now.detail.restedAt ?? 0)))) return saying(reminderWords.changed);
  return { blocks: [paragraph(setSentence(going)), nextLine(going, 1)] };
}

const restsUntil = ({ paused }: Schedule): number | undefined => (paused?.why === "asked" ? paused.until : undefined);

const move = (context: Context, was: Schedule, schedule: Schedule, by: number, answeredBefore: number) =>
  context.store.moveReviews({
    learner: was.learner ?? "",
    schedule,
    was,
    by,
    answeredBefore,
    at: context.clock.now().epochMilliseconds,
  });

const saying = (text: string | Inlines): Message => ({ blocks: [paragraph(text)] });

/** What a reminder does, in words. */
export const setSentence = ({ time, days, zone, detail }: Schedule): string =>
  reminderWords.set(time, daysInWords(days), zone, Number(detail.most ?? A_DAY));
