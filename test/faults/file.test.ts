import { execFile } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import fc from "fast-check";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { backupSqlite } from "../../src/store/backup.ts";
import { databaseFile, openStore } from "../../src/store/open.ts";
import { Unusable } from "../../src/store/unusable.ts";
import { freshSqlite } from "../store/databases.ts";
import { answerChecks, person } from "../store/learning.ts";
import { look } from "../store/schema.ts";

type Folder = { readonly dataDir: string };

async function freshFolder(): Promise<Folder> {
  const { where, remove } = await freshSqlite();
  onTestFinished(remove);
  await mkdir(where.dataDir);
  return where;
}

/** The bytes of all files of a folder. Reading leaves an empty log, and an index of it that holds nothing of its own. */
async function bytesIn({ dataDir }: Folder): Promise<Readonly<Record<string, string>>> {
  const files = (await readdir(dataDir)).filter((file) => !file.endsWith("-shm")).toSorted();
  const read = files.map(async (file) => [file, (await readFile(`${dataDir}/${file}`)).toString("latin1")]);
  const kept = (await Promise.all(read)).filter(([file, bytes]) => bytes !== "" || !file?.endsWith("-wal"));
  return Object.fromEntries(kept);
}

async function refusal(where: Folder): Promise<string> {
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

describe("an operator whose database file is not what it should be", () => {
  const opening = [
    ["a text", async (path: string) => writeFile(path, "Dear diary, ".repeat(1000))],
    ["a few bytes", async (path: string) => writeFile(path, "SQLite")],
    [
      "another program's database",
      async (path: string) => {
        const other = new Database(path);
        other.exec("create table diary (day text); insert into diary values ('Monday')");
        other.close();
      },
    ],
    [
      "another program's database with an open log",
      async (path: string) => {
        const other = new Database(`${path}.open`);
        other.pragma("journal_mode = wal");
        other.exec("create table diary (day text); insert into diary values ('Monday')");
        await cp(`${path}.open`, path);
        await cp(`${path}.open-wal`, `${path}-wal`);
        other.close();
        await rm(`${path}.open`);
      },
    ],
    [
      "a database with another program's mark",
      async (path: string) => {
        const other = new Database(path);
        other.pragma("application_id = 1");
        other.close();
      },
    ],
  ] as const;

  test.each(opening)("is told so when it is %s, and nothing is changed", async (_, make) => {
    const where = await freshFolder();
    await make(databaseFile(where.dataDir));
    const message = await refusal(where);
    expect(message).toContain(databaseFile(where.dataDir));
    expect(message).toContain("npm run backup");
  });

  test("is told so when the file is gone or emptied and its log is still there", async () => {
    const where = await freshFolder();
    await cp(whole.dataDir, where.dataDir, { recursive: true });
    await rm(databaseFile(where.dataDir));
    expect(await refusal(where)).toMatch(/empty or missing/);
    await writeFile(databaseFile(where.dataDir), "");
    expect(await refusal(where)).toMatch(/empty or missing/);
  });

  test("comes back to the backup by the very command that the refusal names", async () => {
    const where = await freshFolder();
    await rm(where.dataDir, { recursive: true });
    const opened = await openStore(where);
    const sitting = await answerChecks(opened.store, person("ada"), ["containers/a"]);
    const backup = `${where.dataDir}-backup.db`;
    await backupSqlite(databaseFile(where.dataDir), backup);
    await answerChecks(opened.store, person("ada"), ["containers/later"]);
    await cp(`${databaseFile(where.dataDir)}-wal`, `${where.dataDir}/kept`);
    await opened.close();
    await cp(`${where.dataDir}/kept`, `${databaseFile(where.dataDir)}-wal`);
    await writeFile(databaseFile(where.dataDir), "torn");
    const message = await refusal(where);
    const command = message.split("\n").find((line) => line.includes("&& cp"));
    await promisify(execFile)("sh", ["-c", command?.replace("BACKUP", backup) ?? "false"]);
    const again = await openStore(where);
    expect((await again.store.findSitting(sitting.id))?.asks[0]?.answer).toBeDefined();
    expect(await again.store.tally(sitting.learner)).toEqual({ answers: 1, right: 1 });
    await again.close();
    expect(await readdir(`${where.dataDir}/replaced`)).toContain("nightshift.db");
    await rm(backup);
  });
});

/** A folder as a power loss leaves it, all in the log, with the log's length after each confirmed answer. */
let whole: Folder & { readonly lengths: readonly number[] };

beforeAll(async () => {
  const { where, remove } = await freshSqlite();
  const opened = await openStore(where);
  // A reader that stays keeps SQLite from beginning the log anew, so that its length tells the time.
  const reader = new Database(databaseFile(where.dataDir), { readonly: true });
  reader.exec("begin; select * from counters");
  const log = `${databaseFile(where.dataDir)}-wal`;
  const lengths: number[] = [];
  for (let index = 0; index < 40; index += 1) {
    await answerChecks(opened.store, person(`learner-${index % 3}`), [`containers/${index}`]);
    lengths.push((await stat(log)).size);
  }
  const copy = await freshSqlite();
  await cp(where.dataDir, copy.where.dataDir, { recursive: true });
  reader.close();
  await opened.close();
  await remove();
  whole = { ...copy.where, lengths };
  return copy.remove;
});

describe("after a power loss", () => {
  test("a log torn at any length opens with every answer that was confirmed by then, each whole", async () => {
    const longest = whole.lengths.at(-1) ?? 0;
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: longest }), fc.boolean(), async (length, noise) => {
        const where = await freshFolder();
        await cp(whole.dataDir, where.dataDir, { recursive: true });
        const log = `${databaseFile(where.dataDir)}-wal`;
        await truncate(log, length);
        if (noise) await writeFile(log, Buffer.alloc(9000, 0xa5), { flag: "a" });
        await expectConsistent(where, whole.lengths.filter((confirmed) => confirmed <= length).length);
      }),
      { numRuns: 40 },
    );
  });

  test("a torn database file is refused, or opens with every confirmed answer; it is never changed to fit", async () => {
    const closed = await freshFolder();
    await cp(whole.dataDir, closed.dataDir, { recursive: true });
    await (await openStore(closed)).close();
    const { size } = await stat(databaseFile(closed.dataDir));
    expect(await readdir(closed.dataDir)).toEqual(["nightshift.db"]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: size - 1 }), fc.constantFrom(closed, whole), async (length, from) => {
        const where = await freshFolder();
        await cp(from.dataDir, where.dataDir, { recursive: true });
        const file = databaseFile(where.dataDir);
        if (length < (await stat(file)).size) await truncate(file, length);
        const before = await bytesIn(where);
        try {
          await (await openStore(where)).close();
        } catch (error) {
          expect(error).toBeInstanceOf(Unusable);
          expect(await bytesIn(where)).toEqual(before);
          return;
        }
        await expectConsistent(where, whole.lengths.length);
      }),
      {
        numRuns: 40,
        examples: [
          [1, closed],
          [1, whole],
          [4096, closed],
          [size - 1, closed],
          [size - 4096, closed],
        ],
      },
    );
  });
});

async function expectConsistent(where: Folder, confirmed: number): Promise<void> {
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
