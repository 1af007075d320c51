import { type CompiledQuery, type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "../tables/tables.ts";

/** What a place in a statement can hold, on both engines. */
type Scalar = string | number | null;

type Values = Readonly<Record<string, Scalar>>;

/** A query builder over our tables. */
export type Queries = Kysely<Tables>;

/** Names a place in a query; its value is given when the statement runs. */
export type Value<Given> = <Name extends keyof Given & string>(name: Name) => RawBuilder<Given[Name]>;

/** A query as an engine sees it: compiled the first time it runs there, and kept. */
export type Query = { readonly compile: (queries: Queries) => Compiled };

type Compiled = { readonly sql: string; readonly parameters: readonly unknown[] };

/** A query written once, with the values it needs and the rows it gives; the last member lives in the types only. */
export type Statement<Given, Row> = Query & { readonly types?: (values: Given) => Row };

/** Writes a statement. The builder's constants and the named places become bound parameters: no value enters the text. */
export function statement<Given extends Values, Row>(
  query: (queries: Queries, value: Value<Given>) => { compile(queries: Queries): CompiledQuery<Row> },
): Statement<Given, Row> {
  return { compile: (queries) => query(queries, (name) => sql`${new Blank(name)}`).compile(queries) };
}

/** One run of a statement, as a fact hands it to its engine. */
export type Step = { readonly query: Query; readonly values: Values };

/**
 * What one method of the store does, written once for both engines: a generator that yields the statements to run and
 * is given their rows. It runs inside a transaction, and anew from its start when the engine must try again.
 */
export type Fact<Result> = Generator<Step, Result, readonly unknown[]>;

/** Runs a statement inside a fact; a statement that returns nothing gives no rows. */
export function* run<Given extends Values, Row>(query: Statement<Given, Row>, values: Given): Fact<readonly Row[]> {
  const rows = yield { query, values };
  // The engine gives back the rows of this very query, and Kysely has worked out their type: nothing else can know it.
  return rows as readonly Row[];
}

/**
 * The values of a compiled query in the order of its placeholders. PostgreSQL's text holds neither NUL nor half a
 * surrogate pair, so both engines are given U+FFFD in their place: what one finds, the other finds too.
 */
export function bind(parameters: readonly unknown[], values: Values): Scalar[] {
  return parameters.map((parameter) => {
    const value = parameter instanceof Blank ? values[parameter.name] : parameter;
    if (typeof value === "string") return value.toWellFormed().replaceAll("\0", "\uFFFD");
    if (typeof value === "number" || value === null) return value;
    throw new TypeError(`A statement cannot hold ${String(value)}; it takes text, numbers and null.`);
  });
}

/** Marks a place in a query whose value is given when the statement runs. */
class Blank {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}
