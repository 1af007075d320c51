import type { PageTurn, Sitting, SittingStart, SittingSummary } from "../../core/store.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";
import { ensureLearner } from "../people/learners.ts";
import { ensurePlace } from "../people/places.ts";
import { askColumns, askFrom, frameColumns, frameFrom, poseAsk } from "./asks.ts";

/** A sitting once for each of its asks, and once without when it has none. */
const find = statement((queries, value: Value<{ id: string }>) =>
  queries
    .selectFrom("sittings")
    .innerJoin("learners", "learners.id", "sittings.learner_id")
    .leftJoin("asks", "asks.sitting_id", "sittings.id")
    .leftJoin("answers", (join) =>
      join.onRef("answers.ask_id", "=", "asks.id").onRef("answers.learner_id", "=", "asks.learner_id"),
    )
    .leftJoin("reviews", (join) =>
      join.onRef("reviews.learner_id", "=", "asks.learner_id").onRef("reviews.check_key", "=", "asks.check_key"),
    )
    .select(["sittings.page", "sittings.furthest", "sittings.finished_at"])
    .select(frameColumns)
    .select(askColumns)
    .where("sittings.id", "=", value("id")),
);

type Begun = {
  id: string;
  learner: string;
  place: string;
  kind: Sitting["kind"];
  chapter: string | null;
  checks: string;
  at: number;
  question: string | null;
};

const insert = statement((queries, value: Value<Begun>) =>
  queries
    .insertInto("sittings")
    .values({
      id: value("id"),
      learner_id: value("learner"),
      place_id: value("place"),
      kind: value("kind"),
      chapter: value("chapter"),
      checks: value("checks"),
      page: 0,
      furthest: 0,
      started_at: value("at"),
      touched_at: value("at"),
      question_id: value("question"),
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returning("id"),
);

const turn = statement((queries, value: Value<{ id: string; page: number; at: number; finished: number | null }>) =>
  queries
    .updateTable("sittings")
    .set((column) => ({
      page: value("page"),
      furthest: column
        .case()
        .when("furthest", "<", value("page"))
        .then(value("page"))
        .else(column.ref("furthest"))
        .end(),
      touched_at: value("at"),
      finished_at: column.fn.coalesce("finished_at", value("finished")),
    }))
    .where("id", "=", value("id"))
    .returning("learner_id"),
);

const hold = statement((queries, value: Value<{ id: string }>) =>
  queries
    .updateTable("sittings")
    .set((column) => ({ touched_at: column.ref("touched_at") }))
    .where("id", "=", value("id")),
);

const touch = statement((queries, value: Value<{ id: string; ask: string; at: number }>) =>
  queries
    .updateTable("sittings")
    .set({ touched_at: value("at") })
    .where("id", "=", value("id"))
    .where((where) =>
      where.not(where.exists(where.selectFrom("answers").select("ask_id").where("ask_id", "=", value("ask")))),
    ),
);

/** Numbers the sittings of each chapter, the one last touched first, and looks for a finished one among them. */
const latest = statement((queries, value: Value<{ learner: string }>) =>
  queries
    .selectFrom((from) =>
      from
        .selectFrom("sittings")
        .select(["id", "chapter", "page", "furthest", "finished_at", "touched_at"])
        .select((column) =>
          column.fn
            .agg<number>("row_number")
            .over((over) => over.partitionBy("chapter").orderBy("touched_at", "desc").orderBy("id", "desc"))
            .as("age"),
        )
        .select((column) =>
          column.fn
            .max("finished_at")
            .over((over) => over.partitionBy("chapter"))
            .as("ever_finished_at"),
        )
        .where("learner_id", "=", value("learner"))
        .where("kind", "=", "chapter")
        .as("of_chapter"),
    )
    .select(["id", "chapter", "page", "furthest", "finished_at", "ever_finished_at"])
    .where("age", "=", 1)
    .orderBy("touched_at", "desc")
    .orderBy("id", "desc"),
);

/** A sitting that is there already, begun by the same button, is left as it is. */
export function* beginSitting(start: SittingStart): Fact<Sitting> {
  const { id, kind, at } = start;
  const learner = yield* ensureLearner(start.who, start.newLearner, at);
  const place = yield* ensurePlace(start.place, start.newPlace);
  const checks = JSON.stringify(start.checks);
  const question = start.question ?? null;
  const [begun] = yield* run(insert, {
    id,
    learner,
    place,
    kind,
    chapter: start.chapter ?? null,
    checks,
    at,
    question,
  });
  if (begun && start.ask) yield* poseAsk(start.ask, id, learner, at);
  const sitting = yield* findSitting(id);
  if (!sitting) throw new Error(`Sitting ${id} is not there after it was written.`);
  if (sitting.learner !== learner) throw new Error(`Sitting ${id} is somebody else's.`);
  return sitting;
}

export function* findSitting(id: string): Fact<Sitting | undefined> {
  const rows = yield* run(find, { id });
  const [row] = rows;
  if (!row) return undefined;
  const frame = frameFrom(row);
  return {
    ...frame,
    page: row.page,
    furthest: row.furthest,
    finishedAt: row.finished_at ?? undefined,
    asks: rows.flatMap((one) => askFrom(one, frame) ?? []).toSorted((one, other) => one.page - other.page),
  };
}

export function* chapterSittings(learner: string): Fact<readonly SittingSummary[]> {
  const rows = yield* run(latest, { learner });
  return rows.map((row) => ({
    id: row.id,
    chapter: row.chapter ?? undefined,
    page: row.page,
    furthest: row.furthest,
    finishedAt: row.finished_at ?? undefined,
    everFinished: row.ever_finished_at !== null,
  }));
}

/**
 * Does nothing when the sitting is gone. Here, in `touchSitting` and in `holdSitting` the sitting is changed first: on PostgreSQL it is held
 * from then on, and turns and answers of one sitting follow one another instead of crossing.
 */
export function* turnPage({ sitting: id, page, at, finished, ask }: PageTurn): Fact<void> {
  const [turned] = yield* run(turn, { id, page, at, finished: finished ? at : null });
  if (turned && ask) yield* poseAsk(ask, id, turned.learner_id, at);
}

/** Holds a sitting on PostgreSQL, and changes nothing. */
export function* holdSitting(id: string): Fact<void> {
  yield* run(hold, { id });
}

/** Makes a sitting the one that `learn` resumes, unless the ask was answered before. */
export function* touchSitting(id: string, ask: string, at: number): Fact<void> {
  yield* run(touch, { id, ask, at });
}
