import type { Tables } from "../tables/tables.ts";
import { type Fact, run, statement, type Value } from "./statement.ts";

type Name = Tables["counters"]["name"];

const increase = statement((queries, value: Value<{ name: Name }>) =>
  queries
    .updateTable("counters")
    .set((column) => ({ value: column("value", "+", 1) }))
    .where("name", "=", value("name"))
    .returning("value"),
);

/**
 * Counts one up. The row is held until the commit, so that numbers become visible in their order: whoever has seen 6 will
 * find no 5 later.
 */
export function* countUp(name: Name): Fact<number> {
  const [counter] = yield* run(increase, { name });
  if (!counter) throw new Error(`The counter ${name} is missing from the database.`);
  return counter.value;
}
