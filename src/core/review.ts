import { type Card, createEmptyCard, fsrs, Rating } from "ts-fsrs";
import type { Review } from "./memory.ts";

/**
 * When a check should come back: FSRS with its published default parameters, one card per learner and check. Short-term
 * steps are off, so a review is never sooner than a day (ts-fsrs, `enable_short_term`); no fuzz, so the same history gives
 * the same dates.
 */
const scheduler = fsrs({ enable_short_term: false, enable_fuzz: false });

/** The review after an answer at `at` (epoch milliseconds): wrong and "I don't know" are Again, right is Good. */
export function reviewAfter(check: string, before: Review | undefined, right: boolean, at: number): Review {
  const { card } = scheduler.next(
    before ? cardOf(before) : createEmptyCard(at),
    at,
    right ? Rating.Good : Rating.Again,
  );
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
  };
}

function cardOf(review: Review): Card {
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
