import { readdir, readFile } from "node:fs/promises";
import type BetterSqlite3 from "better-sqlite3";
import { type Dialect, Kysely, SqliteDialect, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { applicationId } from "./sqlite-file.ts";
import { Unusable } from "./unusable.ts";

const folder = new URL("../../../migrations/", import.meta.url);

/** What Kysely's Migrator keeps of the steps taken. */
type Ledger = { readonly kysely_migration: { readonly name: string } };

/** Runs the text of a step, which holds several statements. */
type Apply = (text: string, ledger: Kysely<Ledger>) => Promise<void>;

/**
 * Brings a SQLite database to the newest schema. Kysely takes no lock on SQLite and gives its steps no transaction;
 * SQLite itself has both, so all steps stand in one transaction that a second process waits for.
 */
export async function migrateSqlite(database: BetterSqlite3.Database, name: string): Promise<void> {
  database.exec("begin immediate");
  try {
    const ledger = new Kysely<Ledger>({ dialect: new SqliteDialect({ database }) });
    await migrate(ledger, name, async (text) => {
      database.exec(text);
    });
    if (database.pragma("application_id", { simple: true }) !== applicationId)
      database.pragma(`application_id = ${applicationId}`);
    database.exec("commit");
  } catch (error) {
    if (database.inTransaction) database.exec("rollback");
    throw error;
  }
}

/** Brings a PostgreSQL database to the newest schema, behind Kysely's advisory lock and in one transaction. */
export async function migratePostgres(dialect: Dialect, name: string): Promise<void> {
  const ledger = new Kysely<Ledger>({ dialect });
  try {
    await migrate(ledger, name, async (text, transaction) => {
      await sql.raw(text).execute(transaction);
    });
  } finally {
    await ledger.destroy();
  }
}

async function migrate(ledger: Kysely<Ledger>, name: string, apply: Apply): Promise<void> {
  const steps = await readSteps(apply);
  await refuseNewer(ledger, name, Object.keys(steps));
  const { error } = await new Migrator({
    db: ledger,
    provider: { getMigrations: async () => steps },
  }).migrateToLatest();
  if (error !== undefined) throw error;
}

async function readSteps(apply: Apply): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}_.+\.sql$/.test(file)).toSorted();
  const steps = files.map(async (file): Promise<[string, Migration]> => {
    const text = await readFile(new URL(file, folder), "utf8");
    return [file.replace(/\.sql$/, ""), { up: (ledger) => apply(text, ledger) }];
  });
  return Object.fromEntries(await Promise.all(steps));
}

/** An older program must not write into a schema that it does not know. */
async function refuseNewer(ledger: Kysely<Ledger>, name: string, known: readonly string[]): Promise<void> {
  const tables = await ledger.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === "kysely_migration")) return;
  const taken = await ledger.selectFrom("kysely_migration").select("name").orderBy("name").execute();
  const newer = taken.filter((step) => !known.includes(step.name)).at(-1);
  if (newer === undefined) return;
  throw new Unusable(
    `${name} was written by a newer Nightshift (schema ${newer.name}; this one knows up to ${known.at(-1)}). ` +
      "Start that newer version, or open a backup made before it. Nothing was changed.",
  );
}
