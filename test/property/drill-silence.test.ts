import { expect, test } from "vitest";
import { isSleepingHour } from "../../src/fleet/waking.ts";
import { drillRoom } from "../rooms/drill-room.ts";
import { labelsOf, textOf } from "../rooms/study-room.ts";

/** The channel of a zone. */
const channelOf = (zone: string): string => zone.toLowerCase().replaceAll(/[^a-z0-9]/g, "-");

const zones: readonly string[] = Intl.supportedValuesOf("timeZone");

const hourIn = (zone: string, at: number): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).hour;

test.each(["2026-03-06T12:00:00Z", "2026-10-23T12:00:00Z"])(
  "nothing that a drill brings along rings between 22:00 and 07:00 in any zone (three days from %s)",
  async (start) => {
    const room = await drillRoom();
    room.later(room.context.clock.now().until(Temporal.Instant.from(start)));
    const visitors = zones.map((zone) => room.person("Boss", { mayManage: true, zone, channel: channelOf(zone) }));
    for (const boss of visitors) {
      await room.context.store.acceptContract(boss.in, { platform: "test", tenant: "t1", person: "boss" }, 0, {
        newPlace: room.context.newId(),
        newLearner: room.context.newId(),
      });
      expect(textOf(await boss.type("drill tonight"))).toContain("The practice night is planned");
    }
    const zoneOf = new Map(zones.map((zone) => [channelOf(zone), zone]));
    let seen = 0;
    for (let step = 0; step < 3 * 144; step += 1) {
      await room.passes({ minutes: 10 }, { minutes: 10 });
      // In every other channel somebody gets up at once, so that the night ends before the morning.
      for (const post of room.posts.slice(seen)) {
        const at = zones.indexOf(zoneOf.get(post.ref.channel) ?? "");
        const boss = visitors[at];
        if (!boss || at % 2 === 0 || !labelsOf(post).includes("I see it")) continue;
        await boss.press("I see it", post);
        await boss.press("Restart copy 1", boss.seen.at(-1));
      }
      seen = room.posts.length;
    }
    const nights = room.posts.filter((post) => textOf(post).includes("At 02:00 something broke"));
    expect(nights).toHaveLength(zones.length);
    const loud = room.posts.filter((post) => post.message.silent !== true);
    // Questions about the night are heard, and there is at least one of each channel.
    expect(new Set(loud.map((post) => post.ref.channel)).size).toBe(zones.length);
    const wrong = loud.filter((post) => isSleepingHour(hourIn(zoneOf.get(post.ref.channel) ?? "UTC", post.at)));
    expect(wrong.map((post) => [post.ref.channel, new Date(post.at).toISOString(), textOf(post)])).toEqual([]);
    expect(room.faults).toEqual([]);
  },
  120_000,
);
