import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Opened, openStore } from "../../src/store/open.ts";
import { engines, type Fresh } from "../store/databases.ts";
import { hall, monday, newId, person } from "../store/learning.ts";
import { claim, day, hour, made, minute, plan, planned, slot } from "../store/planning.ts";

describe.each(engines)("what is planned, on $engine", ({ fresh }) => {
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

  test("a schedule comes back as it was made, once under its id", async () => {
    const { store } = opened;
    const one = made({ days: [1, 3], zone: "Europe/Berlin", detail: { closes: 8, page: "a/b" } });
    const saved = await store.saveSchedule(one);
    const { own, newLearner, ...rest } = one;
    expect(saved).toEqual({ ...rest, learner: undefined, version: 1, last: undefined });
    expect(await store.saveSchedule({ ...one, time: "10:00" })).toEqual(saved);
    expect(await store.findSchedule(one.id)).toEqual(saved);
    expect(await store.findSchedule(newId())).toBeUndefined();
  });

  test("a place's schedules are its own, oldest first, and a learner's are theirs", async () => {
    const { store } = opened;
    const to = hall("guild-of-two");
    const later = await store.saveSchedule(made({ to, createdAt: monday + 1 }));
    const first = await store.saveSchedule(made({ to, createdAt: monday }));
    const direct = { kind: "person", platform: "discord", tenant: "guild-of-two", person: "ada" } as const;
    const mine = await store.saveSchedule(
      made({ to: direct, kind: "review", own: true, by: person("ada", "guild-of-two") }),
    );
    expect(await store.schedulesOf({ to })).toEqual([first, later]);
    expect(await store.schedulesOf({ learner: mine.learner ?? "" })).toEqual([mine]);
    expect(await store.schedulesOf({ platform: mine.to.platform, person: direct.person })).toContainEqual(mine);
    expect(await store.schedulesOf({ platform: "slack", person: direct.person })).toEqual([]);
    expect(mine.to).toEqual(direct);
    expect(mine.learner).toBe((await store.findLearner(person("ada", "guild-of-two")))?.id);
  });

  test("those due come longest due first, and those that rest do not", async () => {
    const { store } = opened;
    const early = monday - 100 * day;
    const [second, first] = [
      await store.saveSchedule(made({ next: { ...slot(), due: early + 1 } })),
      await store.saveSchedule(made({ next: { ...slot(), due: early } })),
    ];
    const pause = { why: "asked", until: early } as const;
    const resting = await store.saveSchedule(made({ paused: pause, next: { ...slot(), due: early } }));
    expect((await store.dueSchedules(early + 1, 10)).map(({ id }) => id)).toEqual([first.id, second.id]);
    expect((await store.dueSchedules(early + 1, 1)).map(({ id }) => id)).toEqual([first.id]);
    expect(await store.dueSchedules(early - 1, 10)).toEqual([]);
    expect(resting).toMatchObject({ paused: pause, next: undefined });
    expect(await store.restedSchedules(early - 1, 10)).toEqual([]);
    expect(await store.restedSchedules(early, 10)).toEqual([resting]);
  });

  test("a slot is planned once, and the schedule moves on with it", async () => {
    const { store } = opened;
    const to = hall("guild-once");
    const schedule = await store.saveSchedule(made({ to }));
    const both = await Promise.all([
      store.planSlots([plan(schedule)], monday),
      store.planSlots([plan(schedule)], monday),
    ]);
    expect(both.toSorted()).toEqual([0, 1]);
    expect(await store.slotsOf(schedule.id, 10)).toEqual([
      { ...slot(), schedule: schedule.id, state: "planned", reason: undefined, settledAt: undefined },
    ]);
    expect(await store.findSchedule(schedule.id)).toEqual({ ...schedule, next: slot(1), last: slot().date });
    // Whatever is planned later: a slot that is there already is neither planned nor posted again.
    const now = await store.findSchedule(schedule.id);
    if (now) await store.planSlots([plan(now, { slot: { ...slot(), post: newId(), leaveBy: monday } })], monday);
    expect((await claim(store)).filter((post) => post.schedule === schedule.id)).toHaveLength(1);
  });

  test("slots that passed are kept with their reason, the newest first", async () => {
    const { store } = opened;
    const schedule = await store.saveSchedule(made({ to: hall("guild-missed") }));
    const skipped = [0, 1].map((days) => ({ ...slot(days), reason: "downtime" }));
    const at = monday + 2 * day;
    await store.planSlots([plan(schedule, { skipped, slot: undefined, next: slot(2) })], at);
    expect(await store.slotsOf(schedule.id, 10)).toEqual(
      [1, 0].map((days) => ({
        ...slot(days),
        schedule: schedule.id,
        state: "skipped",
        reason: "downtime",
        settledAt: at,
      })),
    );
    expect(await store.slotsOf(schedule.id, 1)).toHaveLength(1);
    expect((await store.findSchedule(schedule.id))?.last).toBeUndefined();
  });

  test("a zone that is not known rests its schedule, and its maker is told by a post of their own", async () => {
    const { store } = opened;
    const to = hall("guild-zone");
    const schedule = await store.saveSchedule(made({ to, by: person("admin", "guild-zone") }));
    const notice = newId();
    const paused = { why: "zone", until: undefined, notice } as const;
    await store.planSlots([plan(schedule, { slot: undefined, next: undefined, paused })], monday);
    expect(await store.findSchedule(schedule.id)).toMatchObject({ paused: { why: "zone" }, next: undefined });
    const told = (await claim(store)).find(({ id }) => id === notice);
    expect(told).toMatchObject({
      kind: "rests",
      to: { kind: "person", platform: "discord", tenant: "guild-zone", person: "admin" },
      schedule: schedule.id,
      detail: { why: "zone" },
    });
  });

  test("a changed schedule counts up, and what was planned and not sent does not leave (F37)", async () => {
    const { store } = opened;
    const schedule = await planned(store, { to: hall("guild-edit") });
    const was = await store.findSchedule(schedule.id);
    if (!was) throw new Error("it is gone");
    const now = { ...was, time: "10:00", next: { ...slot(1), time: "10:00", due: monday + day + hour } };
    expect(await store.changeSchedule(now, was, "changed", monday)).toBe(true);
    expect(await store.findSchedule(schedule.id)).toEqual({ ...now, version: 2 });
    expect(await store.changeSchedule(now, was, "changed", monday)).toBe(false);
    expect((await claim(store)).filter((post) => post.schedule === schedule.id)).toEqual([]);
    expect(await store.slotsOf(schedule.id, 1)).toMatchObject([{ state: "skipped", reason: "changed" }]);
  });

  test("a change that was worked out before the clock moved the schedule on does not count", async () => {
    const { store } = opened;
    const schedule = await store.saveSchedule(made({ to: hall("guild-race") }));
    await store.planSlots([plan(schedule)], monday);
    expect(await store.changeSchedule({ ...schedule, time: "10:00" }, schedule, "changed", monday)).toBe(false);
    expect((await store.findSchedule(schedule.id))?.time).toBe("09:00");
  });

  test("a plan made before somebody changed the schedule does not count", async () => {
    const { store } = opened;
    const schedule = await store.saveSchedule(made({ to: hall("guild-stale") }));
    await store.changeSchedule({ ...schedule, paused: { why: "asked", until: undefined } }, schedule, "asked", monday);
    expect(await store.planSlots([plan(schedule)], monday)).toBe(0);
    expect(await store.slotsOf(schedule.id, 1)).toEqual([]);
  });

  test("a removed schedule takes its slots along, and nothing of it leaves", async () => {
    const { store } = opened;
    const schedule = await planned(store, { to: hall("guild-remove") });
    expect(await store.removeSchedule(schedule.id, monday + minute)).toBe(true);
    expect(await store.removeSchedule(schedule.id, monday + minute)).toBe(false);
    expect(await store.findSchedule(schedule.id)).toBeUndefined();
    expect(await store.slotsOf(schedule.id, 1)).toEqual([]);
    const posts = await claim(store, monday + minute);
    expect(posts.filter(({ to }) => to.tenant === "guild-remove")).toEqual([]);
  });

  test("a learner's reminder rests when it was refused last, or nobody asked for its pause; a quiz of theirs does not count", async () => {
    const { store } = opened;
    const grace = person("grace");
    const rests = () => store.reminderRests(grace);
    const own = { own: true, by: grace, to: { kind: "person", ...grace } } as const;
    await store.saveSchedule(made({ by: grace, paused: { why: "zone", until: undefined }, next: undefined }));
    expect(await rests()).toBe(false);
    const mine = await store.saveSchedule(made({ ...own, kind: "review" }));
    expect(await rests()).toBe(false);
    const change = async (wish: Partial<typeof mine>) => {
      const was = (await store.findSchedule(mine.id)) ?? mine;
      await store.changeSchedule({ ...was, ...wish }, was, "changed", monday);
      return rests();
    };
    expect(await change({ paused: { why: "asked", until: undefined }, next: undefined })).toBe(false);
    expect(await change({ paused: { why: "zone", until: undefined }, next: undefined })).toBe(true);
    expect(await change({ paused: undefined, next: slot() })).toBe(false);
    const passed = [{ ...slot(), reason: "refused" }];
    const going = (await store.findSchedule(mine.id)) ?? mine;
    await store.planSlots([plan(going, { skipped: passed, slot: undefined })], monday);
    expect(await rests()).toBe(true);
    const next = (await store.findSchedule(mine.id)) ?? mine;
    const later = [{ ...slot(1), reason: "downtime" }];
    await store.planSlots([plan(next, { skipped: later, slot: undefined, next: slot(2) })], monday + day);
    expect(await rests()).toBe(false);
    expect(await store.reminderRests(person("somebody else"))).toBe(false);
  });

  test("schedules are gone through in the order of their ids", async () => {
    const { store } = opened;
    const ids: string[] = [];
    for (let last = ""; ; ) {
      const found = await store.schedulesAfter(last, 3);
      ids.push(...found.map(({ id }) => id));
      last = found.at(-1)?.id ?? "";
      if (found.length < 3) break;
    }
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(5);
  });
});
