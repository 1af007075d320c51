import { describe, expect, onTestFinished, test } from "vitest";
import type { Platform } from "../../src/chat/platform.ts";
import type { Compose } from "../../src/core/post.ts";
import { createMetrics, type Metrics } from "../../src/ops/metrics.ts";
import { openStore } from "../../src/store/open.ts";
import { type ClockRoom, clockRoom } from "../delivery/clock-room.ts";
import { freshPostgres } from "../store/databases.ts";
import { hall, newId } from "../store/learning.ts";
import { day, hour, made, minute, plan, saying, slot } from "../store/planning.ts";
import { scraped, seriesOf } from "./scraped.ts";

const monday = Temporal.Instant.from("2026-11-23T08:00Z").epochMilliseconds;
const nine = monday + hour;

/** A room in which posts come by the clock, and an operator who reads what it counts. */
async function watched(): Promise<{ room: ClockRoom; metrics: Metrics }> {
  const metrics = createMetrics(() => room.now());
  const room = await clockRoom(monday, undefined, metrics);
  const behind = async () => room.now() - ((await room.store.oldestDue(room.now())) ?? room.now());
  metrics.watch({ platforms: [room.platform], behind });
  return { room, metrics };
}

const skips = async (metrics: Metrics) => seriesOf(await scraped(metrics), "slots_skipped_total");

describe("an operator who counts what was skipped", () => {
  test("sees those that passed while nothing ran, and what came too late", async () => {
    const { room, metrics } = await watched();
    await room.schedule();
    room.set(monday + 3 * day + 2 * hour);
    await room.beat();
    expect(await skips(metrics)).toEqual({ '{reason="downtime"}': 3 });
    room.set(monday + 4 * day + hour);
    room.platform.turns.push({ kind: "wait", until: room.now() + hour });
    await room.beat();
    room.set(monday + 4 * day + 9 * hour);
    await room.beat();
    expect(await skips(metrics)).toEqual({ '{reason="downtime"}': 3, '{reason="too late"}': 1 });
  });

  test("sees what somebody changed, paused or removed before it left", async () => {
    const { room, metrics } = await watched();
    const [changed, paused, removed] = await Promise.all(
      ["changed", "paused", "removed"].map((channel) => room.schedule({ to: hall("g", channel) })),
    );
    if (!changed || !paused || !removed) throw new Error("three schedules were made");
    const wait = { kind: "wait", until: nine + hour } as const;
    room.platform.turns.push(wait, wait, wait);
    await room.until(nine + minute);
    const now = async ({ id }: typeof changed) => (await room.store.findSchedule(id)) ?? changed;
    const was = await now(changed);
    await room.store.changeSchedule({ ...was, time: "10:00" }, was, "changed", room.now());
    const went = await now(paused);
    const rest = { ...went, paused: { why: "asked", until: undefined }, next: undefined } as const;
    await room.store.changeSchedule(rest, went, "asked", room.now());
    await room.store.removeSchedule(removed.id, room.now());
    expect(await skips(metrics)).toEqual({ '{reason="changed"}': 1, '{reason="asked"}': 1, '{reason="removed"}': 1 });
  });

  test("sees what waited for a channel that refuses, and for a server that sent the tutor away", async () => {
    const { room, metrics } = await watched();
    for (const _ of [1, 2]) await room.schedule({ to: hall("g", "gone") });
    await room.schedule({ to: hall("left", "hall") });
    room.platform.refusing.set("gone", { kind: "refused", why: "no place", scope: "place" });
    room.platform.refusing.set("hall", { kind: "wait", until: nine + hour });
    await room.until(nine + minute);
    await room.store.leaveTenant({ platform: "discord", tenant: "left", at: room.now() });
    expect(await skips(metrics)).toEqual({ '{reason="refused"}': 1, '{reason="removed"}': 1 });
  });

  test("sees what there was nothing to say to under one name, whatever its composer calls it", async () => {
    const { room, metrics } = await watched();
    for (const channel of ["one", "two"]) await room.schedule({ to: hall("g", channel) });
    const why = ["nothing due", "quiet week"];
    room.compose = async () => ({ kind: "nothing", why: why.pop() ?? "", follow: [] });
    await room.until(nine + minute);
    expect(await skips(metrics)).toEqual({ '{reason="nothing to say"}': 2 });
  });

  test("sees no slot in a post that has none", async () => {
    const { room, metrics } = await watched();
    const nothing: Compose = async () => ({ kind: "nothing", why: "over", follow: [] });
    room.compose = nothing;
    const post = { kind: "quiz-close", due: monday, detail: {}, edits: undefined, to: hall("g", "there") };
    await room.store.addPost({ ...post, id: newId(), key: "close" });
    await room.store.addPost({ ...post, id: newId(), key: "late", leaveBy: monday });
    await room.until(monday + minute);
    expect(await skips(metrics)).toEqual({});
    expect(seriesOf(await scraped(metrics), "deliveries_total")).toEqual({
      '{platform="discord",state="dropped"}': 2,
    });
  });

  test("sees each once when two programs plan the same at the same time", async () => {
    const { where, remove } = await freshPostgres();
    const programs = await Promise.all(
      [1, 2].map(async () => {
        const metrics = createMetrics(() => monday);
        return { metrics, opened: await openStore(where, { skipped: metrics.skipped }) };
      }),
    );
    const [one, other] = programs;
    if (!one || !other) throw new Error("two programs were started");
    onTestFinished(async () => {
      await Promise.all(programs.map(({ opened }) => opened.close()));
      await remove();
    });
    const both = await Promise.all([1, 2].map(() => one.opened.store.saveSchedule(made())));
    const passed = (from: typeof both) =>
      from.map((schedule) => plan(schedule, { skipped: [{ ...slot(), reason: "downtime" }], slot: undefined }));
    expect(await one.opened.store.planSlots(passed(both.slice(0, 1)), monday)).toBe(1);
    expect(await other.opened.store.planSlots(passed(both), monday)).toBe(1);
    for (const { metrics } of programs) expect(await skips(metrics)).toEqual({ '{reason="downtime"}': 1 });
  });
});

describe("an operator who watches posts leave", () => {
  test("sees how each attempt ended, and for how long the oldest has been waiting", async () => {
    const { room, metrics } = await watched();
    await room.schedule();
    room.platform.turns.push({ kind: "wait", until: nine + 10 * minute });
    await room.until(nine + 5 * minute);
    const waiting = await scraped(metrics);
    expect(seriesOf(waiting, "outbox_oldest_due_seconds")).toEqual({ "": 300 });
    await room.until(nine + 11 * minute);
    const posted = await scraped(metrics);
    expect(seriesOf(posted, "deliveries_total")).toEqual({
      '{platform="discord",state="wait"}': 1,
      '{platform="discord",state="sent"}': 1,
    });
    expect(seriesOf(posted, "outbox_oldest_due_seconds")).toEqual({ "": 0 });
  });

  test("sees what refuses by its scope, as long as it does, and nobody's name or channel in anything", async () => {
    const { room, metrics } = await watched();
    await room.schedule({ to: hall("harbour-school", "study-hall") });
    room.platform.refusing.set("study-hall", { kind: "refused", why: "study-hall is gone", scope: "place" });
    await room.until(nine + minute);
    const refused = await scraped(metrics);
    expect(seriesOf(refused, "circuit_open")).toEqual({ '{platform="discord",scope="place"}': 1 });
    expect(refused.text).not.toMatch(/study-hall|harbour-school|admin/);
    await room.store.closeCircuit({ platform: "discord", tenant: "harbour-school", id: "study-hall" }, room.now());
    await room.beat();
    expect(seriesOf(await scraped(metrics), "circuit_open")).toEqual({});
  });
});

test("an operator sees what a platform tells of itself now, and not what it told once", async () => {
  const metrics = createMetrics(Date.now);
  const platform: Pick<Platform, "name" | "health"> & { gauges: NonNullable<Platform["gauges"]> } = {
    name: "pigeons",
    health: () => ({ ok: false, why: "asleep" }),
    gauges: () => [{ name: "pigeons_up", help: "Pigeons in the air.", value: 3 }],
  };
  metrics.watch({ platforms: [platform], behind: async () => 0 });
  const flying = await scraped(metrics);
  expect(flying.text).toContain("# HELP nightshift_pigeons_up Pigeons in the air.\n# TYPE nightshift_pigeons_up gauge");
  expect(flying.values).toMatchObject({ pigeons_up: 3, 'platform_up{platform="pigeons"}': 0 });
  platform.gauges = () => [];
  expect((await scraped(metrics)).values).not.toHaveProperty("pigeons_up");
});

test("an operator sees how long answers took, in the platform that they were given on", async () => {
  let at = monday;
  const metrics = createMetrics(() => at);
  const slow = metrics.through(async () => {
    at += 200;
    return [{ kind: "update", message: saying("done") }];
  });
  await slow({ kind: "joined", platform: "discord", tenant: "g" });
  const { values } = await scraped(metrics);
  expect(values).toMatchObject({
    'ack_seconds_bucket{le="0.1",platform="discord"}': 0,
    'ack_seconds_bucket{le="0.25",platform="discord"}': 1,
    'ack_seconds_sum{platform="discord"}': 0.2,
  });
});
