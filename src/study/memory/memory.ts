import type { Schedule } from "../../core/schedule.ts";

/** What a learner remembers: the values of reviews, and the facts about them that the store keeps. */

/** The FSRS state of one learner and one check. Days are fractions of 24 hours. */
export type ReviewState = {
  readonly check: string;
  readonly due: number;
  readonly stability: number;
  readonly difficulty: number;
  readonly scheduledDays: number;
  readonly reps: number;
  readonly lapses: number;
  readonly state: number;
  readonly lastReview: number;
  /** Whether the latest answer was right. */
  readonly lastRight: boolean;
};

/** How sure a learner was of a right answer. */
export type Confidence = "guess" | "fair" | "sure";

export type Review = ReviewState & {
  /** What the latest answer met; absent when it was the first. */
  readonly before?: ReviewState | undefined;
  /** Said of the latest answer, once. */
  readonly confidence?: Confidence | undefined;
};

export type Tally = { readonly answers: number; readonly right: number };

export type ReviewsMoved = {
  readonly learner: string;
  readonly schedule: Schedule;
  readonly was: Schedule;
  /** Milliseconds by which what was last answered before `answeredBefore` comes back later; earlier when negative. */
  readonly by: number;
  readonly answeredBefore: number;
  readonly at: number;
};

/** The facts about reviews: part of the store. */
export type MemoryFacts = {
  /** Every review of a learner, the soonest due first. */
  reviewsOf(learner: string): Promise<readonly Review[]>;
  /** At most `limit` reviews due at or before `at`, the longest overdue first. */
  dueReviews(learner: string, at: number, limit: number): Promise<readonly Review[]>;
  /**
   * Replaces a review by what it is with the learner's confidence in the answer given at `review.lastReview`. False when
   * another answer came since, or the learner had said so before: then nothing changes.
   */
  saveConfidence(learner: string, review: Review, confidence: Confidence): Promise<boolean>;
  /**
   * A learner's reminders rest, or go on: in one transaction their schedule is changed as `changeSchedule` does, and the
   * reviews move with it. False when the schedule has changed since it was read, and then nothing moves.
   */
  moveReviews(move: ReviewsMoved): Promise<boolean>;
  tally(learner: string): Promise<Tally>;
  /** When a learner answered, from `since` on, newest first. */
  answeredSince(learner: string, since: number): Promise<readonly number[]>;
};
