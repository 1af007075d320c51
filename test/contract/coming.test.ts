import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Opened, openStore } from "../../src/store/open.ts";
import { engines, type Fresh } from "../store/databases.ts";
import { hall, monday, newId } from "../store/learning.ts";
import { day, hour, made, slot } from "../store/planning.ts";

describe.each(engines)("what comes next by the clock, on $engine", ({ fresh }) => {
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

  test("is the earliest of schedules, posts and ends of rests, one after the other, until there is nothing left", async () => {
    const { store } = opened;
    expect(await store.nextDue(0, monday + 9 * day)).toBeUndefined();
    await store.saveSchedule(made({ to: hall("one"), next: slot(2) }));
    await store.saveSchedule(made({ to: hall("two"), paused: { why: "asked", until: monday + 3 * day } }));
    await store.saveSchedule(made({ to: hall("three"), paused: { why: "asked", until: undefined } }));
    const due = monday + 30 * hour;
    await store.addPost({
      ...{ id: newId(), key: "closing", kind: "quiz", edits: undefined },
      to: hall("four"),
      due,
      detail: {},
    });
    const all = monday + 9 * day;
    const seen: (number | undefined)[] = [];
    for (let at: number | undefined = monday; at !== undefined; ) {
      at = await store.nextDue(at, all);
      seen.push(at);
    }
    expect(seen).toEqual([due, monday + 2 * day, monday + 3 * day, undefined]);
    expect(await store.nextDue(monday, monday + hour)).toBeUndefined();
  });
});
