import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Opened, openStore } from "../../src/store/open.ts";
import { engines, type Fresh } from "../store/databases.ts";
import { hall, monday, newId, person } from "../store/learning.ts";
import { claim, day, deliver, hour, made, plan, planned, sent, slot } from "../store/planning.ts";

describe.each(engines)("what refuses posts, on $engine", ({ fresh }) => {
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

  const probeAt = monday + 23 * hour;
  const refused = (scope: "post" | "place" | "tenant" | "platform") =>
    ({ kind: "refused", why: "the bot may not post in the channel", scope, probeAt }) as const;
  const claimIn = async (tenant: string, at = monday) =>
    (await claim(opened.store, at)).filter(({ to }) => to.tenant === tenant);
  const circuitsIn = async (tenant: string) =>
    (await opened.store.circuits()).filter((circuit) => circuit.tenant === tenant);
  const stateOf = async (schedule: string) => {
    const [newest] = await opened.store.slotsOf(schedule, 1);
    return newest && [newest.state, newest.reason];
  };

  test("a post that is refused for itself harms no other (F11)", async () => {
    const schedule = await planned(opened.store, { to: hall("form") });
    await deliver(opened.store, hall("form"), refused("post"));
    expect(await stateOf(schedule.id)).toEqual(["attention", "refused"]);
    expect(await circuitsIn("form")).toEqual([]);
    expect(await opened.store.findSchedule(schedule.id)).toMatchObject({ paused: undefined, next: slot(1) });
  });

  test("a place that refuses rests after the first time, is told once, and its neighbours go on (F08)", async () => {
    const { store } = opened;
    const by = person("admin", "deaf");
    const one = await planned(store, { to: hall("deaf"), by });
    const same = await store.saveSchedule(made({ to: hall("deaf"), by, next: slot(3) }));
    const neighbour = await planned(store, { to: hall("deaf", "other"), by });
    const waits = await store.saveSchedule(made({ to: hall("deaf"), by }));
    await store.planSlots([plan(waits)], monday);
    const posts = await claimIn("deaf");
    // One of the two that are due there comes first.
    const first = posts.find(({ to }) => "channel" in to && to.channel === "study-hall");
    if (!first) throw new Error("nothing is due");
    await store.settlePost({
      post: first.id,
      lease: { owner: "one", until: 0 },
      at: monday,
      notice: newId(),
      outcome: refused("place"),
    });
    expect(await circuitsIn("deaf")).toEqual([
      {
        platform: "discord",
        tenant: "deaf",
        id: "study-hall",
        why: "the bot may not post in the channel",
        openedAt: monday,
        probeAt,
      },
    ]);
    for (const { id } of [one, same, waits])
      expect(await store.findSchedule(id)).toMatchObject({
        paused: { why: "refused", until: probeAt },
        next: undefined,
      });
    expect((await Promise.all([one, waits].map(({ id }) => stateOf(id)))).toSorted()).toEqual([
      ["attention", "refused"],
      ["skipped", "refused"],
    ]);
    expect(await store.findSchedule(neighbour.id)).toMatchObject({ paused: undefined });
    const told = await claimIn("deaf");
    expect(told).toMatchObject([
      {
        kind: "rests",
        to: { kind: "person", ...by },
        detail: { why: "the bot may not post in the channel" },
        schedule: first.schedule,
      },
    ]);
  });

  test("a place is tried again at the time of its probe, rests again without a word, and goes on after a post that arrives", async () => {
    const { store } = opened;
    const to = hall("probe");
    const schedule = await planned(store, { to, by: person("admin", "probe") });
    await deliver(store, to, refused("place"));
    for (const notice of await claimIn("probe"))
      await store.settlePost({
        post: notice.id,
        lease: { owner: "one", until: 0 },
        at: monday,
        notice: newId(),
        outcome: sent("n"),
      });
    const [rested] = (await store.restedSchedules(probeAt, 100)).filter(({ id }) => id === schedule.id);
    if (!rested) throw new Error("it does not come up for its probe");
    await store.planSlots([plan(rested, { slot: undefined, next: slot(1) })], probeAt);
    const again = await store.findSchedule(schedule.id);
    if (!again) throw new Error("it is gone");
    expect(again).toMatchObject({ paused: undefined, next: slot(1) });
    await store.planSlots([plan(again, { next: slot(2) })], slot(1).due);
    const later = { ...refused("place"), probeAt: probeAt + day };
    await deliver(store, to, later, slot(1).due);
    expect(await circuitsIn("probe")).toMatchObject([{ openedAt: monday, probeAt: probeAt + day }]);
    expect(await claimIn("probe", slot(1).due)).toEqual([]);
    expect(await store.closeCircuit({ platform: "discord", tenant: "probe", id: "study-hall" }, slot(1).due)).toBe(
      true,
    );
    expect(await store.closeCircuit({ platform: "discord", tenant: "probe", id: "study-hall" }, slot(1).due)).toBe(
      false,
    );
    expect((await store.restedSchedules(slot(1).due, 100)).map(({ id }) => id)).toContain(schedule.id);
  });

  test("a person who takes no direct messages is not tried daily, and gets no message about it (F10)", async () => {
    const { store } = opened;
    const ada = person("ada", "closed-doors");
    const to = { kind: "person", ...ada } as const;
    const schedule = await planned(store, { to, by: ada, own: true, kind: "review" });
    await deliver(store, to, refused("place"));
    expect(await store.findSchedule(schedule.id)).toMatchObject({ paused: { why: "refused", until: undefined } });
    expect(await claimIn("closed-doors", monday + 30 * day)).toEqual([]);
    expect(await store.closeCircuit({ platform: "discord", tenant: "closed-doors", id: "ada" }, monday + day)).toBe(
      true,
    );
    expect((await store.restedSchedules(monday + day, 100)).map(({ id }) => id)).toContain(schedule.id);
  });

  test("a server that refuses rests whole, and no other does", async () => {
    const { store } = opened;
    const [one, two] = [
      await planned(store, { to: hall("gone", "a") }),
      await planned(store, { to: hall("gone", "b") }),
    ];
    const elsewhere = await planned(store, { to: hall("here") });
    await deliver(store, hall("gone", "a"), refused("tenant")).catch(() => undefined);
    expect(await circuitsIn("gone")).toMatchObject([{ id: undefined, probeAt }]);
    for (const { id } of [one, two])
      expect(await store.findSchedule(id)).toMatchObject({ paused: { why: "refused", until: probeAt } });
    expect(await store.findSchedule(elsewhere.id)).toMatchObject({ paused: undefined });
  });

  test("a platform that takes nothing loses nothing: its posts wait, and its schedules go on (F20)", async () => {
    const { store } = opened;
    const schedule = await planned(store, { to: hall("token") });
    const soon = { ...refused("platform"), probeAt: monday + 60_000 };
    await deliver(store, hall("token"), soon);
    expect(await stateOf(schedule.id)).toEqual(["planned", undefined]);
    expect(await store.findSchedule(schedule.id)).toMatchObject({ paused: undefined });
    const circuit = (await store.circuits()).find(({ tenant }) => tenant === undefined);
    expect(circuit).toMatchObject({ platform: "discord", id: undefined, probeAt: monday + 60_000 });
    expect(await claim(store, monday + 59_999)).toEqual([]);
    await deliver(store, hall("token"), sent("m-token"), monday + 60_000);
    expect((await store.circuits()).find(({ tenant }) => tenant === undefined)).toBeUndefined();
    expect(await stateOf(schedule.id)).toEqual(["posted", undefined]);
  });

  test("a circuit can be opened by hand, and only a new one counts", async () => {
    const { store } = opened;
    const circuit = { platform: "slack", tenant: undefined, id: undefined, why: "x", openedAt: monday, probeAt };
    expect(await store.openCircuit(circuit)).toBe(true);
    expect(await store.openCircuit({ ...circuit, probeAt: probeAt + 1 })).toBe(false);
    expect((await store.circuits()).find(({ platform }) => platform === "slack")).toEqual({
      ...circuit,
      probeAt: probeAt + 1,
    });
    expect(await store.closeCircuit({ platform: "slack", tenant: "t", id: "c" }, monday)).toBe(false);
    expect(await store.closeCircuit(circuit, monday)).toBe(true);
  });

  test("a server that sends the tutor away has its schedules rest, also when it comes back, and purged with it (F53)", async () => {
    const { store } = opened;
    const away = { platform: "discord", tenant: "away", at: monday };
    await store.joinTenant(away);
    const schedule = await planned(store, { to: hall("away") });
    await store.leaveTenant({ ...away, at: monday + hour });
    expect(await store.findSchedule(schedule.id)).toMatchObject({
      paused: { why: "removed", until: undefined },
      next: undefined,
    });
    expect(await claimIn("away", monday + hour)).toEqual([]);
    expect(await stateOf(schedule.id)).toEqual(["skipped", "removed"]);
    await store.joinTenant({ ...away, at: monday + 2 * hour });
    expect(await store.findSchedule(schedule.id)).toMatchObject({ paused: { why: "removed" } });
    await store.leaveTenant({ ...away, at: monday + 3 * hour });
    await store.purgeTenants(monday + 3 * hour);
    expect(await store.findSchedule(schedule.id)).toBeUndefined();
    expect(await store.slotsOf(schedule.id, 1)).toEqual([]);
  });
});
