import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { makeFolder } from "./data-folder.ts";
import { isBusy } from "./sqlite-fault.ts";
import { Unusable } from "./unusable.ts";

/** The name of the file that is locked; it stays empty. */
const fileName = "nightshift.lock";

/**
 * Makes a data folder this process's own until the returned function is called, or the process ends, however it ends: the
 * operating system holds the lock, by way of SQLite. The database itself stays open to tools. Throws `Unusable` when another
 * process has it: two on one file would answer twice and crowd each other out.
 */
export function lockFolder(dataDir: string): () => void {
  makeFolder(dataDir);
  const file = join(dataDir, fileName);
  closeSync(openSync(file, "a", 0o600));
  const database = new Database(file, { timeout: 0 });
  try {
    database.exec("begin exclusive");
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    throw new Unusable(
      `Another Nightshift runs on ${dataDir}. Stop it first, or give this one a DATA_DIR of its own. ` +
        "Several can share the work on PostgreSQL (DATABASE_URL).",
      { cause: error },
    );
  }
  return () => {
    database.close();
  };
}
