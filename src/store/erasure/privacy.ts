import { sql } from "kysely";
import { removeDrillsIn } from "../drill/drills.ts";
import { type Fact, run, type Statement, statement, type Value } from "../engine/statement.ts";
import type { Tables } from "../tables/tables.ts";

type Row = Readonly<Record<string, unknown>>;
type Everything = Readonly<Record<string, readonly Row[]>>;
type Owned = {
  readonly table: keyof Tables;
  readonly select: Statement<{ learner: string }, Row>;
  readonly remove: Statement<{ learner: string }, Row>;
};

/** Every column by which a row belongs to a person, in the order in which the rows may go. A test holds it to the schema. */
const owned: readonly Owned[] = [
  rowsOf("posts", "learner_id"),
  rowsOf("slots", "learner_id"),
  rowsOf("circuits", "learner_id"),
  rowsOf("schedules", "learner_id"),
  madeBy("schedules", "maker_id"),
  rowsOf("web_messages", "author_id"),
  rowsOf("web_messages", "audience_id"),
  rowsOf("web_profiles", "learner_id"),
  madeBy("drill_presses", "learner_id"),
  madeBy("drill_contracts", "learner_id"),
  madeBy("drills", "learner_id"),
  rowsOf("leaderboard", "learner_id"),
  rowsOf("totals", "learner_id"),
  rowsOf("reviews", "learner_id"),
  rowsOf("answers", "learner_id"),
  rowsOf("asks", "learner_id"),
  rowsOf("sittings", "learner_id"),
  rowsOf("learners", "id"),
];

function rowsOf(table: keyof Tables, column: string): Owned {
  const theirs = (value: Value<{ learner: string }>) =>
    sql<Row>`from ${sql.table(table)} where ${sql.ref(column)} = ${value("learner")}`;
  return {
    table,
    select: statement((_, value: Value<{ learner: string }>) => sql<Row>`select * ${theirs(value)}`),
    remove: statement(
      (_, value: Value<{ learner: string }>) => sql<Row>`delete ${theirs(value)} returning ${sql.ref(column)}`,
    ),
  };
}

/** What a person made for a place stays there, without a word of whose it was. */
function madeBy(table: keyof Tables, column: string): Owned {
  return {
    ...rowsOf(table, column),
    remove: statement(
      (_, value: Value<{ learner: string }>) =>
        sql<Row>`update ${sql.table(table)} set ${sql.ref(column)} = null
                  where ${sql.ref(column)} = ${value("learner")} returning ${sql.ref(column)}`,
    ),
  };
}

/** The places a learner was taught or practised in: a direct conversation with the tutor is the learner's own. */
const placesOf = statement((queries, value: Value<{ learner: string }>) =>
  queries
    .selectFrom("places")
    .selectAll()
    .where("id", "in", (from) =>
      from
        .selectFrom("sittings")
        .select("place_id")
        .where("learner_id", "=", value("learner"))
        .union(from.selectFrom("drills").select("place_id").where("learner_id", "=", value("learner")))
        .union(
          from
            .selectFrom("drill_presses")
            .innerJoin("drills", "drills.id", "drill_presses.drill_id")
            .select("place_id")
            .where("drill_presses.learner_id", "=", value("learner")),
        ),
    )
    .orderBy("id"),
);

/** What came by the clock to a direct conversation, such as the report of a drill there. */
const removePostsTo = statement((queries, value: Value<{ platform: string; tenant: string; target: string }>) =>
  queries
    .deleteFrom("posts")
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant"))
    .where("target", "=", value("target"))
    .where("target_kind", "=", "direct"),
);

const removeLonely = statement((queries, value: Value<{ place: string }>) =>
  queries
    .deleteFrom("places")
    .where("id", "=", value("place"))
    .where((where) =>
      where.not(where.exists(where.selectFrom("sittings").select("id").whereRef("place_id", "=", "places.id"))),
    )
    .where((where) =>
      where.not(where.exists(where.selectFrom("totals").select("period").whereRef("place_id", "=", "places.id"))),
    ),
);

/** Text columns that hold JSON: an export shows what they mean. */
const structured = ["checks", "choice_order", "picks", "response", "tags", "before", "detail", "afterwards", "board"];

export function* exportLearner(learner: string): Fact<Everything> {
  const everything: Record<string, Map<string, Row>> = {};
  for (const { table, select } of owned) {
    const rows = yield* run(select, { learner });
    // A message to oneself is found twice, by its author and by its audience.
    const found = everything[table] ?? new Map<string, Row>();
    for (const row of rows) found.set(JSON.stringify(row), readable(row));
    everything[table] = found;
  }
  const kept = Object.entries(everything).map(([table, rows]) => [table, [...rows.values()]]);
  return { ...Object.fromEntries(kept), places: yield* run(placesOf, { learner }) };
}

const readable = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      structured.includes(column) && typeof value === "string" ? JSON.parse(value) : value,
    ]),
  );

/** Holds a learner's sittings and schedules on PostgreSQL: what is under way comes before the erasure, or finds nothing. */
const hold = statement((queries, value: Value<{ learner: string }>) =>
  queries
    .updateTable("sittings")
    .set((column) => ({ touched_at: column.ref("touched_at") }))
    .where("learner_id", "=", value("learner")),
);

const holdSchedules = statement((queries, value: Value<{ learner: string }>) =>
  queries.selectFrom("schedules").select("id").where("learner_id", "=", value("learner")).orderBy("id").forUpdate(),
);

/** Removes what is a learner's alone; the counts of a check name nobody and stay. */
export function* eraseLearner(learner: string): Fact<boolean> {
  yield* run(hold, { learner });
  yield* run(holdSchedules, { learner });
  const places = yield* run(placesOf, { learner });
  let removed = false;
  for (const { remove } of owned) removed = (yield* run(remove, { learner })).length > 0 || removed;
  for (const { id, kind, platform, tenant, channel } of places) {
    if (kind !== "direct") continue;
    yield* run(removePostsTo, { platform, tenant, target: channel });
    yield* removeDrillsIn(id);
    yield* run(removeLonely, { place: id });
  }
  return removed;
}
