import type { Config } from "../../config/config.ts";
import { type Finding, ill, reasonOf, well } from "./finding.ts";

/** Whether SQLite's native part loads on this machine. */
export async function examineSqlite(): Promise<Finding> {
  try {
    const { default: Database } = await import("better-sqlite3");
    const database = new Database(":memory:");
    const version = String(database.prepare("select sqlite_version()").pluck().get());
    database.close();
    return well(`SQLite ${version} loads`);
  } catch (error) {
    // What follows the first line is a list of paths.
    const [why] = reasonOf(error).split("\n");
    return ill(`SQLite does not load: ${why}`, "run npm ci again on this machine");
  }
}

/** Rejects with what the doctor says when the data is to be in SQLite, and SQLite does not load. */
export async function needSqlite(config: Config): Promise<void> {
  if (config.databaseUrl !== undefined) return;
  const { ok, text, remedy } = await examineSqlite();
  if (!ok) throw new Error(`${text} → ${remedy}`);
}
