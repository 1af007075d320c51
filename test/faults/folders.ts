import { cp, mkdir, readdir, readFile, stat } from "node:fs/promises";
import Database from "better-sqlite3";
import { expect, onTestFinished } from "vitest";
import { Unusable } from "../../src/store/engine/unusable.ts";
import { databaseFile, openStore } from "../../src/store/open.ts";
import { freshSqlite } from "../store/databases.ts";
import { answerChecks, person } from "../store/learning.ts";
import { look } from "../store/schema.ts";

export type Folder = { readonly dataDir: string };

export const logFile = ({ dataDir }: Folder): string => `${databaseFile(dataDir)}-wal`;

export async function freshFolder(): Promise<Folder> {
  const { where, remove } = await freshSqlite();
  onTestFinished(remove);
  await mkdir(where.dataDir);
  return where;
}

/** A copy of a folder as it is at this moment, for one test. */
export async function copyOf(folder: Folder): Promise<Folder> {
  const copy = await freshFolder();
  await cp(folder.dataDir, copy.dataDir, { recursive: true });
  return copy;
}

/** A folder as a power loss leaves it, all in the log, with the log's length after each of forty confirmed answers. */
export type Crashed = Folder & { readonly lengths: readonly number[]; remove(): Promise<void> };

export async function crashed(): Promise<Crashed> {
  const { where, remove } = await freshSqlite();
  const opened = await openStore(where);
  // A reader that stays keeps SQLite from beginning the log anew, so that its length tells the time.
  const reader = new Database(databaseFile(where.dataDir), { readonly: true });
  reader.exec("begin; select * from counters");
  const lengths: number[] = [];
  for (let index = 0; index < 40; index += 1) {
    await answerChecks(opened.store, person(`learner-${index % 3}`), [`containers/${index}`]);
    lengths.push((await stat(logFile(where))).size);
  }
  const copy = await freshSqlite();
  await cp(where.dataDir, copy.where.dataDir, { recursive: true });
  reader.close();
  await opened.close();
  await remove();
  return { ...copy.where, lengths, remove: copy.remove };
}

/** The bytes of all files of a folder. Reading leaves an empty log, and an index of it that holds nothing of its own. */
export async function bytesIn({ dataDir }: Folder): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(dataDir, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith("-shm")).map((entry) => entry.name);
  const read = files.toSorted().map(async (file) => {
    return [file, (await readFile(`${dataDir}/${file}`)).toString("latin1")] as const;
  });
  const kept = (await Promise.all(read)).filter(([file, bytes]) => bytes !== "" || !file.endsWith("-wal"));
  return Object.fromEntries(kept);
}

/** What the operator is told by a store that does not open; it has then changed nothing. */
export async function refusal(where: Folder): Promise<string> {
  const before = await bytesIn(where);
  const error = await openStore(where).then(
    async (opened) => {
      await opened.close();
      throw new Error("It was opened.");
    },
    (fault: unknown) => fault,
  );
  expect(error).toBeInstanceOf(Unusable);
  expect(await bytesIn(where)).toEqual(before);
  return error instanceof Error ? error.message : "";
}

/** The store opens, can be written, and holds so many answers, each with all that belongs to it. */
export async function expectAnswers(where: Folder, confirmed: number): Promise<void> {
  const opened = await openStore(where);
  await opened.probe();
  await opened.close();
  expect(await look(where, "pragma integrity_check")).toEqual([{ integrity_check: "ok" }]);
  const [answers] = await look(where, "select count(*) as rows from answers");
  expect(answers).toEqual({ rows: confirmed });
  const [counted] = await look(where, "select coalesce(sum(points), 0) as rows from totals where period = '2026-11'");
  expect(counted).toEqual({ rows: confirmed });
  expect(await look(where, "select * from reviews")).toHaveLength(confirmed);
}
