import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Opened, openStore } from "../../src/store/open.ts";
import { engines, type Fresh } from "../store/databases.ts";
import { monday } from "../store/learning.ts";
import { day, hour } from "../store/planning.ts";

describe.each(engines)("how far the page's clock was moved on, on $engine", ({ fresh }) => {
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

  test("is nothing at first, adds up over all moves, and outlives the run", async () => {
    expect(await opened.clock.ahead()).toBe(0);
    await opened.clock.moveOn(5_000);
    await Promise.all([opened.clock.moveOn(40_000_000), opened.clock.moveOn(1)]);
    expect(await opened.clock.ahead()).toBe(40_005_001);
    await opened.close();
    opened = await openStore(database.where);
    expect(await opened.clock.ahead()).toBe(40_005_001);
  });

  test("the time that a move leaves out is none in which the tutor was away", async () => {
    const { clock, store } = opened;
    await clock.moveOn(day);
    await store.keepUp(monday, hour);
    expect(await store.outagesSince(0)).toEqual([]);
    await clock.moveOn(day);
    await store.keepUp(monday + day, hour);
    expect(await store.outagesSince(0)).toEqual([]);
    await store.keepUp(monday + 2 * day, hour);
    expect(await store.outagesSince(0)).toEqual([{ from: monday + day, to: monday + 2 * day }]);
  });
});
