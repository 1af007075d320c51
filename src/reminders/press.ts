import { type Action, button } from "../chat/action.ts";
import type { Outgoing } from "../chat/answer.ts";
import type { Event, Person, Place } from "../chat/event.ts";
import { type Message, paragraph } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import { refuse, toMe, update } from "../core/reply.ts";
import type { Schedule } from "../core/schedule.ts";
import { isWho, type Who } from "../core/who.ts";
import { words } from "../core/words.ts";
import { leaveBy } from "../planning/catch-up.ts";
import { begin } from "../study/lesson.ts";
import { postWords } from "../study/posts/words.ts";
import { pauseUntil, resumed } from "./pause.ts";
import { dueToday } from "./post.ts";
import { reminderOf } from "./reminder.ts";
import { reminderWords } from "./words.ts";

type Press = Extract<Event, { kind: "press" }>;

const HOUR = 3_600_000;

/** A press on a reminder; only its learner may follow it, wherever they act. */
export async function onReminder(
  context: Context,
  event: Press,
  action: Extract<Action, { readonly schedule: string }>,
): Promise<readonly Outgoing[]> {
  const found = await context.store.findSchedule(action.schedule);
  if (found?.kind !== "review" || !found.by || found.learner === undefined) return refuse(words.gone);
  const owner = found.by;
  if (!isWho(owner, event.by)) return refuse(words.notYours);
  const mine = (await proved(context, event, found.id)) ?? found;
  switch (action.kind) {
    case "review":
      return update(await reviewNow(context, event, mine, owner));
    case "snooze":
      return update(await snooze(context, event, mine));
    case "stop":
      await context.store.removeSchedule(mine.id, context.clock.now().epochMilliseconds);
      return update({ blocks: [paragraph(reminderWords.off)] });
    case "rest":
      return update(await pauseUntil(context, mine, undefined));
    case "stay":
      return update(await resumed(context, mine, {}));
    default:
      return action satisfies never;
  }
}

/** The schedule as it is after a post of it that was in doubt; undefined when none was. */
async function proved(context: Context, { on }: Press, schedule: string): Promise<Schedule | undefined> {
  const isProof = await context.store.provePostOf(schedule, on, context.clock.now().epochMilliseconds);
  return isProof ? context.store.findSchedule(schedule) : undefined;
}

/** What is due, one question after the other, where the reminder stands. It counts where the reminder was asked for. */
async function reviewNow(context: Context, event: Press, mine: Schedule, owner: Who): Promise<Message> {
  const due = await dueToday(context, mine, mine.learner ?? "");
  if (due.length === 0) return { blocks: [paragraph(reminderWords.nothingDue)] };
  const by: Person = { ...event.by, tenant: owner.tenant };
  const place: Place =
    typeof mine.detail.channel === "string"
      ? { platform: owner.platform, tenant: owner.tenant, channel: mine.detail.channel, kind: "channel" }
      : event.in;
  return begin(context, { by, in: place }, { kind: "quiz", chapter: undefined, checks: due.map(({ check }) => check) });
}

/** Once more in an hour; the same message snoozes once. */
async function snooze(context: Context, event: Press, mine: Schedule): Promise<Message> {
  const at = context.clock.now().epochMilliseconds;
  const due = at + HOUR;
  await context.store.addPost({
    id: context.newId(),
    key: `snooze:${mine.id}:${event.on.id}`,
    kind: "review",
    due,
    leaveBy: leaveBy(mine, due),
    detail: { schedule: mine.id },
    edits: undefined,
    to: mine.to,
  });
  const reacted = { ...mine, detail: { ...mine.detail, sentAt: 0, ignored: 0 } };
  await context.store.changeSchedule(reacted, mine, "changed", at);
  const stop = button(postWords.stop, { kind: "stop", schedule: mine.id });
  return { blocks: [paragraph(reminderWords.snoozed)], buttons: [[stop]] };
}

/** What a learner is told once, at their next command: a reminder could not be sent, or they rest though nobody asked. */
export async function restNotice(context: Context, by: Person): Promise<readonly Outgoing[]> {
  const mine = await reminderOf(context, by);
  const trouble = mine && (await troubleOf(context, mine));
  if (!mine || !trouble || mine.detail.told === trouble.key) return [];
  const told = { ...mine, detail: { ...mine.detail, told: trouble.key } };
  const at = context.clock.now().epochMilliseconds;
  if (!(await context.store.changeSchedule(told, mine, "changed", at))) return [];
  const again = button(reminderWords.tryAgain, { kind: "stay", schedule: mine.id }, "primary");
  return toMe({
    blocks: [paragraph(reminderWords[trouble.why])],
    ...(trouble.why === "zone" ? {} : { buttons: [[again]] }),
  });
}

type Trouble = { readonly why: "refused" | "zone" | "removed"; readonly key: string };

/** Told by how the newest slot ended, for whoever acts anywhere may have opened the way again by now. */
async function troubleOf(context: Context, mine: Schedule): Promise<Trouble | undefined> {
  const [newest] = await context.store.slotsOf(mine.id, 1);
  const rests = mine.paused?.why;
  const why = rests === "zone" || rests === "removed" ? rests : newest?.reason === "refused" ? "refused" : undefined;
  return why && { why, key: `${why} ${newest?.date ?? ""}` };
}
