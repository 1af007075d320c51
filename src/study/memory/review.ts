import { type Card, createEmptyCard, fsrs, Rating } from "ts-fsrs";
import type { Confidence, Review, ReviewState } from "./memory.ts";

/**
 * When a check should come back: FSRS with its published default parameters, one card per learner and check. Short-term
 * steps are off, so a review is never sooner than a day (ts-fsrs, `enable_short_term`); no fuzz, so the same history gives
 * the same dates.
 */
const scheduler = fsrs({ enable_short_term: false, enable_fuzz: false });

const DAY = 86_400_000;

const ratings = { guess: Rating.Hard, fair: Rating.Good, sure: Rating.Easy } as const;

/**
 * The review after an answer at `at` (epoch milliseconds): wrong and "I don't know" are Again; right is Good, or Hard or Easy
 * when the learner says that it was a guess, or sure.
 */
export function reviewAfter(
  check: string,
  met: Review | undefined,
  right: boolean,
  at: number,
  confidence: Confidence = "fair",
): Review {
  const before = met && stateOf(met);
  const rating = right ? ratings[confidence] : Rating.Again;
  const { card } = scheduler.next(before ? cardOf(before) : createEmptyCard(at), at, rating);
  return {
    check,
    due: card.due.getTime(),
    stability: card.stability,
    difficulty: card.difficulty,
    scheduledDays: card.scheduled_days,
    reps: card.reps,
    lapses: card.lapses,
    state: card.state,
    lastReview: at,
    lastRight: right,
    before,
  };
}

/** The review as it would be, had the learner said at once how sure they were of the answer that made it. */
export function regraded(review: Review, confidence: Confidence): Review {
  const met = review.before;
  return { ...reviewAfter(review.check, met, review.lastRight, review.lastReview, confidence), confidence };
}

/** The chance that it is remembered at `at`, from 0 to 1: the forgetting curve of FSRS. */
export function retrievability(
  { stability, lastReview }: Pick<Review, "stability" | "lastReview">,
  at: number,
): number {
  return scheduler.forgetting_curve(Math.max(0, at - lastReview) / DAY, stability);
}

function stateOf({ before: _, confidence: __, ...state }: Review): ReviewState {
  return state;
}

function cardOf(review: ReviewState): Card {
  return {
    due: new Date(review.due),
    stability: review.stability,
    difficulty: review.difficulty,
    elapsed_days: 0,
    scheduled_days: review.scheduledDays,
    learning_steps: 0,
    reps: review.reps,
    lapses: review.lapses,
    state: review.state,
    last_review: new Date(review.lastReview),
  };
}
