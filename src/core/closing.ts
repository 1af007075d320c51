import { button } from "../chat/action.ts";
import { type Block, type Button, heading, type Message, paragraph } from "../chat/message.ts";
import type { Chapter, Course } from "../course/course.ts";
import { chapterByKey, findCheck } from "./pages.ts";
import type { Ask, Sitting } from "./store.ts";
import { words } from "./words.ts";

/** The asks that count in a score: the answered knowledge checks. In a chapter, myths are practice and do not count. */
function scored(course: Course, sitting: Pick<Sitting, "kind" | "asks">): readonly Ask[] {
  const answered = sitting.asks.filter((ask) => ask.answer !== undefined);
  return sitting.kind === "chapter"
    ? answered.filter((ask) => findCheck(course, ask.check)?.kind !== "myth")
    : answered;
}

/** The keys of the checks that count and were not answered right, in the order they were asked. */
export const missedIn = (course: Course, sitting: Pick<Sitting, "kind" | "asks">): readonly string[] =>
  scored(course, sitting)
    .filter((ask) => ask.answer?.right === false)
    .toSorted((one, other) => one.page - other.page)
    .map((ask) => ask.check);

/** The page after the last: the score, what was learnt, and what can be done next. */
export function closingMessage(course: Course, sitting: Sitting, total: number): Message {
  const counted = scored(course, sitting).length;
  const missed = missedIn(course, sitting).length;
  const chapter = chapterByKey(course, sitting.chapter);
  return {
    blocks: [
      heading(counted === 0 ? words.noScore : words.score(counted - missed, counted)),
      ...(counted === 0 ? [] : [paragraph(missed === 0 ? words.allRight : words.someMissed(missed))]),
      ...(sitting.kind === "chapter" && chapter ? chapterEnd(chapter) : []),
      { kind: "progress", done: total, total, text: words.progress(total, total) },
    ],
    buttons: closingButtons(course, sitting, chapter, missed),
    tone: counted > 0 && missed === 0 ? "right" : "plain",
  };
}

function chapterEnd(chapter: Chapter): readonly Block[] {
  if (chapter.objectives.length === 0) return [paragraph(words.chapterDone(chapter.title))];
  const items = chapter.objectives.map((text) => [{ kind: "plain", text } as const]);
  return [paragraph(`${words.chapterDone(chapter.title)} ${words.youCan}`), { kind: "list", ordered: false, items }];
}

function closingButtons(
  course: Course,
  sitting: Sitting,
  chapter: Chapter | undefined,
  missed: number,
): readonly (readonly Button[])[] {
  const retry = missed > 0 ? [button(words.retry(missed), { kind: "retry", sitting: sitting.id }, "primary")] : [];
  if (sitting.kind !== "chapter" || !chapter) {
    return [[...retry, button(words.goOn, { kind: "run", command: "learn" }, missed === 0 ? "primary" : "plain")]];
  }
  const next = course.chapters[course.chapters.indexOf(chapter) + 1];
  const onward = next
    ? [button(words.nextChapter, { kind: "begin", chapter: next.id }, missed === 0 ? "primary" : "plain")]
    : [];
  const after = [...retry, ...onward, button(words.quizMe, { kind: "run", command: "quiz" })];
  return [after, [button(words.again, { kind: "begin", chapter: chapter.id })]];
}
