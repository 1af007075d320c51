import type { PlaceKey } from "../../standings/standing.ts";
import type { PlaceStudy, PlaceWeek } from "../../study/place-question/question.ts";
import { type Fact, type Queries, run, statement, type Value } from "../engine/statement.ts";
import { placeId } from "../people/places.ts";

/** Learners who are looked at, the latest first: enough to know where a place is weak. */
const MOST_LEARNERS = 200;

type Since = PlaceKey & { since: number };

/** Learners who did something in a place since a moment. */
const activeIn = (queries: Queries, value: Value<Since>) =>
  queries
    .selectFrom("sittings")
    .select("learner_id")
    .where("place_id", "=", placeId(queries, value))
    .where("touched_at", ">=", value("since"))
    .groupBy("learner_id")
    .orderBy((order) => order.fn.max("touched_at"), "desc")
    .limit(MOST_LEARNERS);

const active = statement((queries, value: Value<Since>) => activeIn(queries, value));

const remembered = statement((queries, value: Value<Since>) =>
  queries
    .selectFrom("reviews")
    .select(["check_key as check", "stability", "last_review as lastReview"])
    .where("learner_id", "in", activeIn(queries, value)),
);

const read = statement((queries, value: Value<Since>) =>
  queries
    .selectFrom("sittings")
    .select("chapter")
    .distinct()
    .where("place_id", "=", placeId(queries, value))
    .where("touched_at", ">=", value("since"))
    .where("kind", "=", "chapter"),
);

const asked = statement((queries, value: Value<Since>) =>
  queries
    .selectFrom("questions")
    .select((column) => ["check_key as check", column.fn.max<number>("posed_at").as("at")])
    .where("place_id", "=", placeId(queries, value))
    .where("posed_at", ">=", value("since"))
    .groupBy("check_key"),
);

type Span = Since & { until: number };

const answersIn = (queries: Queries, value: Value<Span>) =>
  queries
    .selectFrom("sittings")
    .innerJoin("asks", "asks.sitting_id", "sittings.id")
    .innerJoin("answers", "answers.ask_id", "asks.id")
    .where("sittings.place_id", "=", placeId(queries, value))
    .where("sittings.touched_at", ">=", value("since"))
    .where("answers.answered_at", ">=", value("since"))
    .where("answers.answered_at", "<", value("until"));

const people = statement((queries, value: Value<Span>) =>
  answersIn(queries, value).select((column) => column.fn.count<number>("answers.learner_id").distinct().as("learners")),
);

const byCheck = statement((queries, value: Value<Span>) =>
  answersIn(queries, value)
    .select((column) => [
      "answers.check_key as check",
      column.fn.countAll<number>().as("answers"),
      column.fn.coalesce(column.fn.sum<number>("is_right"), column.lit(0)).as("right"),
    ])
    .groupBy("answers.check_key")
    .orderBy("answers.check_key"),
);

const keyOf = ({ platform, tenant, channel }: PlaceKey): PlaceKey => ({ platform, tenant, channel });

export function* studyOf(place: PlaceKey, since: number, askedSince: number): Fact<PlaceStudy> {
  const lately = { ...keyOf(place), since };
  const learners = (yield* run(active, lately)).length;
  const reviews = yield* run(remembered, lately);
  const chapters = (yield* run(read, lately)).flatMap(({ chapter }) => chapter ?? []);
  return { learners, chapters, reviews, asked: yield* run(asked, { ...lately, since: askedSince }) };
}

export function* weekOf(place: PlaceKey, since: number, until: number): Fact<PlaceWeek> {
  const span = { ...keyOf(place), since, until };
  const [counted] = yield* run(people, span);
  const checks = yield* run(byCheck, span);
  const sum = (of: "answers" | "right"): number => checks.reduce((total, check) => total + check[of], 0);
  return { learners: counted?.learners ?? 0, answers: sum("answers"), right: sum("right"), checks };
}
