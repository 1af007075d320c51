import type { Outage } from "../../core/outage.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";

/** Holds the row before it is read, so that on PostgreSQL two processes that start find one outage, not two. */
const hold = statement((queries) =>
  queries
    .updateTable("counters")
    .set((column) => ({ value: column.ref("value") }))
    .where("name", "=", "seen_at")
    .returning("value"),
);

const see = statement((queries, value: Value<{ at: number }>) =>
  queries
    .updateTable("counters")
    .set({ value: value("at") })
    .where("name", "=", "seen_at")
    .where("value", "<", value("at")),
);

const insert = statement((queries, value: Value<{ from: number; to: number }>) =>
  queries
    .insertInto("outages")
    .values({ started_at: value("from"), ended_at: value("to") })
    .onConflict((conflict) => conflict.column("started_at").doNothing()),
);

const since = statement((queries, value: Value<{ since: number }>) =>
  queries
    .selectFrom("outages")
    .select(["started_at as from", "ended_at as to"])
    .where("ended_at", ">=", value("since"))
    .orderBy("started_at"),
);

/** The first time ever, nothing was there to be missed. */
export function* keepUp(at: number, gap: number): Fact<void> {
  const [seen] = yield* run(hold, {});
  const from = seen?.value ?? 0;
  if (from > 0 && at - from > gap) yield* run(insert, { from, to: at });
  yield* run(see, { at });
}

export function* outagesSince(moment: number): Fact<readonly Outage[]> {
  return yield* run(since, { since: moment });
}
