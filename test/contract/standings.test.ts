import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Place } from "../../src/chat/event.ts";
import { type Opened, openStore } from "../../src/store/open.ts";
import { engines, type Fresh } from "../store/databases.ts";
import { ask, chose, given, hall, monday, newId, person } from "../store/learning.ts";

const week = "2026-W48";

describe.each(engines)("standings on $engine", ({ fresh }) => {
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

  /** Answers once in a place and earns points; returns the learner. */
  async function earn(name: string, place: Place, points: number, at = monday, periods = [week]): Promise<string> {
    const [sitting, first] = await ask(opened.store, person(name, place.tenant), { place });
    await opened.store.joinLeaderboard(sitting.learner, name, monday);
    await opened.store.saveAnswer(given(first, chose([1], points > 0, at), { points, periods }));
    return sitting.learner;
  }

  test("the first of a place come by their points, and who reached them earlier stands higher", async () => {
    const place = hall("guild-1", "ladder");
    const late = await earn("late", place, 2, monday + 9);
    const early = await earn("early", place, 2, monday + 1);
    const best = await earn("best", place, 1, monday);
    await earn("best", place, 2, monday + 20);
    const last = await earn("last", place, 1, monday);
    expect(await opened.store.standings(place, week, 10)).toEqual([
      { learner: best, points: 3, name: "best" },
      { learner: early, points: 2, name: "early" },
      { learner: late, points: 2, name: "late" },
      { learner: last, points: 1, name: "last" },
    ]);
    expect((await opened.store.standings(place, week, 2)).map((one) => one.learner)).toEqual([best, early]);
    const above = async (learner: string) => (await opened.store.rankOf(place, week, learner))?.above;
    expect(await Promise.all([best, early, late, last].map(above))).toEqual([0, 1, 1, 3]);
  });

  test("who has earned nothing has no rank and is not listed", async () => {
    const place = hall("guild-1", "quiet");
    const learner = await earn("nobody", place, 0);
    expect(await opened.store.standings(place, week, 10)).toEqual([]);
    expect(await opened.store.rankOf(place, week, learner)).toBeUndefined();
    expect(await opened.store.rankOf(place, week, newId())).toBeUndefined();
  });

  test("weeks and months are counted apart", async () => {
    const place = hall("guild-1", "calendar");
    const learner = await earn("counter", place, 1, monday, ["2026-W48", "2026-11"]);
    await earn("counter", place, 1, monday, ["2026-W49", "2026-11"]);
    const points = async (period: string) => (await opened.store.rankOf(place, period, learner))?.points;
    expect(await Promise.all(["2026-W48", "2026-W49", "2026-11", "2026-12"].map(points))).toEqual([1, 1, 2, undefined]);
  });

  test("a channel of the same name in another tenant or on another platform sees nothing of it", async () => {
    const place = hall("guild-1", "shared-name");
    const ours = await earn("resident", place, 1);
    const theirs = { ...place, tenant: "guild-2" };
    const slack = { ...place, platform: "slack" };
    expect(await opened.store.standings(theirs, week, 10)).toEqual([]);
    const stranger = await earn("resident", theirs, 5);
    expect(await opened.store.standings(place, week, 10)).toMatchObject([{ learner: ours, points: 1 }]);
    expect(await opened.store.standings(theirs, week, 10)).toMatchObject([{ learner: stranger, points: 5 }]);
    expect(await opened.store.standings(slack, week, 10)).toEqual([]);
    expect(await opened.store.rankOf(theirs, week, ours)).toBeUndefined();
    expect(await opened.store.rankOf(place, week, stranger)).toBeUndefined();
  });

  test("points earned at once by many in one place are all counted", async () => {
    const place = hall("guild-1", "rush");
    const names = Array.from({ length: 30 }, (_, index) => `rusher-${index % 3}`);
    await Promise.all(names.map((name) => earn(name, place, 1)));
    expect((await opened.store.standings(place, week, 10)).map((one) => one.points)).toEqual([10, 10, 10]);
  });

  test("who did not join is not listed and stands above nobody, yet knows their own points (S75)", async () => {
    const place = hall("guild-1", "shy");
    const [sitting, first] = await ask(opened.store, person("shy"), { place });
    await opened.store.saveAnswer(given(first, chose([1]), { points: 7, periods: [week] }));
    const joined = await earn("open", place, 1);
    expect(await opened.store.standings(place, week, 10)).toEqual([{ learner: joined, points: 1, name: "open" }]);
    expect(await opened.store.rankOf(place, week, joined)).toEqual({ points: 1, above: 0 });
    expect(await opened.store.rankOf(place, week, sitting.learner)).toEqual({ points: 7, above: 0 });
  });

  test("whoever joins in the moment in which they answer is listed with those points", async () => {
    const place = hall("guild-1", "moment");
    const names = Array.from({ length: 20 }, (_, index) => `quick-${index}`);
    await Promise.all(
      names.map(async (name) => {
        const [sitting, first] = await ask(opened.store, person(name), { place });
        const answer = given(first, chose([1]), { points: 1, periods: [week] });
        await Promise.all([
          opened.store.saveAnswer(answer),
          opened.store.joinLeaderboard(sitting.learner, name, monday),
        ]);
      }),
    );
    const listed = (await opened.store.standings(place, week, 100)).map(({ name }) => name);
    expect(listed.toSorted()).toEqual(names.toSorted());
  });

  test("joining again takes the new name, and who leaves is gone from every place at once", async () => {
    const place = hall("guild-1", "names");
    const learner = await earn("before", place, 1);
    await opened.store.joinLeaderboard(learner, "@everyone", monday);
    expect(await opened.store.standings(place, week, 10)).toEqual([{ learner, points: 1, name: "@everyone" }]);
    expect(await opened.store.isOnLeaderboard(learner)).toBe(true);
    expect(await opened.store.leaveLeaderboard(learner)).toBe(true);
    expect(await opened.store.standings(place, week, 10)).toEqual([]);
    expect(await opened.store.leaveLeaderboard(learner)).toBe(false);
    expect(await opened.store.isOnLeaderboard(learner)).toBe(false);
  });
});
