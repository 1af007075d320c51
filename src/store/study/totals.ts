import type { AnswerGiven, Response } from "../../core/store.ts";
import type { PlaceKey, Standing } from "../../standings/standing.ts";
import type { ChoiceCount } from "../../study/place-question/question.ts";
import { type Fact, type Queries, run, statement, type Value } from "../engine/statement.ts";
import { placeId } from "../people/places.ts";

type Points = { place: string; period: string; learner: string; points: number; at: number };

const hasJoined = (queries: Queries, value: Value<{ learner: string }>) =>
  queries
    .selectFrom("leaderboard")
    .select((column) => column.fn.countAll<number>().as("count"))
    .where("learner_id", "=", value("learner"));

const add = statement((queries, value: Value<Points>) =>
  queries
    .insertInto("totals")
    .values({
      place_id: value("place"),
      period: value("period"),
      learner_id: value("learner"),
      points: value("points"),
      reached_at: value("at"),
      joined: hasJoined(queries, value),
    })
    .onConflict((conflict) =>
      conflict.columns(["place_id", "period", "learner_id"]).doUpdateSet((column) => ({
        points: column("totals.points", "+", column.ref("excluded.points")),
        reached_at: column.ref("excluded.reached_at"),
      })),
    ),
);

const count = statement((queries, value: Value<{ check: string; version: string; choice: number }>) =>
  queries
    .insertInto("check_totals")
    .values({ check_key: value("check"), version: value("version"), choice: value("choice"), answers: 1 })
    .onConflict((conflict) =>
      conflict.columns(["check_key", "version", "choice"]).doUpdateSet((column) => ({
        answers: column("check_totals.answers", "+", column.ref("excluded.answers")),
      })),
    ),
);

const top = statement((queries, value: Value<PlaceKey & { period: string; limit: number }>) =>
  queries
    .selectFrom("totals")
    .innerJoin("leaderboard", "leaderboard.learner_id", "totals.learner_id")
    .select(["totals.learner_id as learner", "points", "name"])
    .where("place_id", "=", placeId(queries, value))
    .where("period", "=", value("period"))
    .where((column) => column("joined", "=", column.lit(1)))
    .orderBy("points", "desc")
    .orderBy("reached_at")
    .orderBy("totals.learner_id")
    .limit(value("limit")),
);

const rank = statement((queries, value: Value<PlaceKey & { period: string; learner: string }>) =>
  queries
    .selectFrom("totals as own")
    .select((column) => [
      "own.points",
      column
        .selectFrom("totals")
        .select((above) => above.fn.countAll<number>().as("count"))
        .whereRef("totals.place_id", "=", "own.place_id")
        .whereRef("totals.period", "=", "own.period")
        .whereRef("totals.points", ">", "own.points")
        .where((above) => above("totals.joined", "=", above.lit(1)))
        .as("above"),
    ])
    .where("own.place_id", "=", placeId(queries, value))
    .where("own.period", "=", value("period"))
    .where("own.learner_id", "=", value("learner")),
);

const ofCheck = statement((queries, value: Value<{ check: string; version: string }>) =>
  queries
    .selectFrom("check_totals")
    .select(["choice", "answers"])
    .where("check_key", "=", value("check"))
    .where("version", "=", value("version"))
    .orderBy("choice"),
);

/** Adds points in every period; periods and choices go in one order everywhere, so that two transactions cannot cross. */
export function* addPoints(place: string, learner: string, given: AnswerGiven): Fact<void> {
  const { points, answer } = given;
  for (const period of given.periods.toSorted()) yield* run(add, { place, period, learner, points, at: answer.at });
}

export function* countResponse(check: string, version: string, response: Response): Fact<void> {
  for (const choice of positions(response)) yield* run(count, { check, version, choice });
}

/** What a response counts under, ascending. */
export function positions(response: Response): readonly number[] {
  switch (response.kind) {
    case "choices":
      return [...new Set(response.choices)].toSorted((one, other) => one - other);
    case "unsure":
      return [-1];
    case "written":
      return [-2];
    default:
      return response satisfies never;
  }
}

export function* standings(place: PlaceKey, period: string, limit: number): Fact<readonly Standing[]> {
  const { platform, tenant, channel } = place;
  return yield* run(top, { platform, tenant, channel, period, limit });
}

type Rank = { readonly points: number; readonly above: number };

export function* rankOf(place: PlaceKey, period: string, learner: string): Fact<Rank | undefined> {
  const { platform, tenant, channel } = place;
  const [found] = yield* run(rank, { platform, tenant, channel, period, learner });
  return found && { points: found.points, above: found.above ?? 0 };
}

export function* checkStatistics(check: string, version: string): Fact<readonly ChoiceCount[]> {
  return yield* run(ofCheck, { check, version });
}
