import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Opened, openStore } from "../../src/store/open.ts";
import { engines, type Fresh } from "../store/databases.ts";
import { answerChecks, ask, chose, given, hall, monday, newId, person, review } from "../store/learning.ts";

const day = 86_400_000;

describe.each(engines)("what a place knows on $engine", ({ fresh }) => {
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

  test("only those who did something there lately are looked at, and only what they remember", async () => {
    const place = hall("guild-1", "looked-at");
    await answerChecks(opened.store, person("ada"), ["containers/a", "containers/b"], { place });
    await answerChecks(opened.store, person("bob"), ["containers/c"], { place: hall("guild-1", "elsewhere") });
    const study = await opened.store.studyOf(place, monday - day, monday - day);
    expect(study.learners).toBe(1);
    expect(study.chapters).toEqual(["containers/orchestration"]);
    const remembered = { stability: 2.3065, lastReview: monday };
    expect(study.reviews.toSorted((one, other) => one.check.localeCompare(other.check))).toEqual([
      { check: "containers/a", ...remembered },
      { check: "containers/b", ...remembered },
    ]);
    expect(await opened.store.studyOf(place, monday + day, monday)).toEqual({
      learners: 0,
      chapters: [],
      reviews: [],
      asked: [],
    });
    expect((await opened.store.studyOf({ ...place, tenant: "guild-2" }, monday - day, 0)).learners).toBe(0);
  });

  test("what was asked lately comes with the last time it was", async () => {
    const place = hall("guild-1", "asked");
    const pose = (check: string, at: number) =>
      opened.store.saveQuestion({
        id: newId(),
        place,
        check,
        version: "v1",
        order: [],
        at,
        closesAt: at + 1,
        newPlace: newId(),
      });
    await pose("containers/a", monday - 20 * day);
    await pose("containers/b", monday - 3 * day);
    await pose("containers/b", monday - day);
    expect((await opened.store.studyOf(place, 0, monday - 10 * day)).asked).toEqual([
      { check: "containers/b", at: monday - day },
    ]);
  });

  test("a week counts people, answers and the right ones, check by check", async () => {
    const place = hall("guild-1", "week");
    await answerChecks(opened.store, person("eve"), ["containers/a", "containers/b"], { place });
    const [, first] = await ask(opened.store, person("finn"), { place });
    await opened.store.saveAnswer(given(first, chose([0], false, monday + 5)));
    const [, late] = await ask(opened.store, person("late"), { place });
    await opened.store.saveAnswer(given(late, chose([0], false, monday + 7 * day)));
    expect(await opened.store.weekOf(place, monday, monday + 7 * day)).toEqual({
      learners: 2,
      answers: 3,
      right: 2,
      checks: [
        { check: "containers/a", answers: 1, right: 1 },
        { check: "containers/b", answers: 1, right: 1 },
        { check: "containers/why-many-copies", answers: 1, right: 0 },
      ],
    });
    const nothing = { learners: 0, answers: 0, right: 0, checks: [] };
    expect(await opened.store.weekOf({ ...place, tenant: "guild-2" }, 0, monday + 9 * day)).toEqual(nothing);
  });

  test("a place keeps its zone, and a channel of the same name elsewhere has none", async () => {
    const place = hall("guild-1", "zone");
    expect(await opened.store.placeZone(place)).toBeUndefined();
    await opened.store.savePlaceZone(place, "Europe/Berlin", newId());
    await opened.store.savePlaceZone(place, "Asia/Tokyo", newId());
    expect(await opened.store.placeZone(place)).toBe("Asia/Tokyo");
    expect(await opened.store.placeZone({ ...place, tenant: "guild-2" })).toBeUndefined();
  });
});

describe.each(engines)("how sure a learner was on $engine", ({ fresh }) => {
  test("changes the review once, and not after a later answer", async () => {
    const database = await fresh();
    const opened = await openStore(database.where);
    const [sitting, first] = await ask(opened.store, person("ada"));
    const before = review({ check: first.check, due: monday - day, lastReview: monday - 3 * day });
    const after = { ...review({ check: first.check, lastReview: monday }), before };
    await opened.store.saveAnswer(given(first, chose([1]), { review: after }));
    const harder = { ...after, due: after.due - 5, stability: 1.5 };
    const said = () => opened.store.saveConfidence(sitting.learner, harder, "guess");
    expect((await Promise.all([said(), said()])).toSorted()).toEqual([false, true]);
    expect(await opened.store.reviewsOf(sitting.learner)).toEqual([{ ...harder, confidence: "guess" }]);
    expect(await opened.store.saveConfidence(newId(), harder, "sure")).toBe(false);
    expect(await opened.store.saveConfidence(sitting.learner, { ...harder, lastReview: 1 }, "sure")).toBe(false);
    expect(await opened.store.answeredSince(sitting.learner, monday)).toEqual([monday]);
    expect(await opened.store.answeredSince(sitting.learner, monday + 1)).toEqual([]);
    await opened.close();
    await database.remove();
  });
});

describe.each(engines)("what is remembered of outages on $engine", ({ fresh }) => {
  test("a gap between two sights is an outage, told once, and the first sight of all is none", async () => {
    const database = await fresh();
    const opened = await openStore(database.where);
    const hour = 3_600_000;
    await opened.store.keepUp(monday, hour);
    await opened.store.keepUp(monday + hour, hour);
    expect(await opened.store.outagesSince(0)).toEqual([]);
    await Promise.all([1, 2, 3].map((more) => opened.store.keepUp(monday + 9 * hour + more, hour)));
    const [outage, ...others] = await opened.store.outagesSince(0);
    expect(others).toEqual([]);
    expect(outage?.from).toBe(monday + hour);
    await opened.store.keepUp(monday, hour);
    await opened.store.keepUp(monday + 9 * hour + 4, hour);
    expect(await opened.store.outagesSince(0)).toHaveLength(1);
    expect(await opened.store.outagesSince(monday + 20 * hour)).toEqual([]);
    await opened.close();
    await database.remove();
  });
});
