import { button } from "../../chat/action.ts";
import type { Place } from "../../chat/event.ts";
import { faultsOf } from "../../chat/limits.ts";
import { type Message, note } from "../../chat/message.ts";
import { plainText } from "../../chat/plain.ts";
import type { Context } from "../../core/context.ts";
import type { Composed, DuePost, FollowUp } from "../../core/post.ts";
import { fitting, whyButton } from "../../core/reply.ts";
import type { Detail } from "../../core/schedule.ts";
import { words } from "../../core/words.ts";
import type { Bite, Chapter, Course } from "../../course/model.ts";
import { offerRow } from "../../drill/offer.ts";
import { leaveBy } from "../../planning/catch-up.ts";
import { chapterByKey } from "../pages.ts";
import { composeQuestion } from "../place-question/post.ts";
import { postWords } from "./words.ts";

/** Where a lesson is: the bites that come next. */
type Next = { readonly chapter: Chapter; readonly page: number; readonly bites: readonly Bite[] };

/**
 * `lesson`: the next bite or bites of a chapter, to a whole channel. A bite's question is posed to everybody, in a message of
 * its own when the bite has text. At the end of a chapter the next one follows; at the end of the course it rests until
 * there is more.
 */
export async function composeLesson(context: Context, post: DuePost): Promise<Composed> {
  const { to } = post;
  if (to.kind === "person") return nothing("no place");
  const schedule = post.schedule === undefined ? undefined : await context.store.findSchedule(post.schedule);
  const detail = schedule?.detail ?? post.detail;
  const course = context.course();
  const next = nextBites(course, detail);
  if (typeof next === "string") return nothing(next);
  const afterwards = { ...detail, ...positionAfter(course, next) };
  const { check } = next.bites.at(-1) ?? {};
  const texts = next.bites.filter((bite) => plainText(bite.blocks) !== "");
  // The last question of a chapter comes after a word that says so.
  if (check && texts.length === 0 && !isOver(next)) {
    const posed = await composeQuestion(context, { ...post, detail: { check: check.key } });
    return posed.kind === "say" ? { ...posed, afterwards } : posed;
  }
  const follow = check ? [question(context, post, to, check.key, schedule?.zone)] : [];
  return { kind: "say", message: lessonMessage(course, next, texts), follow, afterwards };
}

const nothing = (why: string): Composed => ({ kind: "nothing", why, follow: [] });

/** It rings as the lesson does, and has the same patience. */
function question(context: Context, { id }: DuePost, to: Place, check: string, zone = "UTC"): FollowUp {
  const due = context.clock.now().epochMilliseconds;
  const latest = leaveBy({ kind: "lesson", zone }, due);
  return { key: `${id}:question`, kind: "quiz", due, detail: { check }, edits: undefined, to, leaveBy: latest };
}

/** At most so many bites as the schedule says, as many as fit a message, and none after a question. */
function nextBites(course: Course, detail: Detail): Next | "course done" | "chapter gone" {
  const at = chapterByKey(course, String(detail.chapter));
  if (!at) return "chapter gone";
  const page = Number(detail.page ?? 0);
  const onward = page < at.bites.length ? { chapter: at, page } : { chapter: following(course, at), page: 0 };
  const { chapter } = onward;
  if (!chapter) return "course done";
  const bites: Bite[] = [];
  for (const bite of chapter.bites.slice(onward.page, onward.page + Number(detail.bites ?? 1))) {
    const blocks = [...bites, bite].flatMap((one) => one.blocks);
    if (bites.length > 0 && faultsOf({ blocks }).length > 0) break;
    bites.push(bite);
    if (bite.check) break;
  }
  return bites.length === 0 ? "course done" : { chapter, page: onward.page, bites };
}

const following = ({ chapters }: Course, chapter: Chapter): Chapter | undefined =>
  chapters[chapters.indexOf(chapter) + 1];

/** A finished chapter stays the place until another follows: one that is added later is found. */
const positionAfter = (course: Course, at: Next): Detail => {
  const { chapter, page, bites } = at;
  const next = isOver(at) ? following(course, chapter) : undefined;
  return next ? { chapter: next.key, page: 0 } : { chapter: chapter.key, page: page + bites.length };
};

const isOver = ({ chapter, page, bites }: Next): boolean => page + bites.length >= chapter.bites.length;

function lessonMessage(course: Course, at: Next, texts: readonly Bite[]): Message {
  const { chapter, page, bites } = at;
  const next = following(course, chapter)?.title;
  const end = bites.at(-1)?.check
    ? postWords.lastQuestion(chapter.title, next)
    : postWords.chapterOver(chapter.title, next);
  const blocks = texts.flatMap((bite) => bite.blocks);
  const head = note(postWords.lessonTitle(chapter.title, page + bites.length, chapter.bites.length));
  const offered = bites.find(({ offer }) => offer !== undefined);
  const start = button(words.welcome.start, { kind: "run", command: "learn" });
  const buttons = [[start, whyButton], ...offerRow(offered)];
  const all = isOver(at) ? [...blocks, note(end)] : blocks;
  return fitting({ blocks: [head, ...all], buttons }, { blocks: all, buttons }, { blocks, buttons });
}
