import type Database from "better-sqlite3";
import { sqliteQueries } from "../src/store/engine/sqlite.ts";
import { bind, type Fact } from "../src/store/engine/statement.ts";

/** How SQLite would find the rows of a fact's first statement, one line a table. */
export function planOf(database: Database.Database, fact: Fact<unknown>): readonly string[] {
  const step = fact.next([]);
  if (step.done) return [];
  const { sql, parameters } = step.value.query.compile(sqliteQueries());
  const plan = database.prepare<unknown[], { readonly detail: string }>(`explain query plan ${sql}`);
  return plan.all(bind(parameters, step.value.values)).map((row) => row.detail);
}

/** The lines of a plan in which a whole table or index is read, or rows are sorted. */
export const slowSteps = (plan: readonly string[]): readonly string[] =>
  plan.filter((line) => /^SCAN (?!CONSTANT ROW)|TEMP B-TREE/.test(line));
