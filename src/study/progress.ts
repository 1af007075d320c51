import { button } from "../chat/action.ts";
import type { Person, Place } from "../chat/event.ts";
import { type Block, heading, type Message, note, paragraph, strong } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import type { Learner, SittingSummary } from "../core/store.ts";
import { whoIs } from "../core/who.ts";
import { words } from "../core/words.ts";
import type { Chapter } from "../course/model.ts";
import { memoryLines } from "./memory/recall.ts";
import { quizzable } from "./quiz.ts";

type Asking = { readonly by: Person; readonly in: Place };

const onward = button(words.goOn, { kind: "run", command: "learn" }, "primary");

/** Chapters shown at once: more would not fit a message. */
const MOST_CHAPTERS = 8;

/** `progress`: how far the learner is in each chapter, what was answered, and what is worth a second look. */
export async function progress(context: Context, { by, in: place }: Asking): Promise<Message> {
  const learner = await context.store.findLearner(whoIs(by));
  if (!learner) {
    const start = button(words.welcome.start, { kind: "run", command: "learn" }, "primary");
    return { blocks: [heading(words.progressTitle), paragraph(words.progressNone)], buttons: [[start]] };
  }
  const { chapters } = context.course();
  const sittings = await context.store.chapterSittings(learner.id);
  const shown = chaptersToShow(chapters, sittings);
  const more = chapters.length - shown.length;
  const quiz = sittings.some((sitting) => sitting.everFinished);
  return {
    blocks: [
      heading(words.progressTitle),
      ...shown.flatMap((chapter) => chapterLines(chapter, sittings)),
      ...(more === 0 ? [] : [note(words.progressMore(more))]),
      ...(await answerLines(context, learner, sittings)),
      ...(await memoryLines(context, learner, by, place)),
    ],
    buttons: [[onward, ...(quiz ? [button(words.quizMe, { kind: "run", command: "quiz" })] : [])]],
  };
}

/** Of many chapters, those around the one that was read last. */
function chaptersToShow(chapters: readonly Chapter[], sittings: readonly SittingSummary[]): readonly Chapter[] {
  const last = chapters.findIndex((chapter) => chapter.key === sittings[0]?.chapter);
  const from = Math.max(0, Math.min(last - MOST_CHAPTERS / 2, chapters.length - MOST_CHAPTERS));
  return chapters.slice(from, from + MOST_CHAPTERS);
}

function chapterLines(chapter: Chapter, sittings: readonly SittingSummary[]): readonly Block[] {
  const sitting = sittings.find((one) => one.chapter === chapter.key);
  const total = chapter.bites.length;
  const title = paragraph([strong(chapter.title)]);
  if (!sitting) return [title, note(words.progressNew)];
  const isDone = sitting.finishedAt !== undefined;
  const done = isDone ? total : Math.min(sitting.page + 1, total);
  const page = sitting.everFinished ? words.progressAgain(done, total) : words.progressPage(done, total);
  return [title, { kind: "progress", done, total, text: isDone ? words.progressDone : page }];
}

async function answerLines(
  context: Context,
  learner: Learner,
  sittings: readonly SittingSummary[],
): Promise<readonly Block[]> {
  const { answers, right } = await context.store.tally(learner.id);
  if (answers === 0) return [];
  const reviews = await context.store.reviewsOf(learner.id);
  const missed = new Set(reviews.flatMap((review) => (review.lastRight ? [] : [review.check])));
  const back = quizzable(context.course(), sittings, reviews, context.clock.now().epochMilliseconds).filter((key) =>
    missed.has(key),
  ).length;
  const lines = [paragraph(words.progressAnswers(right, answers))];
  return back === 0 ? lines : [...lines, paragraph(words.progressComeBack(back))];
}
