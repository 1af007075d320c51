import { describe, expect, test } from "vitest";
import { hall } from "../store/learning.ts";
import { day, hour, minute } from "../store/planning.ts";
import { clockRoom } from "./clock-room.ts";

const utc = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;
const monday = utc("2026-11-23T08:00Z");

describe("a daily post", () => {
  test("arrives at its time, once, and its slot says so", async () => {
    const room = await clockRoom(monday);
    const { id } = await room.schedule();
    await room.until(monday + hour - 1);
    expect(room.platform.messages).toEqual([]);
    await room.until(monday + hour + minute);
    expect(room.platform.messages).toMatchObject([{ channel: "study-hall", text: `${id}:2026-11-23:09:00` }]);
    await room.until(monday + 3 * hour);
    expect(room.platform.requests).toHaveLength(1);
    expect(await room.store.slotsOf(id, 9)).toMatchObject([{ date: "2026-11-23", state: "posted" }]);
    expect((await room.store.findSchedule(id))?.next?.date).toBe("2026-11-24");
  });

  test("arrives once on each date of a spring and an autumn in which clocks change (F28, F29)", async () => {
    for (const [zone, from] of [
      ["Europe/Berlin", "2026-03-27T12:00Z"],
      ["Europe/Berlin", "2026-10-23T12:00Z"],
      ["America/New_York", "2026-03-06T12:00Z"],
    ] as const) {
      const room = await clockRoom(utc(from));
      await room.schedule({ kind: "drill", zone, time: "02:00", to: hall("g", zone) });
      for (let hours = 0; hours < 96; hours += 1) {
        room.set(room.now() + hour);
        await room.beat();
      }
      expect(room.platform.messages.map(({ key }) => key.slice(-16, -6)).length).toBe(4);
      expect(new Set(room.platform.messages.map(({ key }) => key)).size).toBe(4);
    }
  });

  test("whose beat is missed because the program was held up leaves with the next (F30)", async () => {
    const room = await clockRoom(monday);
    const { id } = await room.schedule();
    room.set(monday + hour - 500);
    await room.beat();
    room.set(monday + hour + 2000);
    await room.beat();
    expect(room.platform.messages).toHaveLength(1);
    expect(await room.store.slotsOf(id, 9)).toMatchObject([{ state: "posted" }]);
  });

  test("is not planned twice by beats that overlap (F36)", async () => {
    const room = await clockRoom(monday);
    await room.schedule();
    room.set(monday + hour);
    await Promise.all([room.beat(), room.beat(), room.beat()]);
    expect(room.platform.requests).toHaveLength(1);
  });
});

describe("after a time in which nothing ran (F31)", () => {
  test("of an hour, the post arrives late, and says so", async () => {
    const room = await clockRoom(monday);
    const { id } = await room.schedule();
    room.set(monday + 2 * hour);
    await room.beat();
    expect(room.platform.messages).toHaveLength(1);
    expect(await room.store.slotsOf(id, 9)).toMatchObject([{ state: "late" }]);
  });

  test.each([["quiz", 2 * hour]] as const)(
    "of more than a %s waits for, it is skipped with the reason",
    async (kind, patience) => {
      const room = await clockRoom(monday);
      const { id } = await room.schedule({ kind, time: "12:00" });
      room.set(monday + 4 * hour + patience + 1);
      await room.beat();
      expect(room.platform.messages).toEqual([]);
      expect(await room.store.slotsOf(id, 9)).toMatchObject([{ state: "skipped", reason: "downtime" }]);
      expect(room.skips).toEqual(["downtime"]);
    },
  );

  test("of five days, only the newest is posted, late, and every earlier one is told", async () => {
    const room = await clockRoom(monday);
    const { id } = await room.schedule();
    room.set(monday + 4 * day + 2 * hour);
    await room.beat();
    expect(room.platform.messages.map(({ key }) => key)).toEqual([`${id}:2026-11-27:09:00`]);
    expect((await room.store.slotsOf(id, 9)).map(({ date, state, reason }) => [date, state, reason])).toEqual([
      ["2026-11-27", "late", undefined],
      ["2026-11-26", "skipped", "downtime"],
      ["2026-11-25", "skipped", "downtime"],
      ["2026-11-24", "skipped", "downtime"],
      ["2026-11-23", "skipped", "downtime"],
    ]);
  });

  test("of most of a year, no slot is without its state", async () => {
    const room = await clockRoom(monday);
    const { id } = await room.schedule();
    room.set(monday + 300 * day + 2 * hour);
    await room.beat();
    const slots = await room.store.slotsOf(id, 1000);
    expect(slots).toHaveLength(301);
    expect(slots[0]?.state).toBe("late");
    expect(slots.slice(1).every(({ state, reason }) => state === "skipped" && reason === "downtime")).toBe(true);
    expect(room.platform.messages).toHaveLength(1);
  });

  test("that ends at night, nobody is woken by what was due in the evening", async () => {
    const room = await clockRoom(utc("2026-11-23T20:00Z"));
    const { id } = await room.schedule({ time: "21:30" });
    room.set(utc("2026-11-23T22:15Z"));
    await room.beat();
    expect(room.platform.messages).toEqual([]);
    expect(await room.store.slotsOf(id, 9)).toMatchObject([{ state: "skipped", reason: "night" }]);
  });

  test("that ends at night, what somebody chose for the night is still posted", async () => {
    const room = await clockRoom(utc("2026-11-23T20:00Z"));
    await room.schedule({ kind: "drill", time: "02:00" });
    room.set(utc("2026-11-24T02:20Z"));
    await room.beat();
    expect(room.platform.messages).toHaveLength(1);
  });
});

describe("a wall clock that is wrong (F32)", () => {
  test("and goes back an hour makes nothing come twice", async () => {
    const room = await clockRoom(monday);
    await room.schedule();
    await room.until(monday + hour + minute);
    room.set(monday + 10 * minute);
    await room.until(monday + 3 * hour);
    expect(room.platform.messages).toHaveLength(1);
  });

  test("by a day ahead, and put right, makes nothing come twice and nothing be missed", async () => {
    const room = await clockRoom(monday);
    const { id } = await room.schedule();
    await room.until(monday + hour + minute);
    room.set(monday + 3 * day);
    await room.beat();
    room.set(monday + 2 * hour);
    for (let hours = 3; hours <= 100; hours += 1) {
      room.set(monday + hours * hour);
      await room.beat();
    }
    const keys = room.platform.messages.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const days = ["23", "24", "25", "26", "27"].map((date) => `${id}:2026-11-${date}:09:00`);
    expect(keys.toSorted()).toEqual(days.filter((key) => keys.includes(key)));
    const slots = await room.store.slotsOf(id, 9);
    expect(slots.map(({ date }) => date)).toEqual([
      "2026-11-27",
      "2026-11-26",
      "2026-11-25",
      "2026-11-24",
      "2026-11-23",
    ]);
    expect(slots.every(({ state }) => state === "posted" || state === "late")).toBe(true);
  });
});

describe("a zone", () => {
  test("that is not known any more rests its schedule, and its maker is told (F33)", async () => {
    const room = await clockRoom(monday);
    const known = await room.schedule({ to: hall("g", "known") });
    const { id } = await room.schedule({
      zone: "Atlantic/Atlantis",
      next: { date: "2026-11-23", time: "09:00", due: monday + hour },
    });
    await room.until(monday + hour + minute);
    expect(await room.store.findSchedule(id)).toMatchObject({ paused: { why: "zone" }, next: undefined });
    expect(room.platform.messages.map(({ channel }) => channel).toSorted()).toEqual(["admin", "known"]);
    expect(await room.store.slotsOf(known.id, 1)).toMatchObject([{ state: "posted" }]);
  });

  test("whose rules have changed since a slot was worked out counts as it is now (F33)", async () => {
    const room = await clockRoom(monday);
    // As if Berlin had been at UTC when these were kept.
    const due = (hours: number) => ({ date: "2026-11-23", time: "10:00", due: monday + hours * hour });
    const later = await room.schedule({ zone: "Europe/Berlin", time: "10:00", to: hall("g", "a"), next: due(2) });
    const soon = await room.schedule({ zone: "America/New_York", time: "10:00", to: hall("g", "b"), next: due(2) });
    await room.beat();
    expect((await room.store.findSchedule(later.id))?.next?.due).toBe(monday + hour);
    expect((await room.store.findSchedule(soon.id))?.next?.due).toBe(monday + 7 * hour);
    await room.until(monday + hour + minute);
    expect(room.platform.messages.map(({ channel }) => channel)).toEqual(["a"]);
  });

  test("is worked out anew by a program that brings other rules, and only then", async () => {
    const room = await clockRoom(monday);
    await room.beat();
    const wrong = { date: "2026-11-23", time: "10:00", due: monday + 2 * hour };
    const { id } = await room.schedule({ zone: "Europe/Berlin", time: "10:00", next: wrong });
    const due = async () => (await room.store.findSchedule(id))?.next?.due;
    await room.restart();
    await room.beat();
    expect(await due()).toBe(wrong.due);
    room.rules = 2027;
    await room.restart();
    await room.beat();
    expect(await due()).toBe(monday + hour);
  });

  test("never had a date: there is no slot, and the next one is the day after (F35)", async () => {
    const room = await clockRoom(utc("2011-12-29T12:00Z"));
    const { id } = await room.schedule({ zone: "Pacific/Apia", time: "09:00" });
    for (let hours = 0; hours < 72; hours += 1) {
      room.set(room.now() + hour);
      await room.beat();
    }
    expect(room.platform.messages.map(({ key }) => key.slice(id.length + 1))).toEqual([
      "2011-12-29:09:00",
      "2011-12-31:09:00",
      "2012-01-01:09:00",
    ]);
  });
});

describe("a schedule that rests", () => {
  test("until a date goes on by itself, without what passed meanwhile", async () => {
    const room = await clockRoom(monday);
    const { id } = await room.schedule({ paused: { why: "asked", until: monday + 2 * day + 2 * hour } });
    for (let hours = 0; hours < 80; hours += 1) {
      room.set(room.now() + hour);
      await room.beat();
    }
    expect(room.platform.messages.map(({ key }) => key)).toEqual([`${id}:2026-11-26:09:00`]);
  });

  test("is changed between planning and sending, and nothing stale leaves (F37)", async () => {
    const room = await clockRoom(monday);
    const { id } = await room.schedule();
    room.compose = async () => {
      const was = await room.store.findSchedule(id);
      if (was) await room.store.changeSchedule({ ...was, time: "12:00" }, was, "changed", room.now());
      return { kind: "say", message: { blocks: [] }, follow: [] };
    };
    await room.until(monday + hour + minute);
    expect(room.platform.requests).toEqual([]);
    expect(await room.store.slotsOf(id, 1)).toMatchObject([{ state: "skipped", reason: "changed" }]);
  });
});
