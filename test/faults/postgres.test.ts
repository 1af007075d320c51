import { afterAll, beforeAll, expect, test } from "vitest";
import { NotSaved } from "../../src/core/store.ts";
import { type Opened, openStore } from "../../src/store/open.ts";
import { freshPostgres } from "../store/databases.ts";
import { answerChecks, ask, chose, given, hall, monday, newId, person, posed, start } from "../store/learning.ts";
import { look } from "../store/schema.ts";
import { type Wire, wireTo } from "./wire.ts";

let database: Awaited<ReturnType<typeof freshPostgres>>;
let wire: Wire;
let opened: Opened;

beforeAll(async () => {
  database = await freshPostgres();
  wire = await wireTo(database.where.url);
  opened = await openStore({ url: wire.url });
});
afterAll(async () => {
  await opened.close();
  await wire.cut();
  await database.remove();
});

test("an answer whose connection breaks before its commit is saved on another one", async () => {
  const [sitting, first] = await ask(opened.store, person("ada"));
  wire.breakNextCommit("before");
  expect(await opened.store.saveAnswer(given(first, chose([1])))).toEqual({ first: true });
  expect(wire.broken()).toBe(true);
  expect(await opened.store.tally(sitting.learner)).toEqual({ answers: 1, right: 1 });
});

test("an answer whose connection breaks in its commit is there once, and counts once", async () => {
  const check = "containers/lost-commit";
  const [sitting, first] = await ask(opened.store, person("grace"), { ask: posed({ check }) });
  wire.breakNextCommit("after");
  const saved = await opened.store.saveAnswer(given(first, chose([1])));
  expect(wire.broken()).toBe(true);
  expect(saved).toEqual({ first: false, answer: chose([1]) });
  expect(await opened.store.tally(sitting.learner)).toEqual({ answers: 1, right: 1 });
  expect(await opened.store.checkStatistics(check, "v1")).toEqual([{ choice: 1, answers: 1 }]);
  expect((await opened.store.rankOf(hall(), "2026-11", sitting.learner))?.points).toBe(1);
});

test("whatever else loses its connection in its commit is done once", async () => {
  const begun = start(person("linus"), { ask: posed() });
  wire.breakNextCommit("after");
  const sitting = await opened.store.beginSitting(begun);
  expect(sitting.asks).toHaveLength(1);
  const turn = {
    sitting: sitting.id,
    page: 1,
    at: monday,
    finished: false,
    ask: posed({ page: 1, check: "containers/next" }),
  };
  wire.breakNextCommit("after");
  await opened.store.turnPage(turn);
  expect((await opened.store.findSitting(sitting.id))?.asks.map((one) => one.id)).toEqual([begun.ask?.id, turn.ask.id]);
  wire.breakNextCommit("after");
  expect(await opened.store.savePick({ ask: turn.ask.id, choice: 2, on: true, message: "m" })).toEqual([2]);
  wire.breakNextCommit("after");
  await opened.web.saveProfile("linus", "Linus", monday);
  wire.breakNextCommit("after");
  const said = { id: newId(), channel: "c", author: "linus", audience: undefined, body: "x", at: monday };
  await opened.web.add(said);
  expect(await opened.web.recent("linus", "c", 10)).toHaveLength(1);
  wire.breakNextCommit("after");
  await opened.store.eraseLearner(sitting.learner);
  expect(await opened.store.findLearner(person("linus"))).toBeUndefined();
  expect(wire.broken()).toBe(true);
});

test("while the database is away nothing is confirmed, and all goes on when it is back, without a restart", async () => {
  const [sitting, first] = await ask(opened.store, person("radia"));
  expect(opened.health()).toEqual({ ok: true });
  await wire.cut();
  await expect(opened.store.saveAnswer(given(first, chose([1])))).rejects.toThrow(NotSaved);
  await expect(opened.store.tally(sitting.learner)).rejects.toThrow(NotSaved);
  await expect(opened.probe()).rejects.toThrow(/database is away/);
  expect(opened.health()).toEqual({ ok: false, why: expect.stringMatching(/away/) });
  await wire.mend();
  expect(await opened.store.saveAnswer(given(first, chose([1])))).toEqual({ first: true });
  expect(opened.health()).toEqual({ ok: true });
});

test("when the server drops every connection while people answer, all that was confirmed is there", async () => {
  const names = Array.from({ length: 24 }, (_, index) => `crowd-${index}`);
  const learning = names.map((name) => answerChecks(opened.store, person(name), ["containers/a", "containers/b"]));
  const drop = look(
    database.where,
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  const outcomes = await Promise.allSettled(learning);
  await drop;
  const confirmed = outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  for (const one of outcomes) if (one.status === "rejected") expect(one.reason).toBeInstanceOf(NotSaved);
  for (const { id } of confirmed)
    expect((await opened.store.findSitting(id))?.asks.map((one) => one.answer?.right)).toEqual([true, true]);
  await opened.probe();
  expect(opened.health()).toEqual({ ok: true });
});

test("a read-only database saves nothing and says so", async () => {
  const [, first] = await ask(opened.store, person("margaret"));
  const readOnly = new URL(database.where.url);
  readOnly.searchParams.set("options", "-c default_transaction_read_only=on");
  const { store, health, close } = await openStore({ url: readOnly.href });
  await expect(store.saveAnswer(given(first, chose([1])))).rejects.toThrow(NotSaved);
  expect(health()).toEqual({ ok: false, why: expect.stringMatching(/25006/) });
  expect((await store.findAsk(first.id))?.answer).toBeUndefined();
  await close();
});
