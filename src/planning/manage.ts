import { type Action, encodeAction } from "../chat/action.ts";
import type { Outgoing } from "../chat/answer.ts";
import type { Event, Place } from "../chat/event.ts";
import { limits } from "../chat/limits.ts";
import { type Inlines, type Message, note, paragraph } from "../chat/message.ts";
import { shorten } from "../chat/plain.ts";
import type { Context } from "../core/context.ts";
import type { DuePost } from "../core/post.ts";
import { refuse, toMe, update } from "../core/reply.ts";
import type { Schedule } from "../core/schedule.ts";
import { compose } from "../tutor/compose.ts";
import { addSchedule } from "./add.ts";
import { named, nextLine, scheduleList, schedulesHere } from "./list.ts";
import { nextSlot } from "./recurrence.ts";
import { reasonInWords, scheduleWords } from "./words.ts";

type Act = Extract<Event, { kind: "command" | "submit" | "press" }>;
type Verb = Extract<Action, { kind: "manage" }>["verb"];

/** `schedule add|list|pause|resume|remove|test`: for the managers of a channel, whatever a platform shows to others. */
export async function schedule(
  context: Context,
  event: Extract<Event, { kind: "command" }>,
  verb: string,
): Promise<readonly Outgoing[]> {
  const refusal = mayNot(event);
  if (refusal) return refusal;
  switch (verb) {
    case "add":
      return addSchedule(context, event, event.options);
    case "pause":
    case "resume":
    case "remove":
    case "test":
      return chosen(context, event, verb, event.options.which);
    default:
      return toMe(await scheduleList(context, event.in));
  }
}

/** Only here and now: a right from another channel, or from before, is none (S33, S34). */
function mayNot({ by, in: place }: Pick<Act, "by" | "in">): readonly Outgoing[] | undefined {
  if (place.kind === "direct") return refuse(scheduleWords.notHere);
  return by.mayManage ? undefined : refuse(scheduleWords.managers);
}

/** The form of `schedule add`, handed in; `kind` when it was known before. */
export async function planned(
  context: Context,
  event: Extract<Event, { kind: "submit" }>,
  kind: string | undefined,
): Promise<readonly Outgoing[]> {
  return mayNot(event) ?? addSchedule(context, event, kind === undefined ? event.fields : { ...event.fields, kind });
}

/** More of the list. */
export async function moreSchedules(context: Context, event: Act, from: number): Promise<readonly Outgoing[]> {
  return mayNot(event) ?? update(await scheduleList(context, event.in, from));
}

/** The one of a number; without one, a menu to choose from. */
async function chosen(context: Context, event: Act, verb: Verb, which = ""): Promise<readonly Outgoing[]> {
  const here = await schedulesHere(context, event.in);
  if (here.length === 0) return refuse(scheduleWords.none);
  if (which.trim() === "") return toMe(menu(here, verb));
  const one = /^\d{1,3}$/.test(which.trim()) ? here[Number(which) - 1] : undefined;
  return one
    ? toMe(await apply(context, event.in, verb, one))
    : refuse(scheduleWords.noNumber(shorten(which, 40), here.length));
}

function menu(here: readonly Schedule[], verb: Verb): Message {
  const options = here.slice(0, limits.select).map((one, index) => {
    return { value: one.id, label: shorten(`${index + 1}. ${named(one)}`, limits.label) };
  });
  const action = encodeAction({ kind: "manage", verb });
  return {
    blocks: [paragraph(scheduleWords.which[verb])],
    buttons: [[{ kind: "select", label: scheduleWords.menu, action, options }]],
  };
}

/** A choice out of the menu: an id that came back from a client, so it must be one of this channel's (S37, S39). */
export async function manage(
  context: Context,
  event: Extract<Event, { kind: "press" }>,
  verb: Verb,
): Promise<readonly Outgoing[]> {
  const refusal = mayNot(event);
  if (refusal) return refusal;
  const [id, ...others] = event.values;
  const one = (await schedulesHere(context, event.in)).find((each) => each.id === id);
  if (!one || others.length > 0) return refuse(scheduleWords.notHereAnyMore);
  return update(await apply(context, event.in, verb, one));
}

async function apply(context: Context, place: Place, verb: Verb, one: Schedule): Promise<Message> {
  const at = context.clock.now().epochMilliseconds;
  switch (verb) {
    case "pause": {
      const paused = { ...one, paused: { why: "asked" as const, until: undefined }, next: undefined };
      const done = await context.store.changeSchedule(paused, one, "asked", at);
      return saying(done ? scheduleWords.paused(named(one)) : scheduleWords.changedMeanwhile);
    }
    case "resume":
      return resume(context, place, one, at);
    case "remove":
      await context.store.removeSchedule(one.id, at);
      return saying(scheduleWords.removed(named(one)));
    case "test":
      return trial(context, one);
    default:
      return verb satisfies never;
  }
}

const saying = (text: string | Inlines): Message => ({ blocks: [paragraph(text)] });

/** A manager who resumes has seen to whatever kept posts away: the place is tried again, too. */
async function resume(context: Context, place: Place, one: Schedule, at: number): Promise<Message> {
  const next = nextSlot(one, at, one.last);
  if (!next) return saying(scheduleWords.noZone(one.zone));
  await context.store.closeCircuit({ platform: place.platform, tenant: place.tenant, id: place.channel }, at);
  const now = (await context.store.findSchedule(one.id)) ?? one;
  const going = { ...now, paused: undefined, next };
  const done = now.paused === undefined || (await context.store.changeSchedule(going, now, "changed", at));
  if (!done) return saying(scheduleWords.changedMeanwhile);
  return { blocks: [paragraph(scheduleWords.resumed(named(one))), nextLine(going, 1)] };
}

/** What it would say now, to one person: nothing of it is kept, and its buttons record nothing. */
async function trial(context: Context, one: Schedule): Promise<Message> {
  const at = context.clock.now().epochMilliseconds;
  const forgetful: Context = {
    ...context,
    store: {
      ...context.store,
      beginDrill: async (drill) => ({ ...drill, board: undefined, presses: 0, ended: undefined }),
      saveQuestion: async (question) => ({ ...question, closedAt: undefined, answers: 0, message: undefined }),
    },
  };
  // A night is tried as the next one will begin; at any other hour it would be over.
  const due = one.kind === "drill" ? (nextSlot(one, at)?.due ?? at) : at;
  const composed = await compose(forgetful, trialPost(one, due));
  if (composed.kind === "nothing") return saying(scheduleWords.trialNothing(reasonInWords(composed.why)));
  const { message } = composed;
  return { ...message, blocks: [note(scheduleWords.trial), ...message.blocks] };
}

const trialPost = ({ id, kind, to, detail }: Schedule, due: number): DuePost => ({
  id,
  key: `trial:${id}`,
  kind,
  to,
  schedule: id,
  slot: undefined,
  detail,
  due,
  late: false,
  leaveBy: undefined,
  target: undefined,
  message: undefined,
  attempts: 1,
  firstTry: undefined,
  misses: 0,
});
