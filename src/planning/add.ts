import { encodeAction } from "../chat/action.ts";
import type { Outgoing } from "../chat/answer.ts";
import type { Event } from "../chat/event.ts";
import type { Field, Form } from "../chat/form.ts";
import { limits } from "../chat/limits.ts";
import { paragraph } from "../chat/message.ts";
import { shorten } from "../chat/plain.ts";
import type { Context } from "../core/context.ts";
import { readDays, readTime, readZone, zonesLike } from "../core/local-time.ts";
import { refuse, toMe } from "../core/reply.ts";
import type { Detail, LocalTime, ScheduleKind } from "../core/schedule.ts";
import { whoIs } from "../core/who.ts";
import { timeWords } from "../core/words-time.ts";
import type { Course } from "../course/model.ts";
import { contract, isAgreed } from "../drill/contract.ts";
import { named, nextLine, schedulesHere } from "./list.ts";
import { nextSlot } from "./recurrence.ts";
import { scheduleWords } from "./words.ts";

type Act = Extract<Event, { kind: "command" | "submit" }>;
type Given = Readonly<Record<string, string>>;

/** Kinds that a manager may plan for a channel. */
export const plannable = ["quiz", "lesson", "summary", "drill"] as const satisfies readonly ScheduleKind[];

/** Schedules of one channel at most: more posts than a channel reads. */
const MOST = 10;

/** Characters of a zone's name, and of the other fields. */
const WIDE = 64;

/** `schedule add`: what is missing is asked in a form; the zone is asked once for a channel. */
export async function addSchedule(context: Context, event: Act, given: Given): Promise<readonly Outgoing[]> {
  const zone = given.zone || (await context.store.placeZone(event.in)) || "";
  if (event.kind === "command" && (!given.kind || (!given.time && !isNightly(given)) || zone === "")) {
    return [{ kind: "form", form: planForm(context.course(), { ...given, zone: zone || event.by.zone || "" }) }];
  }
  const plan = readPlan(context.course(), { ...given, zone });
  if (typeof plan === "string") return refuse(plan);
  const here = await schedulesHere(context, event.in);
  if (here.length >= MOST) return refuse(scheduleWords.tooMany(here.length));
  if (plan.kind === "drill" && here.some(({ kind }) => kind === "drill")) return refuse(scheduleWords.oneDrill);
  const waits = plan.kind === "drill" && !(await isAgreed(context, event.in));
  const at = context.clock.now().epochMilliseconds;
  const schedule = await context.store.saveSchedule({
    ...plan,
    id: context.newId(),
    to: event.in,
    by: whoIs(event.by),
    own: false,
    newLearner: context.newId(),
    paused: waits ? { why: "unagreed", until: undefined } : undefined,
    next: waits ? undefined : nextSlot(plan, at),
    createdAt: at,
  });
  await context.store.savePlaceZone(event.in, plan.zone, context.newId());
  // It rests until a manager has read what it promises and agreed.
  if (waits) return toMe(contract(event.by, "schedule"));
  return toMe({ blocks: [paragraph(scheduleWords.added(named(schedule))), nextLine(schedule, 1)] });
}

/** When a night watch begins, whatever time somebody writes. */
const NIGHT = "02:00";

const kindOf = (given: Given): (typeof plannable)[number] | undefined =>
  plannable.find((one) => one === given.kind?.trim().toLowerCase());

const isNightly = (given: Given): boolean => kindOf(given) === "drill";

/** On which days, unless somebody says: a night of a weekend is nobody's lesson day. */
const usualDays = { quiz: "daily", lesson: "daily", summary: "monday", drill: "weekdays" } as const;

type Planned = LocalTime & { readonly kind: ScheduleKind; readonly detail: Detail };

/** What was written, or a sentence that says what of it cannot be read. */
function readPlan(course: Course, given: Given): Planned | string {
  const kind = kindOf(given);
  if (!kind) return scheduleWords.noKind(quoted(given.kind));
  const time = kind === "drill" ? NIGHT : readTime(given.time ?? "");
  if (time === undefined) return timeWords.noTime(quoted(given.time));
  const days = readDays(given.days || usualDays[kind]);
  if (!days) return timeWords.noDays(quoted(given.days));
  const zone = readZone(given.zone ?? "");
  if (zone === undefined) return timeWords.noZone(quoted(given.zone));
  const detail = kind === "lesson" ? readLesson(course, given) : kind === "quiz" ? readHours(given) : {};
  return typeof detail === "string" ? detail : { kind, time, days, zone, detail };
}

function readLesson(course: Course, given: Given): Detail | string {
  const wanted = (given.chapter ?? "").trim().toLowerCase();
  const chapter = course.chapters.find(
    ({ id, title }) => wanted === "" || id === wanted || title.toLowerCase() === wanted,
  );
  if (!chapter) return scheduleWords.noChapter(quoted(given.chapter));
  const bites = given.bites || "1";
  if (!/^[1-3]$/.test(bites)) return scheduleWords.noBites(quoted(bites));
  return { chapter: chapter.key, page: 0, bites: Number(bites) };
}

/** Hours for which a question is open; those of the question itself when nobody says. */
function readHours({ hours = "" }: Given): Detail | string {
  if (hours === "") return {};
  return /^([1-9]|1\d|2[0-3])$/.test(hours.trim()) ? { hours: Number(hours) } : scheduleWords.noHours(quoted(hours));
}

const quoted = (text = ""): string => shorten(text, 40);

/** Asks for what a kind of schedule needs; for the kind itself while that is open. Discord's forms hold five fields. */
function planForm(course: Course, given: Given): Form {
  const kind = kindOf(given);
  const { fields, hints } = scheduleWords;
  const field = (name: keyof typeof fields, more: Partial<Field> = {}): Field => ({
    name,
    label: fields[name],
    maxLength: WIDE,
    ...(name === "kind" ? {} : { hint: hints[name] }),
    ...(given[name] ? { initial: given[name] } : {}),
    ...more,
  });
  const isOptional = { optional: true } as const;
  const kinds = plannable.map((one) => ({ value: one, label: scheduleWords.kinds[one] }));
  const chapters = course.chapters.slice(0, limits.select).map(({ id, title }) => ({ value: id, label: title }));
  const chapter = chapters.length < 2 ? [] : [field("chapter", { ...isOptional, choices: chapters })];
  return {
    id: encodeAction(kind ? { kind: "plan", of: kind } : { kind: "plan" }),
    title: kind ? scheduleWords.kinds[kind] : scheduleWords.formTitle,
    submit: scheduleWords.formSubmit,
    fields: [
      ...(kind ? [] : [field("kind", { choices: kinds })]),
      ...(kind === "drill" ? [] : [field("time", kind ? {} : isOptional)]),
      field("days", isOptional),
      field("zone", { suggestions: zonesLike("", Number.POSITIVE_INFINITY) }),
      ...(kind === "quiz" ? [field("hours", isOptional)] : []),
      ...(kind === "lesson" ? [field("bites", isOptional)] : []),
      ...(kind === "lesson" || !kind ? chapter : []),
    ],
  };
}
