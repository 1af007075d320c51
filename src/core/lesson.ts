import { button } from "../chat/action.ts";
import type { Person, Place } from "../chat/event.ts";
import { type Button, type Message, paragraph } from "../chat/message.ts";
import type { Chapter, Course } from "../course/course.ts";
import type { Context } from "./context.ts";
import { chapterByKey } from "./pages.ts";
import { firstAsk, firstPage, showPage } from "./sitting.ts";
import type { SittingStart, SittingSummary } from "./store.ts";
import { whoIs } from "./who.ts";
import { words } from "./words.ts";

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
  const learner = await context.store.findLearner(whoIs(visitor.by));
  const sittings = learner ? await context.store.chapterSittings(learner.id) : [];
  const chapter = named === undefined ? nextChapter(course, sittings) : chapterNamed(course, named);
  if (!chapter) {
    const known = course.chapters.map((one) => one.id);
    return { blocks: [paragraph(words.noChapter(named ?? "", known))] };
  }
  const summary = sittings.find((sitting) => sitting.chapter === chapter.key);
  const sitting = summary && (await context.store.findSitting(summary.id));
  const shown = sitting
    ? await showPage(context, sitting, sitting.page, message)
    : await begin(context, visitor, { kind: "chapter", chapter: chapter.key, checks: [] });
  return withMenu(course, chapter, shown);
}

/** Starts a chapter afresh; undefined when the course has no such chapter. */
export async function beginChapter(context: Context, visitor: Visitor, id: string): Promise<Message | undefined> {
  const chapter = context.course().chapters.find((one) => one.id === id);
  return chapter && begin(context, visitor, { kind: "chapter", chapter: chapter.key, checks: [] });
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

/** Where a course has several chapters, the page offers the others. */
function withMenu(course: Course, current: Chapter, message: Message): Message {
  const others = course.chapters.filter((chapter) => chapter !== current).slice(0, 25);
  if (others.length === 0) return message;
  const options = others.map((chapter) => ({ value: chapter.id, label: chapter.title.slice(0, 60) }));
  const { kind, ...rest } = button(words.chapterMenu, { kind: "open" });
  const menu: Button = { kind: "select", label: rest.label, action: rest.action, options };
  return { ...message, buttons: [...(message.buttons ?? []), [menu]] };
}
