import { access, constants, stat, statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { nodeFault } from "../node-version.js";
import { type Finding, ill, reasonOf, well } from "./finding.ts";

/** The Node that runs, by its version ("26.10.0"). */
export function examineNode(version: string): Finding {
  const fault = nodeFault(version);
  return fault === undefined ? well(`Node ${version}`) : { ok: false, text: fault };
}

/** Bytes that a course's answers fit in for years, and SQLite's log beside them. */
const enough = 100 * 1024 * 1024;

/** The folder of the database: its rights, and the room that is left. A folder not there yet is judged by its parent. */
export async function examineFolder(folder: string): Promise<Finding> {
  try {
    const there = await nearestThere(resolve(folder));
    const found = await stat(there);
    if (!found.isDirectory()) return ill(`${there} is no folder`, "set DATA_DIR to a folder, or move that file away");
    await access(there, constants.W_OK | constants.X_OK);
    const exists = there === resolve(folder);
    if (exists && process.platform !== "win32" && (found.mode & 0o077) !== 0) {
      return ill(`${folder} can be opened by other users of this machine`, `chmod 700 ${folder}`);
    }
    const { bavail, bsize } = await statfs(there);
    const free = bavail * bsize;
    const left = `${Math.floor(free / 1024 / 1024)} MiB free`;
    if (free < enough) return ill(`${folder} has only ${left}`, "make room, or set DATA_DIR to another disk");
    return well(
      `${folder} ${exists ? "can be written, by its owner alone" : "will be made at the first start"}, ${left}`,
    );
  } catch (error) {
    return ill(`${folder} cannot be written: ${reasonOf(error)}`, "give this user the right to, or set DATA_DIR");
  }
}

async function nearestThere(path: string): Promise<string> {
  try {
    await access(path);
    return path;
  } catch (error) {
    if (dirname(path) === path || !(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    return nearestThere(dirname(path));
  }
}
