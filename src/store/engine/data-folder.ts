import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { Unusable } from "./unusable.ts";

/**
 * Makes a folder, and those above it that are missing, 0700. Throws `Unusable` where a file is in the way, and the
 * system's own fault where a folder cannot be made.
 */
export function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  // Level by level: Node's own way of making them all never ends below /proc.
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another program that starts at the same moment may have made it.
    if (!isFolder(folder)) throw error;
  }
}

function isFolder(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found && !found.isDirectory())
    throw new Unusable(`${path} is no folder. Set DATA_DIR to a folder, or move that file away.`);
  return found !== undefined;
}
