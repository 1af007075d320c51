import type { Check } from "../../course/model.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";

const insert = statement((queries, value: Value<{ check: string; version: string; body: string }>) =>
  queries
    .insertInto("check_versions")
    .values({ check_key: value("check"), version: value("version"), body: value("body") })
    .onConflict((conflict) => conflict.columns(["check_key", "version"]).doNothing()),
);

const find = statement((queries, value: Value<{ check: string; version: string }>) =>
  queries
    .selectFrom("check_versions")
    .select("body")
    .where("check_key", "=", value("check"))
    .where("version", "=", value("version")),
);

/** A version is written once: its hash stands for its wording. Keys go in one order, so that two starters cannot cross. */
export function* saveVersions(checks: readonly Check[]): Fact<void> {
  const rows = checks.map((check) => ({ check: check.key, version: check.version, body: JSON.stringify(check) }));
  for (const row of rows.toSorted((one, other) => compare(one.check, other.check))) yield* run(insert, row);
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

export function* findVersion(check: string, version: string): Fact<Check | undefined> {
  const [row] = yield* run(find, { check, version });
  if (!row) return undefined;
  const body: Check = JSON.parse(row.body);
  return body;
}
