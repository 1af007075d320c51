import Database from "better-sqlite3";
import { describe, expect, onTestFinished, test } from "vitest";
import { databaseFile, openStore } from "../../src/store/open.ts";
import { engines } from "../store/databases.ts";
import { look, steps } from "../store/schema.ts";
import { run } from "./program.ts";

describe.each(engines)("programs that start at the same moment on one new database, on $engine", ({ fresh }) => {
  test("all open it, and each step is taken once", async () => {
    for (let round = 0; round < 2; round += 1) {
      const { where, remove } = await fresh();
      onTestFinished(remove);
      const words = "url" in where ? ["url", where.url] : ["folder", where.dataDir];
      const programs = Array.from({ length: 4 }, () => run("opener.ts", ...words));
      await Promise.all(programs.map((program) => program.said(1)));
      for (const program of programs) program.child.stdin.write("go\n");
      const ends = await Promise.all(programs.map((program) => program.ended()));
      expect(ends).toEqual(ends.map(() => ({ code: 0, error: "" })));
      expect(await look(where, "select name from kysely_migration order by name")).toEqual(
        steps.map((name) => ({ name })),
      );
      expect(await look(where, "select value from counters where name = 'probe'")).toHaveLength(1);
      const opened = await openStore(where);
      expect(opened.health()).toEqual({ ok: true });
      await opened.close();
    }
  });
});

test("a program waits for another that is taking the steps", async () => {
  const [sqlite] = engines;
  const { where, remove } = await sqlite.fresh();
  onTestFinished(remove);
  await (await openStore(where)).close();
  const other = new Database(databaseFile(where.dataDir));
  other.exec("begin immediate; update counters set value = 41 where name = 'probe'");
  const program = run("opener.ts", "folder", where.dataDir);
  await program.said(1);
  program.child.stdin.write("go\n");
  expect(program.child.exitCode).toBeNull();
  other.exec("commit");
  other.close();
  expect(await program.ended()).toEqual({ code: 0, error: "" });
  expect(await look(where, "select value from counters where name = 'probe'")).toEqual([{ value: 42 }]);
});
