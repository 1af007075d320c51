import { chmod, readdir, readFile, stat } from "node:fs/promises";
import { expect, onTestFinished, test } from "vitest";
import { databaseFile, openStore } from "../../src/store/open.ts";
import { freshSqlite } from "./databases.ts";
import { monday, newId } from "./learning.ts";

test("the database and its log are for the operator's eyes alone (S69)", async () => {
  const { where, remove } = await freshSqlite();
  onTestFinished(remove);
  const opened = await openStore(where);
  await opened.probe();
  const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
  expect(await mode(where.dataDir)).toBe("700");
  const files = (await readdir(where.dataDir)).toSorted();
  expect(files).toEqual(["nightshift.db", "nightshift.db-shm", "nightshift.db-wal"]);
  for (const file of files) expect([file, await mode(`${where.dataDir}/${file}`)]).toEqual([file, "600"]);
  await opened.close();
});

test("a database that others could read is closed to them at the next start", async () => {
  const { where, remove } = await freshSqlite();
  onTestFinished(remove);
  await (await openStore(where)).close();
  await chmod(databaseFile(where.dataDir), 0o644);
  await (await openStore(where)).close();
  expect((await stat(databaseFile(where.dataDir))).mode & 0o777).toBe(0o600);
});

test("what an erased learner said is not left over in the file's unused pages", async () => {
  const { where, remove } = await freshSqlite();
  onTestFinished(remove);
  const { store, web, close } = await openStore(where);
  await web.saveProfile("ada", "Ada", monday);
  await web.saveProfile("grace", "Grace", monday);
  const said = { channel: "study-hall", audience: undefined, at: monday };
  for (let index = 0; index < 50; index += 1) {
    await web.add({ ...said, id: newId(), author: "ada", body: `the secret of Ada, ${index}`.repeat(40) });
    await web.add({ ...said, id: newId(), author: "grace", body: `the words of Grace, ${index}` });
  }
  const learner = await store.findLearner({ platform: "web", tenant: "local", person: "ada" });
  expect(await store.eraseLearner(learner?.id ?? "")).toBe(true);
  await close();
  const bytes = await readFile(databaseFile(where.dataDir));
  expect(bytes.includes("the words of Grace")).toBe(true);
  expect(bytes.includes("the secret of Ada")).toBe(false);
});
