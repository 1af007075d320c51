import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ending } from "../../src/drill/store.ts";
import { type Opened, openStore } from "../../src/store/open.ts";
import { engines, type Fresh } from "../store/databases.ts";
import { begun, pressMade } from "../store/drilling.ts";
import { hall, monday, newId, person } from "../store/learning.ts";
import { rowsWith } from "../store/schema.ts";

describe.each(engines)("practice nights on $engine", ({ fresh }) => {
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

  const room = (name: string) => hall("guild-1", name);
  const begin = (name: string, changed = {}) => opened.store.beginDrill(begun({ place: room(name), ...changed }));
  const ids = () => ({ newPlace: newId(), newLearner: newId() });
  const press = (drill: string, changed = {}) => opened.store.addPress(pressMade({ drill, ...changed }));

  /** The drills whose boards a process moves after a look that leases them for ten seconds. */
  const looks = async (owner: string, at: number) =>
    (await opened.store.moveBoards({ owner, until: at + 10_000 }, at, 1000))
      .filter(({ mine }) => mine)
      .map(({ record }) => record.id);

  test("a drill is written down once, and found as it was written", async () => {
    const watch = {
      mode: "watch",
      zone: "Europe/Berlin",
      schedule: newId(),
      lasts: 25_200,
      seed: 4_294_967_295,
    } as const;
    const first = await begin("once", watch);
    expect(await begin("once", { ...watch, id: first.id, night: 3 })).toEqual(first);
    expect(await opened.store.findDrill(first.id)).toEqual(first);
    expect(first).toMatchObject({ ...watch, night: 2, begunAt: monday, presses: 0, place: room("once") });
    expect(first).toMatchObject({ ended: undefined, board: undefined, replays: undefined });
    expect(await opened.store.findDrill(newId())).toBeUndefined();
  });

  test("of ten drills begun at once in a place by day one begins, and all are told of that one", async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => begin("crowd")));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(await opened.store.openDrills(room("crowd"))).toHaveLength(1);
  });

  test("a replay waits for the drill that runs, a night watch does not, and other places do not care", async () => {
    const live = await begin("busy");
    expect((await begin("busy", { replays: live.id })).id).toBe(live.id);
    expect((await begin("busy", { mode: "watch" })).id).not.toBe(live.id);
    expect((await begin("calm")).id).not.toBe(live.id);
    expect(await opened.store.endDrill(live.id, monday + 1, "recovered")).toBe(true);
    expect((await begin("busy", { replays: live.id })).replays).toBe(live.id);
  });

  test("those by day that have not ended are found again after a restart", async () => {
    const live = await begin("running");
    const replay = await begin("replaying", { mode: "watch", replays: live.id });
    const watch = await begin("watching", { mode: "watch" });
    const over = await begin("over");
    await opened.store.endDrill(over.id, monday, "stopped");
    const found = await looks("anybody", 0);
    expect(found).toEqual(expect.arrayContaining([live.id, replay.id, over.id]));
    expect(found).not.toContain(watch.id);
    // What has ended is shown once more, and then no more.
    await opened.store.finishBoard(over.id);
    expect(await looks("anybody", 0)).not.toContain(over.id);
  });

  test("of several processes one moves a board, and another takes over when that one is gone", async () => {
    const { id } = await begin("moved", { begunAt: monday });
    const owners = Array.from({ length: 5 }, (_, index) => `process ${index}`);
    const at = monday + 1_000_000;
    const first = await Promise.all(owners.map((owner) => looks(owner, at)));
    const [mover] = owners.filter((_, index) => first[index]?.includes(id));
    expect(first.filter((one) => one.includes(id))).toHaveLength(1);
    // It keeps it by looking again, and so the others never get it.
    for (let look = 1; look <= 10; look += 1) {
      const now = at + look * 2000;
      expect(await looks(mover ?? "", now)).toContain(id);
      for (const owner of owners) if (owner !== mover) expect(await looks(owner, now)).not.toContain(id);
    }
    const others = owners.filter((owner) => owner !== mover);
    expect((await Promise.all(others.map((owner) => looks(owner, at + 29_999)))).flat()).not.toContain(id);
    const then = await Promise.all(others.map((owner) => looks(owner, at + 30_000)));
    expect(then.filter((one) => one.includes(id))).toHaveLength(1);
    expect(await looks(mover ?? "", at + 31_000)).not.toContain(id);
  });

  test("a drill ends once, and the first message that shows it counts", async () => {
    const { id } = await begin("ends");
    const board = { platform: "discord", channel: "ends", id: "m1" };
    await opened.store.showDrill(id, board);
    await opened.store.showDrill(id, { ...board, id: "m2" });
    expect(await opened.store.endDrill(id, monday + 5, "stopped")).toBe(true);
    expect(await opened.store.endDrill(id, monday + 9, "morning")).toBe(false);
    const ended = { at: monday + 5, why: "stopped" };
    expect(await opened.store.findDrill(id)).toMatchObject({ board, ended });
    expect(await opened.store.endDrill(newId(), monday, "stopped")).toBe(false);
  });

  test("a place's drills that have not ended are its own, the newest first", async () => {
    const older = await begin("rows", { mode: "watch" });
    const newer = await begin("rows", { mode: "watch", begunAt: monday + 86_400_000 });
    await opened.store.beginDrill(begun({ place: hall("guild-2", "rows"), mode: "watch" }));
    expect(await opened.store.openDrills(room("rows"))).toEqual([newer, older]);
    expect(await opened.store.openDrills(room("nowhere"))).toEqual([]);
    await opened.store.endDrill(newer.id, monday, "stopped");
    expect(await opened.store.openDrills(room("rows"))).toEqual([older]);
  });

  test("what a place has had is what came to its end or is to come, and no replay, nor what was stopped or skipped", async () => {
    const ended = async (why: Ending, at: number, changed = {}) => {
      const drill = await begin("had", { begunAt: monday + at, ...changed });
      await opened.store.endDrill(drill.id, monday + at + 1, why);
      return drill.id;
    };
    const first = await ended("morning", 1, { mode: "watch", night: 1 });
    const live = await ended("recovered", 2, { night: 3 });
    const again = await ended("recovered", 3, { mode: "watch", night: 1 });
    for (let more = 4; more < 130; more += 1) await ended("morning", more, { replays: live, mode: "watch", night: 5 });
    await ended("stopped", 200, { mode: "watch", night: 4 });
    await ended("late", 201, { mode: "watch", night: 4 });
    const planned = await begin("had", { mode: "watch", night: 2, begunAt: monday + 86_400_000 });
    const { store } = opened;
    const here = room("had");
    expect((await store.watchesOf(here)).map(({ id }) => id)).toEqual([planned.id, again, first]);
    expect((await store.nightsHad(here)).toSorted()).toEqual([1, 2, 3]);
    expect(await store.newestEnded(here)).toMatchObject({ id: again, ended: { why: "recovered" } });
    expect(await store.openDrills(here)).toEqual([planned]);
    expect(await store.newestEnded(room("nowhere"))).toBeUndefined();
    expect(await store.watchesOf(hall("guild-2", "had"))).toEqual([]);
  });

  test("a hundred people who press at once have a hundred numbers without a gap, and each is one person", async () => {
    const { id } = await begin("hundred");
    const people = Array.from({ length: 100 }, (_, index) => person(`p${index}`));
    const added = await Promise.all(people.map((who) => press(id, { who })));
    expect(added.map(({ seq }) => seq).toSorted((one, other) => Number(one) - Number(other))).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
    const log = await opened.store.pressesOf(id, 0);
    expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    expect(new Set(log.map(({ actor }) => actor)).size).toBe(100);
    for (const { seq, log: told } of added) expect(told.at(-1)?.seq).toBe(seq);
    expect(await opened.store.findDrill(id)).toMatchObject({ presses: 100 });
  });

  test("whoever presses again is the same person, and is told what is new only", async () => {
    const { id } = await begin("again");
    await press(id);
    await press(id, { who: person("grace"), verb: "look", argument: "2", at: 90, minute: 1439 });
    const third = await press(id, { at: 95, after: 1 });
    expect(third.seq).toBe(3);
    expect(third.log).toMatchObject([
      { seq: 2, actor: "2", verb: "look", argument: "2", at: 90, minute: 1439 },
      { seq: 3, actor: "1", verb: "restart", argument: "1", at: 95, minute: 600 },
    ]);
    const learner = await opened.store.findLearner(person("grace"));
    expect(third.log[0]?.learner).toBe(learner?.id);
  });

  test("nothing is added to a drill that has ended, or is not there", async () => {
    const { id } = await begin("closed");
    await press(id);
    await opened.store.endDrill(id, monday, "stopped");
    expect(await press(id, { who: person("late-comer") })).toMatchObject({ seq: undefined, log: [{ seq: 1 }] });
    expect(await press(newId())).toEqual({ seq: undefined, log: [] });
    expect(await opened.store.findLearner(person("late-comer"))).toBeUndefined();
  });

  test("a press of somebody who had themselves erased stays in the log, and nothing tells whose it was", async () => {
    const { id } = await begin("forgotten");
    const who = person("forgetful");
    await press(id, { who });
    await press(id, { who: person("ada") });
    const before = await opened.store.pressesOf(id, 0);
    const learner = await opened.store.findLearner(who);
    await opened.store.eraseLearner(learner?.id ?? "");
    const after = await opened.store.pressesOf(id, 0);
    expect(after[0]).toEqual({ ...before[0], learner: undefined });
    expect(after[1]).toEqual(before[1]);
    // Who comes back is somebody else.
    expect((await press(id, { who, after: 2 })).log[0]?.actor).toBe("3");
  });

  test("a drill in a direct conversation goes with the person", async () => {
    const who = person("alone", "@me");
    const place = { ...hall("@me", "dm-alone"), kind: "direct" } as const;
    const { id } = await opened.store.beginDrill(begun({ place, by: who }));
    await press(id, { who });
    const report = {
      id: newId(),
      key: `${id}:end:1`,
      kind: "drill-report",
      due: monday,
      detail: { drill: id },
      edits: undefined,
    };
    await opened.store.addPost({ ...report, to: place });
    const learner = await opened.store.findLearner(who);
    await opened.store.eraseLearner(learner?.id ?? "");
    expect(await rowsWith(database.where, "posts", "id", report.id)).toBe(0);
    expect(await opened.store.findDrill(id)).toBeUndefined();
    expect(await opened.store.pressesOf(id, 0)).toEqual([]);
  });

  test("a place agrees once, and its word stands when the one who gave it is erased", async () => {
    const place = room("agreed");
    expect(await opened.store.hasContract(place)).toBe(false);
    await opened.store.acceptContract(place, person("boss"), monday, ids());
    await opened.store.acceptContract(place, person("other"), monday + 1, ids());
    expect(await opened.store.hasContract(place)).toBe(true);
    expect(await opened.store.hasContract(hall("guild-2", "agreed"))).toBe(false);
    const boss = await opened.store.findLearner(person("boss"));
    await opened.store.eraseLearner(boss?.id ?? "");
    expect(await opened.store.hasContract(place)).toBe(true);
  });

  test("a server that sent the tutor away takes its drills along", async () => {
    const place = hall("guild-gone", "hall");
    const { id } = await opened.store.beginDrill(begun({ place, by: person("ada", "guild-gone") }));
    await press(id, { who: person("ada", "guild-gone") });
    await opened.store.acceptContract(place, person("ada", "guild-gone"), monday, ids());
    await opened.store.leaveTenant({ platform: "discord", tenant: "guild-gone", at: monday });
    expect(await opened.store.purgeTenants(monday)).toBe(1);
    expect(await opened.store.findDrill(id)).toBeUndefined();
    expect(await opened.store.hasContract(place)).toBe(false);
  });
});
