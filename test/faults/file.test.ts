import { execFile } from "node:child_process";
import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { describe, expect, onTestFinished, test } from "vitest";
import { backupSqlite } from "../../src/store/engine/backup.ts";
import { databaseFile, openStore } from "../../src/store/open.ts";
import { answerChecks, person } from "../store/learning.ts";
import { copyOf, crashed, expectAnswers, type Folder, freshFolder, logFile, refusal } from "./folders.ts";

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
    const whole = await crashed();
    onTestFinished(whole.remove);
    const where = await copyOf(whole);
    await rm(databaseFile(where.dataDir));
    expect(await refusal(where)).toMatch(/empty or missing/);
    await writeFile(databaseFile(where.dataDir), "");
    expect(await refusal(where)).toMatch(/empty or missing/);
  });

  test("comes back to the backup by the very command that the refusal names, as often as it takes", async () => {
    const where = await freshFolder();
    const opened = await openStore(where);
    const sitting = await answerChecks(opened.store, person("ada"), ["containers/a"]);
    const backup = `${databaseFile(where.dataDir)}-of-monday`;
    const safe = `${where.dataDir}-safe.db`;
    await backupSqlite(databaseFile(where.dataDir), safe);
    await answerChecks(opened.store, person("ada"), ["containers/later"]);
    const log = await readFile(logFile(where));
    await opened.close();
    for (const round of [1, 2, 3]) {
      // A backup may lie beside the database, under a name that begins like its own.
      await cp(safe, backup);
      await writeFile(logFile(where), log);
      await writeFile(databaseFile(where.dataDir), `torn ${round}`);
      const message = await refusal(where);
      await shell(message, "&& cp", backup);
      const again = await openStore(where);
      expect((await again.store.findSitting(sitting.id))?.asks[0]?.answer).toBeDefined();
      expect(await again.store.tally(sitting.learner)).toEqual({ answers: 1, right: 1 });
      await again.close();
      expect(await setAside(where)).toContain(`torn ${round}`);
    }
  });

  test("who mistypes the backup's name has changed nothing", async () => {
    const where = await freshFolder();
    await writeFile(databaseFile(where.dataDir), "torn");
    const message = await refusal(where);
    await expect(shell(message, "&& cp", `${where.dataDir}/mistyped.db`)).rejects.toThrow(/mistyped/);
    expect(await readFile(databaseFile(where.dataDir), "utf8")).toBe("torn");
  });

  test("starts empty without a backup by the other command, and the old files are kept", async () => {
    const where = await freshFolder();
    for (const round of [1, 2]) {
      await writeFile(databaseFile(where.dataDir), `torn ${round}`);
      await shell(await refusal(where), "mv", "");
      await expectAnswers(where, 0);
      expect(await setAside(where)).toContain(`torn ${round}`);
    }
  });
});

/** Runs the last command of a message that has these words in it. */
async function shell(message: string, words: string, backup: string): Promise<void> {
  const command = message.split("\n").findLast((line) => line.includes(words));
  await promisify(execFile)("sh", ["-c", command?.replace("BACKUP", backup) ?? "false"]);
}

/** The text of every database file that a command has put aside. */
async function setAside({ dataDir }: Folder): Promise<readonly string[]> {
  const folders = (await readdir(dataDir)).filter((name) => name.startsWith("replaced-"));
  return Promise.all(folders.map((name) => readFile(`${databaseFile(`${dataDir}/${name}`)}`, "utf8")));
}
