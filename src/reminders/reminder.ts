import { encodeAction } from "../chat/action.ts";
import type { Outgoing } from "../chat/answer.ts";
import type { Event, Person, PersonAddress, Place } from "../chat/event.ts";
import type { Form } from "../chat/form.ts";
import { paragraph } from "../chat/message.ts";
import { shorten } from "../chat/plain.ts";
import type { Context } from "../core/context.ts";
import { readTime, readZone, zonesLike } from "../core/local-time.ts";
import { refuse, toMe } from "../core/reply.ts";
import type { Schedule } from "../core/schedule.ts";
import { whoIs } from "../core/who.ts";
import { timeWords } from "../core/words-time.ts";
import { nextLine } from "../planning/list.ts";
import { nextSlot } from "../planning/recurrence.ts";
import { pauseUntil, resumed, setSentence } from "./pause.ts";
import { A_DAY } from "./post.ts";
import { reminderWords } from "./words.ts";

type Act = Extract<Event, { kind: "command" | "submit" }>;
type Given = Readonly<Record<string, string>>;

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** `remind at|pause|resume|off`: a learner's own daily review. Nobody sets one for anybody else (S41). */
export async function remind(
  context: Context,
  event: Extract<Event, { kind: "command" }>,
  verb: string,
): Promise<readonly Outgoing[]> {
  if (verb === "at") return remindAt(context, event, event.options);
  const all = await remindersOf(context, event.by);
  const [mine] = all;
  if (!mine) return refuse(reminderWords.none);
  switch (verb) {
    case "pause":
      return toMe(await pauseUntil(context, mine, event.options.until));
    case "resume":
      return toMe(await resumed(context, mine, {}));
    case "off":
      for (const { id } of all) await context.store.removeSchedule(id, context.clock.now().epochMilliseconds);
      return refuse(reminderWords.off);
    default:
      return toMe({ blocks: [paragraph(setSentence(mine)), nextLine(mine, 1), paragraph(reminderWords.alone)] });
  }
}

/** The daily review of a person, if they have one; the oldest where they act for all their tenants. */
export const reminderOf = async (context: Context, by: Person): Promise<Schedule | undefined> =>
  (await remindersOf(context, by))[0];

/** The daily reviews of a person where they act; in a conversation that belongs to no tenant, those of all. */
export async function remindersOf(context: Context, by: Person): Promise<readonly Schedule[]> {
  const { platform, id: person } = by;
  const learner = by.everywhere ? undefined : await context.store.findLearner(whoIs(by));
  if (!learner && !by.everywhere) return [];
  const owner = learner ? { learner: learner.id } : { platform, person };
  return (await context.store.schedulesOf(owner)).filter(({ kind }) => kind === "review");
}

/** `remind at`, typed or as its form was handed in. The zone is the platform's, or is asked for. */
export async function remindAt(context: Context, event: Act, given: Given): Promise<readonly Outgoing[]> {
  const old = await reminderOf(context, event.by);
  const zone = given.zone || event.by.zone || old?.zone || "";
  if (event.kind === "command" && (!given.time || zone === "")) {
    const here = zone || (await context.store.placeZone(event.in)) || "";
    return [{ kind: "form", form: remindForm({ ...given, zone: here }) }];
  }
  const wish = readWish({ ...given, zone });
  if (typeof wish === "string") return refuse(wish);
  const detail = { ...placeIn(event.in), most: wish.most };
  if (old) return toMe(await resumed(context, old, { time: wish.time, zone: wish.zone, detail }));
  const at = context.clock.now().epochMilliseconds;
  const local = { time: wish.time, zone: wish.zone, days: EVERY_DAY };
  const schedule = await context.store.saveSchedule({
    ...local,
    id: context.newId(),
    kind: "review",
    to: addressOf(event.by),
    by: whoIs(event.by),
    own: true,
    newLearner: context.newId(),
    detail,
    paused: undefined,
    next: nextSlot(local, at),
    createdAt: at,
  });
  return toMe({ blocks: [paragraph(setSentence(schedule)), nextLine(schedule, 1), paragraph(reminderWords.alone)] });
}

const addressOf = ({ platform, tenant, id }: Person): PersonAddress => ({
  kind: "person",
  platform,
  tenant,
  person: id,
});

/** Where a learner asked for reminders, their reviews count: in that channel's week, too. */
const placeIn = ({ kind, channel }: Place): { readonly channel?: string } => (kind === "channel" ? { channel } : {});

type Wish = { readonly time: string; readonly zone: string; readonly most: number };

function readWish(given: Given): Wish | string {
  const time = readTime(given.time ?? "");
  if (time === undefined) return timeWords.noTime(shorten(given.time ?? "", 40));
  const zone = readZone(given.zone ?? "");
  if (zone === undefined) return timeWords.noZone(shorten(given.zone ?? "", 40));
  const most = given.most || String(A_DAY);
  if (!/^([1-9]|10)$/.test(most.trim())) return reminderWords.noMost(shorten(most, 40));
  return { time, zone, most: Number(most) };
}

function remindForm(given: Given): Form {
  const { fields, hints } = reminderWords;
  const initial = (name: string) => (given[name] ? { initial: given[name] } : {});
  return {
    id: encodeAction({ kind: "remind" }),
    title: reminderWords.formTitle,
    submit: reminderWords.formSubmit,
    fields: [
      { name: "time", label: fields.time, hint: hints.time, maxLength: 64, ...initial("time") },
      {
        name: "zone",
        label: fields.zone,
        hint: hints.zone,
        maxLength: 64,
        suggestions: zonesLike("", Number.POSITIVE_INFINITY),
        ...initial("zone"),
      },
      { name: "most", label: fields.most, maxLength: 2, optional: true, initial: given.most || String(A_DAY) },
    ],
  };
}
