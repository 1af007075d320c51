import { stat } from "node:fs/promises";
import { expect, onTestFinished, test } from "vitest";
import { databaseFile, openStore } from "../../src/store/open.ts";
import { freshSqlite } from "./databases.ts";
import { handCountdown } from "./hand-countdown.ts";
import { answerChecks, person } from "./learning.ts";

test("in a quiet moment what stands in the log is copied into the database, again after each busy time", async () => {
  const { where, remove } = await freshSqlite();
  const { countdown, pass } = handCountdown();
  const { store, close } = await openStore(where, { countdown });
  onTestFinished(async () => {
    await close();
    await remove();
  });
  const size = async () => (await stat(databaseFile(where.dataDir))).size;
  const learn = (round: number) =>
    answerChecks(
      store,
      person("ada"),
      Array.from({ length: 60 }, (_, index) => `containers/${round}-${index}`),
    );
  const fresh = await size();
  await learn(1);
  pass(999);
  expect(await size()).toBe(fresh);
  pass(1);
  const first = await size();
  expect(first).toBeGreaterThan(fresh);
  await learn(2);
  expect(await size()).toBe(first);
  pass(1000);
  expect(await size()).toBeGreaterThan(first);
});

test("closing leaves one file, without a log beside it", async () => {
  const { where, remove } = await freshSqlite();
  onTestFinished(remove);
  const opened = await openStore(where);
  await answerChecks(opened.store, person("ada"), ["containers/a"]);
  await opened.close();
  await expect(stat(`${databaseFile(where.dataDir)}-wal`)).rejects.toThrow(/ENOENT/);
});
