import { readdirSync } from "node:fs";
import Database from "better-sqlite3";
import pg from "pg";
import { databaseFile, type Where } from "../../src/store/open.ts";

/** The names of all steps of the schema, in their order. */
export const steps: readonly string[] = readdirSync(new URL("../../migrations/", import.meta.url))
  .filter((file) => /^\d{4}_/.test(file))
  .map((file) => file.replace(/\.sql$/, ""))
  .toSorted();

/** A look into the live database past the store, as an operator would take it. */
export async function look(where: Where, query: string, ...values: readonly string[]): Promise<readonly object[]> {
  if ("url" in where) {
    const client = new pg.Client({ connectionString: where.url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(query, [...values])).rows;
    } finally {
      await client.end();
    }
  }
  const database = new Database(databaseFile(where.dataDir), { readonly: true });
  try {
    return database.prepare<string[], object>(query).all(...values);
  } finally {
    database.close();
  }
}

/** Changes the live database past the store. */
export async function write(where: Where, statement: string): Promise<void> {
  if ("url" in where) {
    await look(where, statement);
    return;
  }
  const database = new Database(databaseFile(where.dataDir));
  database.exec(statement);
  database.close();
}

type Column = { readonly table: string; readonly column: string };

/** Every column that refers to learners, as the engine itself lists them. */
export async function columnsOfPeople(where: Where): Promise<readonly Column[]> {
  const query =
    "url" in where
      ? `select c.conrelid::regclass::text as table_name, a.attname::text as column_name
           from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
          where c.contype = 'f' and c.confrelid = 'learners'::regclass order by 1, 2`
      : `select s.name as table_name, f."from" as column_name
           from sqlite_schema s join pragma_foreign_key_list(s.name) f
          where s.type = 'table' and f."table" = 'learners' order by 1, 2`;
  const rows = await look(where, query);
  return rows.map((row) => ({ table: text(row, "table_name"), column: text(row, "column_name") }));
}

/** The number of rows of a table whose column holds a value; both names come from the schema. */
export async function rowsWith(where: Where, table: string, column: string, value: string): Promise<number> {
  const blank = "url" in where ? "$1" : "?";
  const [row] = await look(where, `select count(*) as rows from ${table} where ${column} = ${blank}`, value);
  return Number(row && text(row, "rows"));
}

/** A value of a row. */
export const text = (row: object, key: string): string => String(new Map(Object.entries(row)).get(key));
