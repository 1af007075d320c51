import { chmodSync, closeSync, existsSync, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Database from "better-sqlite3";
import { NotSaved } from "../../core/store.ts";
import { makeFolder } from "./data-folder.ts";
import { findDamage } from "./log-damage.ts";
import { asideCommand, restoreCommand } from "./restore.ts";
import { isBusy, sqliteFault } from "./sqlite-fault.ts";
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
 * Opens the database file, 0600 in a folder made 0700, or makes it. Throws `Unusable` when it is damaged or foreign, and
 * has then written nothing, and when file or folder cannot be used.
 */
export async function openFile(path: string): Promise<Database.Database> {
  try {
    makeFolder(dirname(path));
    inspect(path);
    closeSync(openSync(path, "a", 0o600));
    for (const file of [path, logOf(path), `${path}-shm`]) keepPrivate(file);
  } catch (error) {
    throw unusable(path, error);
  }
  const database = new Database(path, { timeout: patience });
  try {
    await useLog(database);
    // FULL syncs every commit, so that a confirmed answer outlives a power loss. Zeroes take the place of what is erased.
    // A checkpoint holds everything up: 16 MiB of the log take some 40 ms on a slow machine, 40 MiB take 60.
    // What a transaction needs beside the log stays in memory: SQLite's own choice is a file in the machine's /var/tmp.
    for (const pragma of [
      "synchronous = full",
      "foreign_keys = on",
      "secure_delete = on",
      "temp_store = memory",
      "wal_autocheckpoint = 4000",
      // The next write then begins the log anew: what a torn end left over would look like damage after a second crash.
      "wal_checkpoint(passive)",
    ])
      database.pragma(pragma);
    return database;
  } catch (error) {
    database.close();
    throw unusable(path, error);
  }
}

/** A fault of the file, its folder or its disk as `Unusable`; one of the program stays what it is. */
export function unusable(path: string, error: unknown): unknown {
  if (error instanceof Database.SqliteError) {
    if (error.code === "SQLITE_NOTADB") return refusal(path, notOurs, error);
    if (error.code.startsWith("SQLITE_CORRUPT")) return refusal(path, `is damaged (${error.message})`, error);
  }
  const fault = sqliteFault(error);
  if (!(fault instanceof NotSaved) && !(fault instanceof Error && "syscall" in fault)) return error;
  return new Unusable(
    `The database file ${path} cannot be used: ${fault.message.replace(/\.$/, "")}. Check that DATA_DIR names a folder ` +
      "that this user may write to, on a disk with room, and that no other program holds the file.",
    { cause: error },
  );
}

const notOurs = "is no SQLite database, or its beginning is damaged";

const logOf = (path: string): string => `${path}-wal`;

function refusal(path: string, problem: string, cause?: unknown): Unusable {
  return new Unusable(
    [
      `The database file ${path} ${problem}. Nothing was changed.`,
      "Put a backup in its place (made by: npm run backup -- BACKUP); this keeps the old files to look at:",
      `  ${restoreCommand(path, "BACKUP")}`,
      "Without a backup, this keeps them too, and the tutor starts empty:",
      `  ${asideCommand(path)}`,
    ].join("\n"),
    { cause },
  );
}

/** Looks at what is there through a read-only connection, which changes no byte of the database or its log. */
export function inspect(path: string): void {
  try {
    look(path);
  } catch (error) {
    throw unusable(path, error);
  }
}

function look(path: string): void {
  for (const file of [path, logOf(path)])
    if (existsSync(file) && !statSync(file).isFile()) throw refusal(path, `cannot be read: ${file} is no file`);
  const size = sizeOf(path);
  if (size === 0) {
    // SQLite deletes the log beside an empty database, and with it perhaps the only copy of many answers.
    if (sizeOf(logOf(path)) > 0) throw refusal(path, "is empty or missing, though its log is there");
    return;
  }
  // SQLite takes a file of one byte for an empty one, too.
  if (size < headerSize) throw refusal(path, notOurs);
  const torn = findDamage(logOf(path));
  if (torn !== undefined) throw refusal(path, `cannot be used: its log ${logOf(path)} is damaged from byte ${torn} on`);
  const database = new Database(path, { readonly: true, timeout: patience });
  try {
    if (!isOurs(database)) throw refusal(path, "belongs to another program");
    const fault = damage(database, size, sizeOf(logOf(path)) > 0);
    if (fault !== undefined) throw refusal(path, `is damaged (${fault})`);
  } finally {
    database.close();
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
