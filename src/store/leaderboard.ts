import { type Fact, run, statement, type Value } from "./statement.ts";

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

const find = statement((queries, value: Value<{ learner: string }>) =>
  queries.selectFrom("leaderboard").select("name").where("learner_id", "=", value("learner")),
);

export function* joinLeaderboard(learner: string, name: string, at: number): Fact<void> {
  yield* run(join, { learner, name, at });
}

export function* leaveLeaderboard(learner: string): Fact<boolean> {
  return (yield* run(leave, { learner })).length > 0;
}

export function* isOnLeaderboard(learner: string): Fact<boolean> {
  return (yield* run(find, { learner })).length > 0;
}
