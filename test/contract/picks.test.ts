import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Opened, openStore } from "../../src/store/open.ts";
import { engines, type Fresh } from "../store/databases.ts";
import { ask, chose, given, hall, monday, newId, person, posed } from "../store/learning.ts";

describe.each(engines)("picks on $engine", ({ fresh }) => {
  let database: Fresh;
  let opened: Opened;
  beforeAll(async () => {
    database = await fresh();
    opened = await openStore(database.where);
  });
  afterAll(async () => {
    await opened.close();
    await database.remove();
  });

  test("picks are kept in the author's order, and picking twice is picking once", async () => {
    const [, { id }] = await ask(opened.store, person("hedy"));
    const pick = (choice: number, on = true) => opened.store.savePick({ ask: id, choice, on, message: undefined });
    expect(await pick(10)).toEqual([10]);
    expect(await pick(2)).toEqual([2, 10]);
    expect(await pick(2)).toEqual([2, 10]);
    expect(await pick(10, false)).toEqual([2]);
    expect(await pick(7, false)).toEqual([2]);
    expect((await opened.store.findAsk(id))?.picks).toEqual([2]);
  });

  test("picks at once are all kept", async () => {
    const [, { id }] = await ask(opened.store, person("shafi"));
    const choices = [7, 3, 5, 1, 0, 6, 2, 4];
    await Promise.all(
      choices.map((choice) => opened.store.savePick({ ask: id, choice, on: true, message: undefined })),
    );
    expect((await opened.store.findAsk(id))?.picks).toEqual(choices.toSorted());
  });

  test("an answered question keeps the picks it had, and one that is gone takes none", async () => {
    const [, first] = await ask(opened.store, person("lynn"));
    const pick = { ask: first.id, choice: 1, on: true, message: undefined };
    await opened.store.savePick(pick);
    await opened.store.saveAnswer(given(first, chose([1])));
    expect(await opened.store.savePick({ ...pick, choice: 2 })).toBeUndefined();
    expect((await opened.store.findAsk(first.id))?.picks).toEqual([1]);
    expect(await opened.store.savePick({ ...pick, ask: newId() })).toBeUndefined();
  });

  test("picks handed in are graded and kept, in whatever order they come", async () => {
    const [, first] = await ask(opened.store, person("betty"));
    for (const choice of [10, 2]) await opened.store.savePick({ ask: first.id, choice, on: true, message: undefined });
    const handIn = given(first, chose([10, 2]), { picks: [10, 2] });
    expect(await opened.store.saveAnswer(handIn)).toEqual({ first: true });
    expect(await opened.store.findAsk(first.id)).toMatchObject({ picks: [2, 10], answer: chose([10, 2]) });
  });

  test("a hand-in that was graded before the latest pick writes nothing and is told what is picked", async () => {
    const check = "containers/stale";
    const [sitting, first] = await ask(opened.store, person("jean"), { ask: posed({ check }) });
    const pick = { ask: first.id, on: true, message: undefined };
    await opened.store.savePick({ ...pick, choice: 1 });
    await opened.store.savePick({ ...pick, choice: 0 });
    const before = await opened.store.exportLearner(sitting.learner);
    const stale = given(first, chose([1], true, monday + 5), { picks: [1], message: "m1" });
    expect(await opened.store.saveAnswer(stale)).toEqual({ first: false, answer: undefined, picks: [0, 1] });
    expect(await opened.store.exportLearner(sitting.learner)).toEqual(before);
    expect(await opened.store.checkStatistics(check, "v1")).toEqual([]);
    expect(await opened.store.rankOf(hall(), "2026-11", sitting.learner)).toBeUndefined();
    const again = given(first, chose([0, 1], false), { picks: [0, 1] });
    expect(await opened.store.saveAnswer(again)).toEqual({ first: true });
  });

  test("a hand-in of a question that is answered, or gone, is told so, whatever was picked", async () => {
    const [sitting, first] = await ask(opened.store, person("kathleen"));
    await opened.store.savePick({ ask: first.id, choice: 1, on: true, message: undefined });
    await opened.store.saveAnswer(given(first, chose([1]), { picks: [1] }));
    for (const picks of [[1], [0]])
      expect(await opened.store.saveAnswer(given(first, chose(picks), { picks }))).toEqual({
        first: false,
        answer: chose([1]),
      });
    await opened.store.eraseLearner(sitting.learner);
    const late = given(first, chose([1]), { picks: [1] });
    expect(await opened.store.saveAnswer(late)).toEqual({ first: false, answer: undefined });
  });

  test("of a pick and a hand-in at once the answer is what is picked in the end", async () => {
    for (let round = 0; round < 16; round += 1) {
      const [, first] = await ask(opened.store, person(`both-${round}`));
      await opened.store.savePick({ ask: first.id, choice: 0, on: true, message: undefined });
      const press = () => opened.store.savePick({ ask: first.id, choice: 1, on: true, message: undefined });
      const handIn = () => opened.store.saveAnswer(given(first, chose([0]), { picks: [0] }));
      const [saved, picked] = await (round % 2 === 0
        ? Promise.all([handIn(), press()])
        : Promise.all([press(), handIn()]).then(([one, other]) => [other, one] as const));
      const standing = await opened.store.findAsk(first.id);
      if (saved.first) {
        expect(picked).toBeUndefined();
        expect(standing).toMatchObject({ picks: [0], answer: chose([0]) });
      } else {
        expect(picked).toEqual([0, 1]);
        expect(saved).toEqual({ first: false, answer: undefined, picks: [0, 1] });
        expect(standing).toMatchObject({ picks: [0, 1], answer: undefined });
      }
    }
  });

  test("a hand-in at the moment its page is turned is kept whole or not at all", async () => {
    for (let round = 0; round < 8; round += 1) {
      const [sitting, first] = await ask(opened.store, person(`turning-${round}`));
      await opened.store.savePick({ ask: first.id, choice: 0, on: true, message: undefined });
      const turn = { sitting: sitting.id, page: 0, at: monday, finished: false, ask: posed() };
      const [saved] = await Promise.all([
        opened.store.saveAnswer(given(first, chose([0]), { picks: [0] })),
        opened.store.turnPage(turn),
      ]);
      const standing = (await opened.store.findSitting(sitting.id))?.asks ?? [];
      expect(standing.map((one) => [one.id, one.answer])).toEqual([
        saved.first ? [first.id, chose([0])] : [turn.ask.id, undefined],
      ]);
    }
  });
});
