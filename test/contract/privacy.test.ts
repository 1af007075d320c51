import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Place } from "../../src/chat/event.ts";
import type { Who } from "../../src/core/who.ts";
import { type Opened, openStore } from "../../src/store/open.ts";
import { engines, type Fresh } from "../store/databases.ts";
import { begun, pressMade } from "../store/drilling.ts";
import { answerChecks, ask, chose, given, hall, monday, newId, person, posed, start } from "../store/learning.ts";
import { claim, made, planned, settle } from "../store/planning.ts";
import { columnsOfPeople, rowsWith } from "../store/schema.ts";

describe.each(engines)("what is kept about a learner on $engine", ({ fresh }) => {
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

  const onPage = (name: string): Who => ({ platform: "web", tenant: "local", person: name });
  const direct = (name: string): Place => ({ platform: "web", tenant: "local", channel: `@${name}`, kind: "direct" });

  /** Leaves a row in every table that can hold one about a person. */
  async function live(name: string): Promise<string> {
    await opened.web.saveProfile(name, `Name of ${name}`, monday);
    const said = { channel: "study-hall", body: `words of ${name}`, at: monday };
    await opened.web.add({ ...said, id: newId(), author: name, audience: undefined });
    await opened.web.add({ ...said, id: newId(), author: undefined, audience: name });
    await opened.web.add({ ...said, id: newId(), author: name, audience: name });
    const sitting = await answerChecks(opened.store, onPage(name), ["containers/a"], { place: direct(name) });
    await answerChecks(opened.store, onPage(name), ["containers/b"]);
    await opened.store.joinLeaderboard(sitting.learner, `Name of ${name}`, monday);
    await plan(name);
    await practise(name);
    return sitting.learner;
  }

  /** A practice night in the channel that one began and pressed in, after one agreed to them. */
  async function practise(name: string): Promise<void> {
    const by = onPage(name);
    const place = hall("local", `room-of-${name}`);
    const ids = { newPlace: newId(), newLearner: newId() };
    await opened.store.acceptContract(place, by, monday, ids);
    const drill = await opened.store.beginDrill(begun({ place, by }));
    await opened.store.addPress(pressMade({ drill: drill.id, who: by }));
  }

  /** A review of one's own that the platform refuses, and a quiz that one made for a channel. */
  async function plan(name: string): Promise<void> {
    const by = onPage(name);
    await opened.store.saveSchedule(made({ to: hall(), by }));
    const to = { kind: "person", ...by } as const;
    await planned(opened.store, { to, by, kind: "review", own: true });
    const refused = { kind: "refused", why: "closed", scope: "place", probeAt: monday } as const;
    for (const post of await claim(opened.store, monday, "one", "web")) await settle(opened.store, post, refused);
  }

  test("every column of the database that points to a person holds rows of one who has done everything", async () => {
    const learner = await live("ada");
    const columns = await columnsOfPeople(database.where);
    expect(columns.length).toBeGreaterThanOrEqual(8);
    for (const { table, column } of columns)
      expect([table, column, await rowsWith(database.where, table, column, learner)]).not.toContain(0);
  });

  test("an export holds every row of every such table, and nothing of anybody else", async () => {
    const mine = await live("grace");
    const other = await live("linus");
    const everything = await opened.store.exportLearner(mine);
    const columns = await columnsOfPeople(database.where);
    expect(Object.keys(everything).toSorted()).toEqual(
      [...new Set([...columns.map((one) => one.table), "learners", "places"])].toSorted(),
    );
    for (const { table, column } of columns) {
      const exported = everything[table]?.filter((row) => row[column] === mine) ?? [];
      expect([table, column, exported.length]).toEqual([
        table,
        column,
        await rowsWith(database.where, table, column, mine),
      ]);
    }
    expect(everything.web_messages).toHaveLength(3);
    expect(everything.answers?.[0]).toMatchObject({ response: chose([1]).response, tags: [] });
    expect(everything.places).toHaveLength(3);
    expect(JSON.stringify(everything)).not.toContain(other);
    expect(JSON.stringify(everything)).not.toContain("linus");
  });

  test("an export of somebody who never was is empty", async () => {
    const everything = await opened.store.exportLearner(newId());
    expect(Object.values(everything).flat()).toEqual([]);
  });

  test("an erasure leaves no row in any such table, and leaves everybody else's", async () => {
    const mine = await live("barbara");
    const other = await live("donald");
    const before = await opened.store.exportLearner(other);
    const counted = await opened.store.checkStatistics("containers/a", "v1");
    expect(await opened.store.eraseLearner(mine)).toBe(true);
    for (const { table, column } of await columnsOfPeople(database.where))
      expect([table, column, await rowsWith(database.where, table, column, mine)]).toEqual([table, column, 0]);
    expect(Object.values(await opened.store.exportLearner(mine)).flat()).toEqual([]);
    expect(await opened.store.findLearner(onPage("barbara"))).toBeUndefined();
    expect(await opened.web.profile("barbara")).toBeUndefined();
    expect(await rowsWith(database.where, "places", "channel", "@barbara")).toBe(0);
    expect(await opened.store.exportLearner(other)).toEqual(before);
    expect(await opened.store.checkStatistics("containers/a", "v1")).toEqual(counted);
  });

  test("a second erasure finds nothing to remove", async () => {
    const learner = await live("frances");
    const both = await Promise.all([opened.store.eraseLearner(learner), opened.store.eraseLearner(learner)]);
    expect(both.toSorted()).toEqual([false, true]);
    expect(await opened.store.eraseLearner(learner)).toBe(false);
  });

  test("presses that were under way make nothing anew after an erasure", async () => {
    const who = onPage("radia");
    await opened.web.saveProfile("radia", "Radia", monday);
    const [sitting, first] = await ask(opened.store, who);
    const said = await opened.web.add({
      id: newId(),
      channel: "study-hall",
      author: undefined,
      audience: "radia",
      body: "x",
      at: monday,
    });
    await opened.store.eraseLearner(sitting.learner);
    expect(await opened.store.saveAnswer(given(first, chose([1])))).toEqual({ first: false, answer: undefined });
    expect(await opened.store.savePick({ ask: first.id, choice: 1, on: true, message: "m" })).toBeUndefined();
    await opened.store.turnPage({ sitting: sitting.id, page: 1, at: monday, finished: false, ask: posed({ page: 1 }) });
    expect(await opened.web.change(said?.id ?? "", "y", monday)).toBeUndefined();
    expect(
      await opened.web.add({ id: newId(), channel: "c", author: "radia", audience: undefined, body: "", at: 0 }),
    ).toBeUndefined();
    expect(await opened.store.findLearner(who)).toBeUndefined();
    for (const { table, column } of await columnsOfPeople(database.where))
      expect([table, column, await rowsWith(database.where, table, column, sitting.learner)]).toEqual([
        table,
        column,
        0,
      ]);
  });

  test("who comes back after an erasure is a new learner", async () => {
    const old = await live("alan");
    await opened.store.eraseLearner(old);
    const back = await opened.store.beginSitting(start(onPage("alan")));
    expect(back.learner).not.toBe(old);
    expect(await opened.store.tally(back.learner)).toEqual({ answers: 0, right: 0 });
    expect(await opened.web.profile("alan")).toBeUndefined();
  });

  test("an erasure while answers, turns and messages go on leaves nothing behind", async () => {
    for (let round = 0; round < 6; round += 1) {
      const name = `busy-${round}`;
      const learner = await live(name);
      const [sitting, first] = await ask(opened.store, onPage(name));
      const turn = (page: number) =>
        opened.store.turnPage({ sitting: sitting.id, page, at: monday, finished: false, ask: posed({ page }) });
      const speak = () =>
        opened.web.add({ id: newId(), channel: "busy", author: name, audience: undefined, body: "x", at: monday });
      const [, , erased] = await Promise.all([
        turn(1),
        speak(),
        opened.store.eraseLearner(learner),
        opened.store.saveAnswer(given(first, chose([1]))),
        turn(2),
        speak(),
      ]);
      expect(erased).toBe(true);
      for (const { table, column } of await columnsOfPeople(database.where))
        expect([table, column, await rowsWith(database.where, table, column, learner)]).toEqual([table, column, 0]);
    }
  });

  test("a channel's place stays when one of its learners goes", async () => {
    const [sitting] = await ask(opened.store, person("solo", "lonely-guild"));
    await opened.store.eraseLearner(sitting.learner);
    expect(await rowsWith(database.where, "places", "tenant", "lonely-guild")).toBe(1);
  });
});
