import type { Confidence, Review, ReviewState, ReviewsMoved, Tally } from "../../study/memory/memory.ts";
import { changeSchedule } from "../clock/changes.ts";
import { type Fact, type Queries, run, statement, type Value } from "../engine/statement.ts";
import type { ReviewRow } from "../tables/tables.ts";

const reviewRows = (queries: Queries, learner: ReturnType<Value<{ learner: string }>>) =>
  queries.selectFrom("reviews").selectAll().where("learner_id", "=", learner);

const ofLearner = statement((queries, value: Value<{ learner: string }>) =>
  reviewRows(queries, value("learner")).orderBy("due").orderBy("check_key"),
);

const dueOfLearner = statement((queries, value: Value<{ learner: string; at: number; limit: number }>) =>
  reviewRows(queries, value("learner")).where("due", "<=", value("at")).orderBy("due").limit(value("limit")),
);

type ReviewValues = Omit<ReviewState, "lastRight"> & { learner: string; lastRight: number; before: string | null };

const upsert = statement((queries, value: Value<ReviewValues>) =>
  queries
    .insertInto("reviews")
    .values({
      learner_id: value("learner"),
      check_key: value("check"),
      due: value("due"),
      stability: value("stability"),
      difficulty: value("difficulty"),
      scheduled_days: value("scheduledDays"),
      reps: value("reps"),
      lapses: value("lapses"),
      state: value("state"),
      last_review: value("lastReview"),
      last_right: value("lastRight"),
      before: value("before"),
    })
    .onConflict((conflict) =>
      conflict.columns(["learner_id", "check_key"]).doUpdateSet((column) => ({
        due: column.ref("excluded.due"),
        stability: column.ref("excluded.stability"),
        difficulty: column.ref("excluded.difficulty"),
        scheduled_days: column.ref("excluded.scheduled_days"),
        reps: column.ref("excluded.reps"),
        lapses: column.ref("excluded.lapses"),
        state: column.ref("excluded.state"),
        last_review: column.ref("excluded.last_review"),
        last_right: column.ref("excluded.last_right"),
        before: column.ref("excluded.before"),
        confidence: null,
      })),
    ),
);

type Regraded = Pick<ReviewState, "check" | "due" | "stability" | "difficulty" | "scheduledDays" | "lastReview"> & {
  learner: string;
  confidence: number;
};

/** Only how soon it comes back changes: the counts of answers do not. */
const regrade = statement((queries, value: Value<Regraded>) =>
  queries
    .updateTable("reviews")
    .set({
      due: value("due"),
      stability: value("stability"),
      difficulty: value("difficulty"),
      scheduled_days: value("scheduledDays"),
      confidence: value("confidence"),
    })
    .where("learner_id", "=", value("learner"))
    .where("check_key", "=", value("check"))
    .where("last_review", "=", value("lastReview"))
    .where("confidence", "is", null)
    .returning("check_key"),
);

const move = statement((queries, value: Value<{ learner: string; by: number; before: number }>) =>
  queries
    .updateTable("reviews")
    .set((column) => ({ due: column("due", "+", value("by")) }))
    .where("learner_id", "=", value("learner"))
    .where("last_review", "<", value("before")),
);

const times = statement((queries, value: Value<{ learner: string; since: number }>) =>
  queries
    .selectFrom("answers")
    .select("answered_at")
    .where("learner_id", "=", value("learner"))
    .where("answered_at", ">=", value("since"))
    .orderBy("answered_at", "desc"),
);

const count = statement((queries, value: Value<{ learner: string }>) =>
  queries
    .selectFrom("answers")
    .select((column) => [
      column.fn.countAll<number>().as("answers"),
      column.fn.coalesce(column.fn.sum<number>("is_right"), column.lit(0)).as("right"),
    ])
    .where("learner_id", "=", value("learner")),
);

export function* reviewsOf(learner: string): Fact<readonly Review[]> {
  const rows = yield* run(ofLearner, { learner });
  return rows.flatMap((row) => reviewFrom(row) ?? []);
}

export function* dueReviews(learner: string, at: number, limit: number): Fact<readonly Review[]> {
  const rows = yield* run(dueOfLearner, { learner, at, limit });
  return rows.flatMap((row) => reviewFrom(row) ?? []);
}

const one = statement((queries, value: Value<{ learner: string; check: string }>) =>
  reviewRows(queries, value("learner")).where("check_key", "=", value("check")),
);

export function* reviewOf(learner: string, check: string): Fact<Review | undefined> {
  const [row] = yield* run(one, { learner, check });
  return row && reviewFrom(row);
}

export function* saveReview(learner: string, { confidence: _, before, ...review }: Review): Fact<void> {
  const met = before === undefined ? null : JSON.stringify(before);
  yield* run(upsert, { ...review, learner, lastRight: review.lastRight ? 1 : 0, before: met });
}

/** In the order of their numbers in a row. */
const confidences: readonly Confidence[] = ["guess", "fair", "sure"];

export function* saveConfidence(learner: string, review: Review, said: Confidence): Fact<boolean> {
  const { check, due, stability, difficulty, scheduledDays, lastReview } = review;
  const confidence = confidences.indexOf(said);
  const changed = yield* run(regrade, {
    check,
    due,
    stability,
    difficulty,
    scheduledDays,
    lastReview,
    learner,
    confidence,
  });
  return changed.length > 0;
}

export function* moveReviews(moved: ReviewsMoved): Fact<boolean> {
  const { learner, schedule, was, by, answeredBefore: before, at } = moved;
  const changed = yield* changeSchedule(schedule, was, "changed", at);
  if (changed) yield* run(move, { learner, by, before });
  return changed;
}

export function* answeredSince(learner: string, since: number): Fact<readonly number[]> {
  const rows = yield* run(times, { learner, since });
  return rows.map((row) => row.answered_at);
}

/** Counts every answer a learner gave, and the right ones among them. */
export function* tally(learner: string): Fact<Tally> {
  const [counted] = yield* run(count, { learner });
  return counted ?? { answers: 0, right: 0 };
}

/** A row as a join gives it, which may have found none. */
export type Nullable<Row> = { readonly [Column in keyof Row]: Row[Column] | null };

/** A review as it lies in its row; undefined when a join found none. */
export function reviewFrom(
  row: { readonly check_key: string } & Nullable<Omit<ReviewRow, "learner_id" | "check_key">>,
): Review | undefined {
  const { due, stability, difficulty, reps, lapses, state } = row;
  const { scheduled_days: scheduledDays, last_review: lastReview, last_right: lastRight } = row;
  if (due === null || stability === null || difficulty === null || scheduledDays === null) return undefined;
  if (reps === null || lapses === null || state === null || lastReview === null) return undefined;
  return {
    check: row.check_key,
    due,
    stability,
    difficulty,
    scheduledDays,
    reps,
    lapses,
    state,
    lastReview,
    lastRight: lastRight === 1,
    before: row.before === null ? undefined : stateFrom(row.before),
    confidence: row.confidence === null ? undefined : confidences[row.confidence],
  };
}

const stateFrom = (text: string): ReviewState => JSON.parse(text);
