import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Opened, openStore } from "../../src/store/open.ts";
import { engines, type Fresh } from "../store/databases.ts";
import { monday, newId, person, posed, start } from "../store/learning.ts";

describe.each(engines)("the beginning of a sitting on $engine", ({ fresh }) => {
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

  test("a sitting begun twice under one id, as after a lost connection, is one sitting", async () => {
    const begun = start(person("alan"), { ask: posed() });
    const first = await opened.store.beginSitting(begun);
    expect(await opened.store.beginSitting(begun)).toEqual(first);
    expect(await opened.store.chapterSittings(first.learner)).toHaveLength(1);
  });

  test("a button that begins a sitting, pressed again later, finds it as it is by then", async () => {
    const begun = start(person("tony"), { ask: posed() });
    const { id } = await opened.store.beginSitting(begun);
    const pose = posed({ page: 1, check: "containers/next" });
    await opened.store.turnPage({ sitting: id, page: 1, at: monday + 1, finished: false, ask: pose });
    const before = await opened.store.findSitting(id);
    const pressedAgain = { ...begun, ask: posed(), at: monday + 2, newLearner: newId(), newPlace: newId() };
    expect(await opened.store.beginSitting(pressedAgain)).toEqual(before);
    expect(await opened.store.findSitting(id)).toEqual(before);
  });

  test("a button that begins a sitting, pressed twice at once, begins one, with one question", async () => {
    for (let round = 0; round < 8; round += 1) {
      const id = newId();
      const begin = () => opened.store.beginSitting(start(person(`twice-${round}`), { id, ask: posed() }));
      const [one, other] = await Promise.all([begin(), begin()]);
      expect(one.asks).toHaveLength(1);
      expect(other).toEqual(one);
      expect(await opened.store.findSitting(id)).toEqual(one);
    }
  });

  test("nobody begins, or sees, a sitting that is somebody else's", async () => {
    const theirs = await opened.store.beginSitting(start(person("niklaus"), { ask: posed() }));
    const stranger = start(person("stranger"), { id: theirs.id, ask: posed() });
    await expect(opened.store.beginSitting(stranger)).rejects.toThrow(/somebody else's/);
    expect(await opened.store.findSitting(theirs.id)).toEqual(theirs);
    expect(await opened.store.findLearner(person("stranger"))).toBeUndefined();
  });
});
