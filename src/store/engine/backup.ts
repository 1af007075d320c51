import { closeSync, existsSync, openSync, unlinkSync } from "node:fs";
import Database from "better-sqlite3";
import { inspect } from "./sqlite-file.ts";

/** All pages in one step: a writer in another process would make SQLite begin a copy in several steps anew each time. */
const allPages = 0x7fff_ffff;

/**
 * Copies a SQLite database to a new file, 0600, while the tutor goes on writing: the copy is the database at one moment.
 * Rejects with a sentence for the operator; an existing file is never overwritten, a half-made one never left.
 */
export async function backupSqlite(source: string, file: string): Promise<void> {
  if (!existsSync(source)) throw new Error(`There is no database at ${source} yet: nothing was backed up.`);
  inspect(source);
  reserve(file);
  const database = new Database(source, { readonly: true });
  try {
    await database.backup(file, { progress: () => allPages });
  } catch (error) {
    unlinkSync(file);
    throw error;
  } finally {
    database.close();
  }
}

/** Makes the file, and fails when it is there. */
function reserve(file: string): void {
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch (cause) {
    const remedy = existsSync(file)
      ? "it is there already, and a backup overwrites nothing. Choose another name."
      : "it cannot be made. Check that its folder is there and may be written to.";
    throw new Error(`No backup was written to ${file}: ${remedy}`, { cause });
  }
}
