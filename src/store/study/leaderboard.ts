import { type Fact, run, statement, type Value } from "../engine/statement.ts";

const join = statement((queries, value: Value<{ learner: string; name: string; at: number }>) =>
  queries
    .insertInto("leaderboard")
    .values({ learner_id: value("learner"), name: value("name"), joined_at: value("at") })
    .onConflict((conflict) =>
      conflict.column("learner_id").doUpdateSet((column) => ({ name: column.ref("excluded.name") })),
    ),
);

const leave = statement((queries, value: Value<{ learner: string }>) =>
  queries.deleteFrom("leaderboard").where("learner_id", "=", value("learner")).returning("learner_id"),
);

/**
 * Held before anything is read or written: an answer holds its learner, too, before it adds points. So either it finds that
 * they joined, or its points are there when they do.
 */
const hold = statement((queries, value: Value<{ learner: string }>) =>
  queries.selectFrom("learners").select("id").where("id", "=", value("learner")).forUpdate(),
);

/** Every place lists them from now on, or none does. */
const list = statement((queries, value: Value<{ learner: string; joined: number }>) =>
  queries
    .updateTable("totals")
    .set({ joined: value("joined") })
    .where("learner_id", "=", value("learner")),
);

const find = statement((queries, value: Value<{ learner: string }>) =>
  queries.selectFrom("leaderboard").select("name").where("learner_id", "=", value("learner")),
);

export function* joinLeaderboard(learner: string, name: string, at: number): Fact<void> {
  yield* run(hold, { learner });
  yield* run(join, { learner, name, at });
  yield* run(list, { learner, joined: 1 });
}

export function* leaveLeaderboard(learner: string): Fact<boolean> {
  yield* run(hold, { learner });
  const left = yield* run(leave, { learner });
  if (left.length > 0) yield* run(list, { learner, joined: 0 });
  return left.length > 0;
}

export function* isOnLeaderboard(learner: string): Fact<boolean> {
  return (yield* run(find, { learner })).length > 0;
}
