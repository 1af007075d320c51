import { button } from "../chat/action.ts";
import { type Block, type Button, heading, type Message, paragraph } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import type { Ask, Sitting } from "../core/store.ts";
import { words } from "../core/words.ts";
import type { Chapter, Course } from "../course/model.ts";
import { chapterByKey, checkAsShown, findCheck } from "./pages.ts";

/** The answered knowledge checks of a sitting, in the order of its pages. In a chapter, myths are practice and do not count. */
async function scored(context: Context, sitting: Sitting): Promise<readonly Ask[]> {
  const answered = sitting.asks.filter((ask) => ask.answer !== undefined);
  if (sitting.kind !== "chapter") return answered;
  const checks = await Promise.all(answered.map((ask) => checkAsShown(context, ask)));
  return answered.filter((_, index) => checks[index]?.kind !== "myth");
}

const missedOf = (asks: readonly Ask[]): readonly Ask[] => asks.filter((ask) => ask.answer?.right === false);

/** Missed here, and not answered right anywhere since. */
const stillMissed = (asks: readonly Ask[]): readonly Ask[] =>
  missedOf(asks).filter((ask) => ask.review?.lastRight !== true);

/** The keys of the checks that count, are still missed, and can still be posed. */
export async function missedIn(context: Context, sitting: Sitting): Promise<readonly string[]> {
  const missed = stillMissed(await scored(context, sitting));
  return missed.map((ask) => ask.check).filter((key) => findCheck(context.course(), key));
}

/** The page after the last: the score, what was learnt, and what can be done next. */
export async function closingMessage(context: Context, sitting: Sitting, total: number): Promise<Message> {
  const course = context.course();
  const asks = await scored(context, sitting);
  const [counted, missed, left] = [asks.length, missedOf(asks).length, stillMissed(asks).length];
  const chapter = chapterByKey(course, sitting.chapter);
  const again = (await missedIn(context, sitting)).length;
  return {
    blocks: [
      heading(counted === 0 ? words.noScore : words.score(counted - missed, counted)),
      ...(counted === 0 ? [] : [paragraph(verdict(missed, left))]),
      ...(sitting.kind === "chapter" && chapter ? chapterEnd(chapter, left) : []),
      { kind: "progress", done: total, total, text: words.progress(total, total) },
    ],
    buttons: closingButtons(course, sitting, chapter, again),
    tone: counted > 0 && left === 0 ? "right" : "plain",
  };
}

function verdict(missed: number, left: number): string {
  if (missed === 0) return words.allRight;
  return left === 0 ? words.restRight : words.someMissed(left);
}

function chapterEnd(chapter: Chapter, left: number): readonly Block[] {
  if (chapter.objectives.length === 0) return [paragraph(words.chapterDone(chapter.title))];
  const items = chapter.objectives.map((text) => [{ kind: "plain", text } as const]);
  return [
    paragraph(`${words.chapterDone(chapter.title)} ${left === 0 ? words.youCan : words.itWasAbout}`),
    { kind: "list", ordered: false, items },
  ];
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
    ? [button(words.nextChapter, { kind: "open", chapter: next.id }, missed === 0 ? "primary" : "plain")]
    : [];
  const after = [...retry, ...onward, button(words.quizMe, { kind: "run", command: "quiz" })];
  return [after, [button(words.again, { kind: "begin", chapter: chapter.id })]];
}
