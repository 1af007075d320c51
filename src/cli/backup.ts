import type { Config } from "../config/config.ts";
import { backupSqlite } from "../store/engine/backup.ts";
import { restoreCommand } from "../store/engine/restore.ts";
import { databaseFile } from "../store/open.ts";
import { exit } from "./exit.ts";

/** Copies the database to a new file while the tutor goes on, and resolves with the exit code. */
export async function backup(file: string, config: Config, print: (line: string) => void): Promise<number> {
  if (config.databaseUrl !== undefined) {
    print("The data is in PostgreSQL, which brings a tool of its own for this. Nothing was backed up. Run:");
    print(`  pg_dump --format=custom --file="${file}" "$DATABASE_URL"`);
    print("and to restore it into an empty database:");
    print(`  pg_restore --no-owner --dbname="$DATABASE_URL" "${file}"`);
    return exit.fault;
  }
  const source = databaseFile(config.dataDir);
  await backupSqlite(source, file);
  print(`The database ${source} was copied to ${file}. To restore it, stop the tutor and run:`);
  print(`  ${restoreCommand(source, file)}`);
  return exit.ok;
}
