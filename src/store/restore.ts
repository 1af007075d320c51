import { dirname } from "node:path";

/**
 * The shell command that puts a backup in the place of a database file. The old file goes aside together with its log,
 * which SQLite would otherwise play into the backup.
 */
export function restoreCommand(path: string, backup: string): string {
  const aside = `${dirname(path)}/replaced`;
  return `mkdir "${aside}" && mv "${path}"* "${aside}/" && cp "${backup}" "${path}"`;
}
