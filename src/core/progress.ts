import { button } from "../chat/action.ts";
import type { Person } from "../chat/event.ts";
import { type Block, heading, type Message, note, paragraph, strong } from "../chat/message.ts";
import type { Chapter } from "../course/course.ts";
import type { Context } from "./context.ts";
import type { Learner, SittingSummary } from "./store.ts";
import { whoIs } from "./who.ts";
import { words } from "./words.ts";

const onward = button(words.goOn, { kind: "run", command: "learn" }, "primary");

/** `progress`: how far the learner is in each chapter, what was answered, and what is worth a second look. */
export async function progress(context: Context, by: Person): Promise<Message> {
  const learner = await context.store.findLearner(whoIs(by));
  if (!learner) return { blocks: [heading(words.progressTitle), paragraph(words.progressNone)], buttons: [[onward]] };
  const sittings = await context.store.chapterSittings(learner.id);
  return {
    blocks: [
      heading(words.progressTitle),
      ...context.course().chapters.flatMap((chapter) => chapterLines(chapter, sittings)),
      ...(await answerLines(context, learner)),
    ],
    buttons: [[onward, button(words.quizMe, { kind: "run", command: "quiz" })]],
  };
}

function chapterLines(chapter: Chapter, sittings: readonly SittingSummary[]): readonly Block[] {
  const sitting = sittings.find((one) => one.chapter === chapter.key);
  const total = chapter.bites.length;
  const title = paragraph([strong(chapter.title)]);
  if (!sitting) return [title, note(words.progressNew)];
  if (sitting.finishedAt !== undefined)
    return [title, { kind: "progress", done: total, total, text: words.progressDone }];
  const page = Math.min(sitting.page + 1, total);
  return [title, { kind: "progress", done: page, total, text: words.progressPage(page, total) }];
}

async function answerLines(context: Context, learner: Learner): Promise<readonly Block[]> {
  const { answers, right } = await context.store.tally(learner.id);
  if (answers === 0) return [];
  const missed = (await context.store.reviewsOf(learner.id)).filter((review) => !review.lastRight).length;
  const lines = [paragraph(words.progressAnswers(right, answers))];
  return missed === 0 ? lines : [...lines, paragraph(words.progressComeBack(missed))];
}
