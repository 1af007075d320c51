import { encodeAction } from "../chat/action.ts";
import type { Person, Place } from "../chat/event.ts";
import { limits } from "../chat/limits.ts";
import { type Block, type Button, type Message, paragraph, plain } from "../chat/message.ts";
import { shorten } from "../chat/plain.ts";
import type { Context } from "../core/context.ts";
import type { SittingStart, SittingSummary } from "../core/store.ts";
import { whoIs } from "../core/who.ts";
import { words } from "../core/words.ts";
import type { Chapter, Course } from "../course/model.ts";
import { chapterByKey } from "./pages.ts";
import { firstAsk, firstPage, showPage } from "./session.ts";

type Visitor = { readonly by: Person; readonly in: Place };

/** `learn`: goes on at the bookmark, or opens the chapter that is named. `message` is the one that will show it, if known. */
export async function learn(
  context: Context,
  visitor: Visitor,
  named: string | undefined,
  message?: string,
): Promise<Message> {
  const course = context.course();
  if (course.chapters.length === 0) return { blocks: [paragraph(words.noChapters)] };
  const sittings = await sittingsOf(context, visitor.by);
  const chapter = named === undefined ? nextChapter(course, sittings) : chapterNamed(course, named);
  if (!chapter) return { blocks: [paragraph(words.noChapter(shorten(named ?? "", 60))), chapterList(course)] };
  const summary = sittings.find((sitting) => sitting.chapter === chapter.key);
  const shown = await resume(context, visitor, chapter, summary, message);
  return withMenu(course, chapter, shown);
}

/** Reads a chapter once more: goes on where it is being read already. Undefined when the course has no such chapter. */
export async function readAgain(
  context: Context,
  visitor: Visitor,
  id: string,
  message: string,
): Promise<Message | undefined> {
  const chapter = context.course().chapters.find((one) => one.id === id);
  if (!chapter) return undefined;
  const newest = (await sittingsOf(context, visitor.by)).find((sitting) => sitting.chapter === chapter.key);
  return newest && newest.finishedAt === undefined
    ? resume(context, visitor, chapter, newest, message)
    : begin(context, visitor, { kind: "chapter", chapter: chapter.key, checks: [] });
}

async function sittingsOf(context: Context, by: Person): Promise<readonly SittingSummary[]> {
  const learner = await context.store.findLearner(whoIs(by));
  return learner ? context.store.chapterSittings(learner.id) : [];
}

/** Goes on in a chapter, or begins it. */
async function resume(
  context: Context,
  visitor: Visitor,
  chapter: Chapter,
  summary: SittingSummary | undefined,
  message: string | undefined,
): Promise<Message> {
  const sitting = summary && (await context.store.findSitting(summary.id));
  return sitting
    ? showPage(context, sitting, sitting.page, message)
    : begin(context, visitor, { kind: "chapter", chapter: chapter.key, checks: [] });
}

/** Begins a sitting and shows its first page. */
export async function begin(
  context: Context,
  visitor: Visitor,
  start: Pick<SittingStart, "kind" | "chapter" | "checks">,
): Promise<Message> {
  const sitting = await context.store.beginSitting({
    ...start,
    id: context.newId(),
    who: whoIs(visitor.by),
    place: visitor.in,
    at: context.clock.now().epochMilliseconds,
    ask: firstAsk(context, start),
    newLearner: context.newId(),
    newPlace: context.newId(),
  });
  return firstPage(context, sitting);
}

/** The newest unfinished chapter; else the first that was never finished; else the last one read. */
function nextChapter(course: Course, sittings: readonly SittingSummary[]): Chapter | undefined {
  const unfinished = sittings.find(
    (sitting) => sitting.finishedAt === undefined && chapterByKey(course, sitting.chapter),
  );
  if (unfinished) return chapterByKey(course, unfinished.chapter);
  const known = new Set(sittings.map((sitting) => sitting.chapter));
  return course.chapters.find((chapter) => !known.has(chapter.key)) ?? chapterByKey(course, sittings[0]?.chapter);
}

function chapterNamed(course: Course, named: string): Chapter | undefined {
  const wanted = named.trim().toLowerCase();
  return course.chapters.find((chapter) => chapter.id === wanted || chapter.title.toLowerCase() === wanted);
}

/** Chapters named in a list: more would not fit a message. */
const MOST_NAMED = 12;

function chapterList({ chapters }: Course): Block {
  const items = chapters.slice(0, MOST_NAMED).map(({ id, title }) => plain(`${shorten(title, 60)} (${id})`));
  const more = chapters.length - items.length;
  return { kind: "list", ordered: false, items: more === 0 ? items : [...items, plain(words.andMore(more))] };
}

/** Where a course has several chapters, the page offers the others. */
function withMenu(course: Course, current: Chapter, message: Message): Message {
  const others = course.chapters.filter((chapter) => chapter !== current).slice(0, limits.select);
  if (others.length === 0) return message;
  const options = others.map((chapter) => ({ value: chapter.id, label: shorten(chapter.title, limits.label) }));
  const menu: Button = { kind: "select", label: words.chapterMenu, action: encodeAction({ kind: "open" }), options };
  return { ...message, buttons: [...(message.buttons ?? []), [menu]] };
}
