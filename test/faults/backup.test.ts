import { cp, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { backup } from "../../src/cli/backup.ts";
import { readConfig } from "../../src/config/config.ts";
import { databaseFile, openStore } from "../../src/store/open.ts";
import { freshSqlite } from "../store/databases.ts";
import { look } from "../store/schema.ts";
import { run } from "./program.ts";

const on = (environment: Readonly<Record<string, string>>) => readConfig(environment);

async function freshFolder(): Promise<{ readonly dataDir: string; readonly beside: string }> {
  const { where, remove } = await freshSqlite();
  onTestFinished(remove);
  return { dataDir: where.dataDir, beside: dirname(where.dataDir) };
}

test("a backup made while people answer holds every answer confirmed before it, each whole", async () => {
  const { dataDir, beside } = await freshFolder();
  const program = run("recorder.ts", dataDir, "backup");
  const said: string[] = [];
  for (const round of [1, 2, 3, 4, 5]) {
    await program.said(round * 30);
    const confirmed = program.lines.slice(1);
    const file = `${beside}/backup-${round}.db`;
    expect(await backup(file, on({ DATA_DIR: dataDir }), (line) => said.push(line))).toBe(0);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const restored = `${beside}/restored-${round}`;
    await mkdir(restored);
    await cp(file, databaseFile(restored));
    const opened = await openStore({ dataDir: restored });
    for (const id of confirmed)
      expect((await opened.store.findSitting(id))?.asks.map((ask) => ask.answer?.right)).toEqual([true, true]);
    await opened.close();
    const where = { dataDir: restored };
    expect(await look(where, "pragma integrity_check")).toEqual([{ integrity_check: "ok" }]);
    expect(await look(where, "pragma foreign_key_check")).toEqual([]);
    const [answers] = await look(where, "select count(*) as rows from answers");
    expect(await look(where, "select sum(points) as rows from totals where period = '2026-11'")).toEqual([answers]);
    expect(await look(where, "select sum(answers) as rows from check_totals")).toEqual([answers]);
  }
  program.child.kill("SIGKILL");
  await program.ended();
  expect(said.join("\n")).toContain(`cp "${beside}/backup-1.db"`);
});

test("a backup overwrites nothing", async () => {
  const { dataDir, beside } = await freshFolder();
  await (await openStore({ dataDir })).close();
  const file = `${beside}/precious.txt`;
  await writeFile(file, "precious");
  await expect(backup(file, on({ DATA_DIR: dataDir }), () => {})).rejects.toThrow(/precious\.txt.*overwrites nothing/);
  expect(await readFile(file, "utf8")).toBe("precious");
});

test("an operator who names a folder that is not there, or has no database yet, is told so", async () => {
  const { dataDir, beside } = await freshFolder();
  const config = on({ DATA_DIR: dataDir });
  await expect(backup(`${beside}/b.db`, config, () => {})).rejects.toThrow(/There is no database at .*nightshift\.db/);
  await (await openStore({ dataDir })).close();
  await expect(backup(`${beside}/nowhere/b.db`, config, () => {})).rejects.toThrow(/Check that its folder is there/);
});

test("a damaged database is not backed up as if it were whole", async () => {
  const { dataDir, beside } = await freshFolder();
  await (await openStore({ dataDir })).close();
  await writeFile(databaseFile(dataDir), "torn");
  const file = `${beside}/b.db`;
  await expect(backup(file, on({ DATA_DIR: dataDir }), () => {})).rejects.toThrow(/no SQLite database/);
  await expect(stat(file)).rejects.toThrow(/ENOENT/);
});

test("an operator on PostgreSQL is told the command of its own tool, without the password", async () => {
  const said: string[] = [];
  const config = on({ DATABASE_URL: "postgres://tutor:s3cret@127.0.0.1/night" });
  expect(await backup("night.dump", config, (line) => said.push(line))).toBe(1);
  expect(said).toContain('  pg_dump --format=custom --file="night.dump" "$DATABASE_URL"');
  expect(said.join()).not.toContain("s3cret");
});
