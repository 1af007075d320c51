import { readFile } from "node:fs/promises";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { NotSaved } from "../../src/core/store.ts";
import { databaseFile, type Opened, type OpenOptions, openStore } from "../../src/store/open.ts";
import { freshSqlite } from "../store/databases.ts";
import { answerChecks, ask, chose, given, monday, newId, person, review, start } from "../store/learning.ts";

async function opened(options: OpenOptions = {}): Promise<Opened & { readonly file: string }> {
  const { where, remove } = await freshSqlite();
  const store = await openStore(where, options);
  onTestFinished(async () => {
    await store.close();
    await remove();
  });
  return { ...store, file: databaseFile(where.dataDir) };
}

test("on a full disk an answer is refused as not saved, and goes through once there is room, without a restart", async () => {
  const { store, health, probe, web } = await opened({ maxPages: 140 });
  await web.saveProfile("hoarder", "Hoarder", monday);
  const hoard = () =>
    web.add({ id: newId(), channel: "c", author: "hoarder", audience: undefined, body: "x".repeat(9000), at: monday });
  const [sitting, first] = await ask(store, person("ada"));
  let kept = 0;
  const full = await (async () => {
    for (;;) {
      try {
        await hoard();
        kept += 1;
      } catch (error) {
        return error;
      }
    }
  })();
  expect(full).toBeInstanceOf(NotSaved);
  expect(kept).toBeGreaterThan(5);
  expect(health()).toEqual({ ok: false, why: expect.stringMatching(/disk is full/) });
  expect(await web.recent("hoarder", "c", 500)).toHaveLength(kept);

  const learner = await store.findLearner({ platform: "web", tenant: "local", person: "hoarder" });
  expect(await store.eraseLearner(learner?.id ?? "")).toBe(true);
  expect(health()).toEqual({ ok: true });
  expect(await store.saveAnswer(given(first, chose([1])))).toEqual({ first: true });
  expect(await store.tally(sitting.learner)).toEqual({ answers: 1, right: 1 });
  await probe();
});

test("of a crowd that answers on a full disk, those who were confirmed are kept, and the others not in part", async () => {
  const { store } = await opened({ maxPages: 220 });
  const crowd = Array.from({ length: 300 }, (_, index) => person(`learner-${index}`));
  const outcomes = await Promise.allSettled(crowd.map((who) => answerChecks(store, who, ["containers/a"])));
  const confirmed = outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const refused = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  expect(confirmed.length).toBeGreaterThan(0);
  expect(refused.length).toBeGreaterThan(0);
  for (const reason of refused) expect(reason).toBeInstanceOf(NotSaved);
  for (const { id, learner } of confirmed) {
    expect((await store.findSitting(id))?.asks[0]?.answer).toEqual(chose([1]));
    expect(await store.reviewsOf(learner)).toHaveLength(1);
  }
  const [counted] = await store.checkStatistics("containers/a", "v1");
  expect(counted?.answers ?? 0).toBe(confirmed.length);
});

test("a fault of the program in one write undoes that one, and not those that share its commit", async () => {
  const { store, health } = await opened();
  const [sitting, first] = await ask(store, person("ada"));
  const [other, second] = await ask(store, person("grace"));
  const broken = given(first, chose([1]), { review: review({ stability: Number.NaN }) });
  const outcomes = await Promise.allSettled([
    store.saveAnswer(broken),
    store.saveAnswer(given(second, chose([1]))),
    store.beginSitting(start(person("linus"))),
  ]);
  expect(outcomes.map((one) => one.status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  expect(outcomes[0]).toMatchObject({ reason: expect.not.objectContaining({ name: "NotSaved" }) });
  expect(await store.tally(sitting.learner)).toEqual({ answers: 0, right: 0 });
  expect(await store.tally(other.learner)).toEqual({ answers: 1, right: 1 });
  expect(health()).toEqual({ ok: true });
  await expect(store.saveAnswer(broken)).rejects.not.toBeInstanceOf(NotSaved);
  expect(await store.saveAnswer(given(first, chose([1])))).toEqual({ first: true });
});

test("answers that arrive together share one commit, and answers that follow one another have one each", async () => {
  const { store, file } = await opened();
  // A reader that stays keeps SQLite from beginning the log anew.
  const reader = new Database(file, { readonly: true });
  reader.exec("begin; select * from counters");
  const asks = [];
  for (let index = 0; index < 32; index += 1) asks.push((await ask(store, person(`learner-${index}`)))[1]);
  const before = await commitsIn(file);
  await Promise.all(asks.slice(0, 16).map((one) => store.saveAnswer(given(one, chose([1])))));
  expect((await commitsIn(file)) - before).toBe(1);
  for (const one of asks.slice(16)) await store.saveAnswer(given(one, chose([1])));
  expect((await commitsIn(file)) - before).toBe(17);
  reader.close();
});

test("while another program holds the database the tutor goes on, and saves when it is let go", async () => {
  const { store, health, file } = await opened();
  const [sitting, first] = await ask(store, person("ada"));
  const other = new Database(file);
  other.exec("begin immediate");
  const saved = store.saveAnswer(given(first, chose([1])));
  // The write waits, and reading goes on meanwhile.
  await expect(Promise.race([saved, store.tally(sitting.learner)])).resolves.toEqual({ answers: 0, right: 0 });
  await new Promise((resolve) => setImmediate(resolve));
  other.exec("rollback");
  other.close();
  expect(await saved).toEqual({ first: true });
  expect(health()).toEqual({ ok: true });
});

test("a program that never lets go makes writes not saved, and later ones go through", async () => {
  const { store, health, file } = await opened({ tries: 2 });
  const [sitting, first] = await ask(store, person("ada"));
  const other = new Database(file);
  other.exec("begin immediate");
  await expect(store.saveAnswer(given(first, chose([1])))).rejects.toThrow(NotSaved);
  expect(health()).toEqual({ ok: false, why: expect.stringMatching(/Another program/) });
  expect(await store.tally(sitting.learner)).toEqual({ answers: 0, right: 0 });
  other.exec("rollback");
  other.close();
  expect(await store.saveAnswer(given(first, chose([1])))).toEqual({ first: true });
  expect(health()).toEqual({ ok: true });
});

test("writes that wait when the store is closed are finished, and later ones are not saved", async () => {
  const { where, remove } = await freshSqlite();
  onTestFinished(remove);
  const { store, close } = await openStore(where);
  const begun = start(person("ada"));
  const last = store.beginSitting(begun);
  await close();
  await last;
  await expect(store.beginSitting(start(person("grace")))).rejects.toThrow(NotSaved);
  const again = await openStore(where);
  expect(await again.store.findSitting(begun.id)).toBeDefined();
  await again.close();
});

/** Frames of the log that end a commit: SQLite writes the size of the database into those, and zero into the others. */
async function commitsIn(file: string): Promise<number> {
  const log = await readFile(`${file}-wal`);
  const frame = 24 + log.readUInt32BE(8);
  let commits = 0;
  for (let at = 32; at + frame <= log.length; at += frame) if (log.readUInt32BE(at + 4) !== 0) commits += 1;
  return commits;
}
