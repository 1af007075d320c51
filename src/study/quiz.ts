import { button } from "../chat/action.ts";
import type { Person, Place } from "../chat/event.ts";
import { type Message, paragraph } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import type { Sitting, SittingSummary } from "../core/store.ts";
import { whoIs } from "../core/who.ts";
import { words } from "../core/words.ts";
import type { Course } from "../course/model.ts";
import { missedIn } from "./closing.ts";
import { begin } from "./lesson.ts";
import type { Review } from "./memory/memory.ts";
import { retrievability } from "./memory/review.ts";
import { checksOf } from "./pages.ts";

type Visitor = { readonly by: Person; readonly in: Place };

/** Questions in one quiz: what fits in a minute between messages. */
const QUIZ_LENGTH = 5;

/** `quiz`: what is due first, then checks of the chapters that the learner has finished: missed ones, then what comes soonest. */
export async function quiz(context: Context, visitor: Visitor): Promise<Message> {
  const learner = await context.store.findLearner(whoIs(visitor.by));
  const sittings = learner ? await context.store.chapterSittings(learner.id) : [];
  const reviews = learner ? await context.store.reviewsOf(learner.id) : [];
  const at = context.clock.now().epochMilliseconds;
  const checks = quizzable(context.course(), sittings, reviews, at).slice(0, QUIZ_LENGTH);
  if (checks.length > 0) return begin(context, visitor, { kind: "quiz", chapter: undefined, checks });
  return {
    blocks: [paragraph(words.noQuizYet)],
    buttons: [[button(words.goOn, { kind: "run", command: "learn" }, "primary")]],
  };
}

/** The missed checks of a sitting once more; undefined when nothing was missed. */
export async function retry(context: Context, visitor: Visitor, sitting: Sitting): Promise<Message | undefined> {
  const checks = await missedIn(context, sitting);
  if (checks.length === 0) return undefined;
  // In a direct conversation one belongs to no server; what is learned goes to the learner whose sitting it is.
  const by: Person = { ...visitor.by, tenant: sitting.owner.tenant };
  return begin(context, { ...visitor, by }, { kind: "retry", chapter: sitting.chapter, checks });
}

/**
 * Keys of all checks that are due at `at` or of a finished chapter: those due first, of them what is remembered least; then
 * missed ones, then the soonest due, then those never answered.
 */
export function quizzable(
  course: Course,
  sittings: readonly SittingSummary[],
  reviews: readonly Review[],
  at: number,
): readonly string[] {
  const finished = new Set(sittings.flatMap((sitting) => (sitting.everFinished ? [sitting.chapter] : [])));
  const reviewOf = new Map(reviews.map((review) => [review.check, review]));
  const isDue = (key: string): boolean => (reviewOf.get(key)?.due ?? Number.POSITIVE_INFINITY) <= at;
  const rank = (key: string): readonly [number, number] => {
    const review = reviewOf.get(key);
    if (!review) return [3, 0];
    return review.due <= at ? [0, retrievability(review, at)] : [review.lastRight ? 2 : 1, review.due];
  };
  return course.chapters
    .flatMap((chapter) => checksOf(chapter).filter(({ key }) => finished.has(chapter.key) || isDue(key)))
    .map((check) => check.key)
    .toSorted((one, other) => rank(one)[0] - rank(other)[0] || rank(one)[1] - rank(other)[1]);
}
