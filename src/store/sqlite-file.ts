import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Database from "better-sqlite3";
import { restoreCommand } from "./restore.ts";
import { isBusy } from "./sqlite-fault.ts";
import { Unusable } from "./unusable.ts";

/** "NSFT" in ASCII: SQLite's header keeps it, and so a file of another program is known before anything is written. */
export const applicationId = 0x4e534654;

/** Files up to this size, in bytes, are read through before they are used: a quarter of a second at most. */
const checkedSize = 64 * 1024 * 1024;

/** Bytes at the beginning of every SQLite database. */
const headerSize = 100;

/** Milliseconds to wait at the start while another process holds the file: it may be starting, too. */
const patience = 5000;

/**
 * Opens the database file, 0600 in a folder made 0700, or makes it. Throws `Unusable` for a damaged or foreign file, and
 * has then written nothing.
 */
export async function openFile(path: string): Promise<Database.Database> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  inspect(path);
  closeSync(openSync(path, "a", 0o600));
  for (const file of [path, `${path}-wal`, `${path}-shm`]) keepPrivate(file);
  const database = new Database(path, { timeout: patience });
  try {
    await useLog(database);
    // FULL syncs every commit, so that a confirmed answer outlives a power loss. Zeroes take the place of what is erased.
    for (const pragma of [
      "synchronous = full",
      "foreign_keys = on",
      "secure_delete = on",
      "wal_autocheckpoint = 10000",
    ])
      database.pragma(pragma);
    return database;
  } catch (error) {
    database.close();
    throw unusable(path, error);
  }
}

/** A damaged file as `Unusable`; other faults stay what they are. */
export function unusable(path: string, error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (error.code === "SQLITE_NOTADB") return refusal(path, "is no SQLite database, or its beginning is damaged", error);
  if (error.code.startsWith("SQLITE_CORRUPT")) return refusal(path, `is damaged (${error.message})`, error);
  return error;
}

function refusal(path: string, problem: string, cause?: unknown): Unusable {
  return new Unusable(
    [
      `The database file ${path} ${problem}. Nothing was changed.`,
      "Put a backup in its place (made by: npm run backup -- BACKUP); this keeps the old files to look at:",
      `  ${restoreCommand(path, "BACKUP")}`,
      "Without a backup, leave out the last step: the tutor then starts empty.",
    ].join("\n"),
    { cause },
  );
}

/** Looks at what is there through a read-only connection, which changes no byte of the database or its log. */
export function inspect(path: string): void {
  const size = sizeOf(path);
  if (size === 0) {
    // SQLite deletes the log beside an empty database, and with it perhaps the only copy of many answers.
    if (sizeOf(`${path}-wal`) > 0) throw refusal(path, "is empty or missing, though its log is there");
    return;
  }
  // SQLite takes a file of one byte for an empty one, too.
  if (size < headerSize) throw refusal(path, "is no SQLite database, or its beginning is damaged");
  try {
    const database = new Database(path, { readonly: true, timeout: patience });
    try {
      if (!isOurs(database)) throw refusal(path, "belongs to another program");
      const fault = damage(database, size, sizeOf(`${path}-wal`) > 0);
      if (fault !== undefined) throw refusal(path, `is damaged (${fault})`);
    } finally {
      database.close();
    }
  } catch (error) {
    throw unusable(path, error);
  }
}

/** What is wrong with a file of ours, as far as it can be told in reasonable time. */
function damage(database: Database.Database, size: number, hasLog: boolean): string | undefined {
  // SQLite reads what is missing of the last page as zeroes. Only a log may hold the page whole: a checkpoint was cut short.
  const isCut = size % Number(database.pragma("page_size", { simple: true })) !== 0;
  if (isCut && !hasLog) return "its end is missing";
  if (!isCut && size > checkedSize) return undefined;
  const found = String(database.pragma(isCut ? "integrity_check(1)" : "quick_check(1)", { simple: true }));
  return found === "ok" ? undefined : found;
}

/** Ours by its mark, or a database without tables, as another process leaves it for a moment while it starts. */
function isOurs(database: Database.Database): boolean {
  const mark = database.pragma("application_id", { simple: true });
  if (mark === applicationId) return true;
  return mark === 0 && database.prepare("select 1 from sqlite_schema limit 1").get() === undefined;
}

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

function keepPrivate(file: string): void {
  if (existsSync(file) && (statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
}

/** Turns the write-ahead log on. SQLite does not wait by itself while another process is doing the same. */
async function useLog(database: Database.Database): Promise<void> {
  for (let left = patience; ; left -= 50) {
    try {
      database.pragma("journal_mode = wal");
      return;
    } catch (error) {
      if (!isBusy(error) || left <= 0) throw error;
      await pause(50);
    }
  }
}
