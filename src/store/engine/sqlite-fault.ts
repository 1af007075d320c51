import Database from "better-sqlite3";
import { NotSaved } from "../../core/store.ts";

/** Why nothing could be written, by the beginning of SQLite's result code. */
const reasons = [
  ["SQLITE_FULL", "The disk is full"],
  ["SQLITE_IOERR", "The disk cannot be read or written"],
  ["SQLITE_READONLY", "The database file is read-only"],
  ["SQLITE_CANTOPEN", "The database file cannot be opened"],
  ["SQLITE_BUSY", "Another program holds the database"],
  ["SQLITE_LOCKED", "Another program holds the database"],
  ["SQLITE_CORRUPT", "The database file is damaged"],
  ["SQLITE_NOTADB", "The database file is damaged"],
] as const;

/** A fault of the disk or the file as `NotSaved`; any other fault is the program's own and stays what it is. */
export function sqliteFault(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const reason = reasons.find(([code]) => error.code.startsWith(code))?.[1];
  if (reason === undefined) return error;
  return new NotSaved(`${reason} (${error.code}: ${error.message}).`, { cause: error });
}

export const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
