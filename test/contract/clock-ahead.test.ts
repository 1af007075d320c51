import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Opened, openStore } from "../../src/store/open.ts";
import { engines, type Fresh } from "../store/databases.ts";

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
});
