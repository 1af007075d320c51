import { dirname } from "node:path";

/**
 * The shell command that puts a backup in the place of a database file. It is copied first, so that a mistyped name changes
 * nothing; then the old file goes into a new folder, together with its log, which SQLite would otherwise play into the
 * backup.
 */
export const restoreCommand = (path: string, backup: string): string =>
  `${newFolder(path)} && cp "${backup}" "$old/backup" && ${putAside(path)} && mv "$old/backup" "${path}"`;

/** The shell command that puts a database file aside, together with its log. */
export const asideCommand = (path: string): string => `${newFolder(path)} && ${putAside(path)}`;

const newFolder = (path: string): string => `old=$(mktemp -d "${dirname(path)}/replaced-XXXXXX")`;

const putAside = (path: string): string => `mv "${path}"* "$old/"`;
