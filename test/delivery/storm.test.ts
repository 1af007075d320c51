import { expect, test } from "vitest";
import { hall } from "../store/learning.ts";
import { clockRoom } from "./clock-room.ts";
import { createPretendedPlatform } from "./pretended-platform.ts";

const monday = Temporal.Instant.from("2026-11-23T08:59:50Z").epochMilliseconds;
const nine = monday + 10_000;
const day = 86_400_000;

/** What the adapter of Discord says of itself; the platform takes 50 requests a second (`npm run bench` does it with 5,000). */
const pace = { perSecond: 47, apart: 1100 };
const most = 50;
const channels = 300;

test("of 300 channels due at 09:00 each gets its post once, as fast as the platform takes them and never faster, in an order that is another one every day (F07)", async () => {
  const room = await clockRoom(monday, (now) => createPretendedPlatform(now, { pace }));
  const halls = Array.from({ length: channels }, (_, index) => hall("guild-1", `channel-${index}`));
  const schedules = await Promise.all(halls.map((to) => room.schedule({ to })));
  const morning = async (from: number): Promise<void> => {
    room.set(from);
    const before = room.platform.messages.length;
    // The planner lets others have their turn between two batches: that takes a tick, too.
    const beaten = room.beat();
    for (let steps = 0; steps < 1000 && room.platform.messages.length < before + channels; steps += 1) {
      room.clock.tick(10);
      for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    }
    await beaten;
  };
  await morning(nine);
  await morning(nine + day);
  const [first, second] = [0, 1].map((days) =>
    room.platform.messages.filter(({ at }) => Math.floor((at - nine) / day) === days),
  );
  for (const posts of [first ?? [], second ?? []]) {
    expect(new Set(posts.map(({ channel }) => channel)).size).toBe(channels);
    expect(posts).toHaveLength(channels);
    const at = posts.map((post) => post.at);
    const inOneSecond = at.map((instant) => at.filter((other) => other >= instant && other < instant + 1000).length);
    expect(Math.max(...inOneSecond)).toBeLessThanOrEqual(most);
    const took = (at.at(-1) ?? 0) - (at[0] ?? 0);
    expect(took).toBeLessThanOrEqual((channels / pace.perSecond) * 1000 * 1.1);
  }
  expect(second?.map(({ channel }) => channel)).not.toEqual(first?.map(({ channel }) => channel));
  expect(room.platform.requests).toHaveLength(2 * channels);
  for (const { id } of schedules)
    expect((await room.store.slotsOf(id, 9)).map(({ state }) => state)).toEqual(["posted", "posted"]);
  expect(room.faults).toEqual([]);
});
