import { type Fact, run, statement, type Value } from "../engine/statement.ts";

const name = "clock_ahead";

const find = statement((queries) => queries.selectFrom("counters").where("name", "=", name).select("value"));

const increase = statement((queries, value: Value<{ more: number }>) =>
  queries
    .insertInto("counters")
    .values({ name, value: value("more") })
    .onConflict((conflict) =>
      conflict
        .column("name")
        .doUpdateSet((column) => ({ value: column("counters.value", "+", column.ref("excluded.value")) })),
    ),
);

const seeLater = statement((queries, value: Value<{ more: number }>) =>
  queries
    .updateTable("counters")
    .set((column) => ({ value: column("value", "+", value("more")) }))
    .where("name", "=", "seen_at")
    .where("value", ">", 0),
);

/** Milliseconds by which the local page's clock was moved on, all moves together. */
export function* clockAhead(): Fact<number> {
  const [row] = yield* run(find, {});
  return row?.value ?? 0;
}

/** When the tutor was last seen moves along: the time that was left out is none in which it was away (outages.ts). */
export function* moveClockOn(more: number): Fact<void> {
  yield* run(increase, { more });
  yield* run(seeLater, { more });
}
