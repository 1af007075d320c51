import { type Fact, run, statement, type Value } from "../engine/statement.ts";

const name = "zone_rules";

const find = statement((queries) => queries.selectFrom("counters").where("name", "=", name).select("value"));

const keep = statement((queries, value: Value<{ rules: number }>) =>
  queries
    .insertInto("counters")
    .values({ name, value: value("rules") })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value: value("rules") })),
);

export function* zoneRules(): Fact<number | undefined> {
  const [found] = yield* run(find, {});
  return found?.value;
}

export function* keepZoneRules(rules: number): Fact<void> {
  yield* run(keep, { rules });
}
