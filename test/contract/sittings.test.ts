import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Opened, openStore } from "../../src/store/open.ts";
import { engines, type Fresh } from "../store/databases.ts";
import { ask, chose, given, hall, monday, newId, person, posed, start } from "../store/learning.ts";

describe.each(engines)("sittings on $engine", ({ fresh }) => {
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

  test("a learner is made by the first sitting and found by it afterwards", async () => {
    const who = person("ada");
    expect(await opened.store.findLearner(who)).toBeUndefined();
    const first = await opened.store.beginSitting(start(who));
    const second = await opened.store.beginSitting(start(who));
    expect(second.learner).toBe(first.learner);
    expect(await opened.store.findLearner(who)).toEqual({ id: first.learner });
  });

  test("the same person of another tenant or another platform is another learner", async () => {
    const here = await opened.store.beginSitting(start(person("grace")));
    const there = await opened.store.beginSitting(start(person("grace", "guild-2")));
    const elsewhere = await opened.store.beginSitting(start({ ...person("grace"), platform: "slack" }));
    expect(new Set([here.learner, there.learner, elsewhere.learner]).size).toBe(3);
    expect((await opened.store.findSitting(there.id))?.owner).toEqual(person("grace", "guild-2"));
  });

  test("a sitting begins on its first page with what is posed there, and is found as it began", async () => {
    const posedFirst = posed({ message: "m1" });
    const begun = start(person("linus"), { kind: "quiz", chapter: undefined, checks: ["a/b", "a/c"], ask: posedFirst });
    const sitting = await opened.store.beginSitting(begun);
    const frame = {
      id: begun.id,
      learner: sitting.learner,
      owner: begun.who,
      kind: "quiz",
      chapter: undefined,
      checks: ["a/b", "a/c"],
    };
    const first = { ...posedFirst, sitting: frame, picks: [], answer: undefined, review: undefined };
    expect(sitting).toEqual({ ...frame, page: 0, furthest: 0, finishedAt: undefined, asks: [first] });
    expect(await opened.store.findSitting(begun.id)).toEqual(sitting);
    expect(await opened.store.findAsk(posedFirst.id)).toEqual(first);
  });

  test("what nobody ever began is not there", async () => {
    expect(await opened.store.findSitting(newId())).toBeUndefined();
    expect(await opened.store.findAsk(newId())).toBeUndefined();
    expect(await opened.store.chapterSittings(newId())).toEqual([]);
    await opened.store.turnPage({ sitting: newId(), page: 1, at: monday, finished: false, ask: posed() });
  });

  test("the bookmark follows the learner, and the furthest page stays when they turn back", async () => {
    const { id } = await opened.store.beginSitting(start(person("edsger")));
    const turn = (page: number, finished = false) =>
      opened.store.turnPage({ sitting: id, page, at: monday + page, finished, ask: undefined });
    await turn(1);
    await turn(2);
    await turn(1);
    expect(await opened.store.findSitting(id)).toMatchObject({ page: 1, furthest: 2, finishedAt: undefined });
    await turn(3, true);
    await turn(0);
    await turn(3, true);
    expect(await opened.store.findSitting(id)).toMatchObject({ page: 3, furthest: 3, finishedAt: monday + 3 });
  });

  test("turning to a page poses its check, in the place of one that was left open", async () => {
    const { id } = await opened.store.beginSitting(start(person("barbara")));
    const left = posed({ page: 1 });
    const again = posed({ page: 1, version: "v2", order: [0, 1, 2] });
    await opened.store.turnPage({ sitting: id, page: 1, at: monday, finished: false, ask: left });
    await opened.store.savePick({ ask: left.id, choice: 1, on: true, message: undefined });
    await opened.store.turnPage({ sitting: id, page: 1, at: monday, finished: false, ask: again });
    expect(await opened.store.findAsk(left.id)).toBeUndefined();
    expect((await opened.store.findSitting(id))?.asks).toMatchObject([{ ...again, picks: [] }]);
  });

  test("a page that is turned to again with nothing new to pose keeps its open question and what is picked", async () => {
    const { id } = await opened.store.beginSitting(start(person("evelyn")));
    const question = posed({ page: 1, message: "m1" });
    const turn = { sitting: id, page: 1, at: monday, finished: false };
    await opened.store.turnPage({ ...turn, ask: question });
    await opened.store.savePick({ ask: question.id, choice: 1, on: true, message: "m1" });
    await opened.store.turnPage({ ...turn, ask: undefined });
    expect(await opened.store.findAsk(question.id)).toMatchObject({ ...question, picks: [1], answer: undefined });
  });

  test("an answered check is never posed anew on its page", async () => {
    const [sitting, first] = await ask(opened.store, person("donald"));
    await opened.store.saveAnswer(given(first, chose([1])));
    await opened.store.turnPage({ sitting: sitting.id, page: 0, at: monday, finished: false, ask: posed() });
    const asks = (await opened.store.findSitting(sitting.id))?.asks;
    expect(asks?.map((one) => [one.id, one.answer])).toEqual([[first.id, chose([1])]]);
  });

  test("the asks of a sitting come in the order of their pages", async () => {
    const { id } = await opened.store.beginSitting(start(person("frances")));
    for (const page of [3, 1, 2]) {
      const one = posed({ page, check: `containers/${page}` });
      await opened.store.turnPage({ sitting: id, page, at: monday, finished: false, ask: one });
    }
    expect((await opened.store.findSitting(id))?.asks.map((one) => one.page)).toEqual([1, 2, 3]);
  });

  test("of each chapter the sitting last used is listed, the newest chapter first", async () => {
    const who = person("radia");
    const { store } = opened;
    const old = await store.beginSitting(start(who, { chapter: "containers/one", at: monday }));
    const restarted = await store.beginSitting(start(who, { chapter: "containers/one", at: monday + 1 }));
    const other = await store.beginSitting(start(who, { chapter: "containers/two", at: monday + 2 }));
    await store.beginSitting(start(who, { kind: "quiz", chapter: undefined, checks: ["a/b"], at: monday + 9 }));
    await store.beginSitting(start(who, { kind: "retry", chapter: "containers/one", checks: ["a/b"], at: monday + 9 }));
    const ids = async () => (await store.chapterSittings(old.learner)).map((one) => one.id);
    expect(await ids()).toEqual([other.id, restarted.id]);
    await store.turnPage({ sitting: old.id, page: 4, at: monday + 3, finished: true, ask: undefined });
    expect(await store.chapterSittings(old.learner)).toEqual([
      { id: old.id, chapter: "containers/one", page: 4, furthest: 4, finishedAt: monday + 3, everFinished: true },
      { id: other.id, chapter: "containers/two", page: 0, furthest: 0, finishedAt: undefined, everFinished: false },
    ]);
  });

  test("a chapter that was finished once stays finished while it is read again", async () => {
    const { store } = opened;
    const who = person("gerty");
    const { id, learner } = await store.beginSitting(start(who, { chapter: "containers/one", at: monday }));
    await store.turnPage({ sitting: id, page: 4, at: monday + 1, finished: true, ask: undefined });
    const again = await store.beginSitting(start(who, { chapter: "containers/one", at: monday + 2 }));
    await store.beginSitting(start(who, { chapter: "containers/two", at: monday + 3 }));
    await store.beginSitting(start(person("carl"), { chapter: "containers/one", at: monday }));
    expect(await store.chapterSittings(learner)).toMatchObject([
      { chapter: "containers/two", everFinished: false },
      { id: again.id, chapter: "containers/one", finishedAt: undefined, everFinished: true },
    ]);
  });

  test("many people who come at once to a new place are all let in", async () => {
    const place = hall("guild-9", "crowded");
    const names = Array.from({ length: 20 }, (_, index) => `crowd-${index}`);
    const sittings = await Promise.all(
      [...names, ...names].map((name) =>
        opened.store.beginSitting(start(person(name, "guild-9"), { place, ask: posed() })),
      ),
    );
    expect(new Set(sittings.map((sitting) => sitting.learner)).size).toBe(20);
    expect(new Set(sittings.map((sitting) => sitting.id)).size).toBe(40);
  });

  test("two turns to one page at once leave one check posed there", async () => {
    const { id } = await opened.store.beginSitting(start(person("margaret")));
    const asks = Array.from({ length: 8 }, () => posed({ page: 1 }));
    await Promise.all(
      asks.map((one) => opened.store.turnPage({ sitting: id, page: 1, at: monday, finished: false, ask: one })),
    );
    const standing = (await opened.store.findSitting(id))?.asks ?? [];
    expect(standing).toHaveLength(1);
    expect(asks.map((one) => one.id)).toContain(standing[0]?.id);
  });
});
