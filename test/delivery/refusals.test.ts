import { describe, expect, test } from "vitest";
import type { Act, Person, Place } from "../../src/chat/event.ts";
import { hall, newId } from "../store/learning.ts";
import { hour, minute } from "../store/planning.ts";
import { type ClockRoom, clockRoom } from "./clock-room.ts";

const monday = Temporal.Instant.from("2026-11-23T08:00Z").epochMilliseconds;
const nine = monday + hour;

const states = async ({ store }: ClockRoom, id: string) =>
  (await store.slotsOf(id, 9)).map(({ state, reason }) => (reason === undefined ? state : `${state}: ${reason}`));

describe("what refuses", () => {
  const refused = (scope: "post" | "place" | "tenant" | "platform") =>
    ({ kind: "refused", why: `no ${scope}`, scope }) as const;

  test("a channel rests after the first time, its maker is told once, and others go on (F08, F09)", async () => {
    const room = await clockRoom(monday);
    const { id } = await room.schedule({ to: hall("g", "gone") });
    await room.schedule({ to: hall("g", "there") });
    room.platform.refusing.set("gone", refused("place"));
    await room.until(nine + minute);
    expect(room.platform.messages.map(({ channel }) => channel).toSorted()).toEqual(["admin", "there"]);
    expect(await states(room, id)).toEqual(["attention: refused"]);
    // For three days it is tried once a day, and nobody hears of it again.
    for (let hours = 0; hours < 72; hours += 1) {
      room.set(room.now() + hour);
      await room.beat();
    }
    expect(room.platform.requests.filter(({ of }) => of.startsWith(id))).toHaveLength(4);
    expect(room.platform.messages.filter(({ channel }) => channel === "admin")).toHaveLength(1);
    expect(room.platform.messages.filter(({ channel }) => channel === "there")).toHaveLength(4);
    room.platform.refusing.clear();
    for (let hours = 0; hours < 26; hours += 1) {
      room.set(room.now() + hour);
      await room.beat();
    }
    expect(room.platform.messages.some(({ channel }) => channel === "gone")).toBe(true);
    expect(await room.store.circuits()).toEqual([]);
  });

  test("keeps nobody from being ready: what waits for a channel that refuses is not behind", async () => {
    const room = await clockRoom(monday);
    await room.schedule({ to: hall("g", "gone") });
    room.platform.refusing.set("gone", refused("place"));
    await room.until(nine + minute);
    const closing = { key: "closing", kind: "quiz-close", due: nine + hour, detail: {}, edits: undefined };
    await room.store.addPost({ ...closing, id: newId(), to: hall("g", "gone") });
    room.set(nine + 2 * hour);
    await room.beat();
    expect(await room.store.oldestDue(room.now())).toBeUndefined();
    // And one that waits elsewhere still counts.
    await room.store.addPost({ ...closing, key: "other", id: newId(), to: hall("g", "there") });
    expect(await room.store.oldestDue(room.now())).toBe(nine + hour);
  });

  test("as a whole is not let off because somebody acts in a channel of it that was closed as well", async () => {
    const room = await clockRoom(monday);
    const probe = { openedAt: monday, probeAt: monday + 9 * hour };
    const [platform, channel] = [
      { platform: "discord", tenant: undefined, id: undefined },
      { platform: "discord", tenant: "g", id: "one" },
    ];
    await room.store.openCircuit({ ...platform, why: "five servers", ...probe });
    await room.store.openCircuit({ ...channel, why: "gone", ...probe });
    await room.store.closeCircuit(channel, monday + minute);
    expect(await room.store.circuits()).toMatchObject([{ tenant: undefined }]);
  });

  test("is tried at once when somebody acts there", async () => {
    const room = await clockRoom(monday);
    const { id } = await room.schedule({ to: hall("g", "gone") });
    room.platform.refusing.set("gone", refused("place"));
    await room.until(nine + minute);
    room.platform.refusing.clear();
    await room.beat();
    const act: Act = {
      kind: "command",
      name: "help",
      options: {},
      by: { platform: "discord", tenant: "g", id: "ada", name: "Ada", mayManage: false },
      in: hall("g", "gone"),
    };
    await room.reopening.through(async () => [])(act);
    await room.beat();
    await room.beat();
    expect(await room.store.findSchedule(id)).toMatchObject({ paused: undefined, next: { date: "2026-11-24" } });
    expect(await room.store.circuits()).toEqual([]);
  });

  test("a person who takes no direct messages is tried once, and never daily (F10)", async () => {
    const room = await clockRoom(monday);
    const ada = { platform: "discord", tenant: "g", person: "ada" };
    const { id } = await room.schedule({ kind: "review", own: true, by: ada, to: { kind: "person", ...ada } });
    room.platform.refusing.set("ada", refused("place"));
    for (let hours = 0; hours < 72; hours += 1) {
      room.set(room.now() + hour);
      await room.beat();
    }
    expect(room.platform.requests).toHaveLength(1);
    expect(await room.store.findSchedule(id)).toMatchObject({ paused: { why: "refused" } });
  });

  describe("a person who takes no direct messages, and learns on in a channel", () => {
    const ada = { platform: "discord", tenant: "g", person: "ada" };
    const by: Person = { platform: "discord", tenant: "g", id: "ada", name: "Ada", mayManage: false };
    const direct: Place = { platform: "discord", tenant: "@me", channel: "dm", kind: "direct" };
    const refusing = async () => {
      const room = await clockRoom(monday);
      const { id } = await room.schedule({ kind: "review", own: true, by: ada, to: { kind: "person", ...ada } });
      room.platform.refusing.set("ada", refused("place"));
      await room.until(nine + minute);
      await room.beat();
      return { room, id };
    };
    const typed = (name: string, act: Partial<Act>): Act =>
      ({
        ...{ kind: "command", name, options: {}, by, in: hall("g", "lobby") },
        ...act,
      }) as Act;

    test("is not tried again for that (F10)", async () => {
      const { room, id } = await refusing();
      await room.reopening.through(async () => [])(typed("learn", {}));
      await room.beat();
      expect(await room.store.findSchedule(id)).toMatchObject({ paused: { why: "refused" } });
      expect(await room.store.circuits()).toHaveLength(1);
    });

    test.each([
      ["in a direct conversation", typed("learn", { by: { ...by, tenant: "@me", everywhere: true }, in: direct })],
      ["by a command about reminders", typed("remind resume", {})],
    ])("is tried again once they act %s", async (_, act) => {
      const { room, id } = await refusing();
      room.platform.refusing.clear();
      await room.reopening.through(async () => [])(act);
      await room.beat();
      await room.beat();
      expect(await room.store.circuits()).toEqual([]);
      expect(await room.store.findSchedule(id)).toMatchObject({ paused: undefined });
    });
  });

  test("one post for its form is set aside with the reason, and its channel goes on (F11)", async () => {
    const room = await clockRoom(monday);
    const bad = await room.schedule();
    await room.schedule({ time: "09:01" });
    room.platform.turns.push(refused("post"));
    await room.until(nine + 2 * minute);
    expect(room.platform.messages).toHaveLength(1);
    expect(room.platform.messages[0]?.key.startsWith(bad.id)).toBe(false);
    expect(await states(room, bad.id)).toEqual(["attention: refused"]);
  });

  test("a platform whose token is gone keeps its posts, tries one a minute, and sends all when it is back (F20)", async () => {
    const room = await clockRoom(monday);
    for (let index = 0; index < 40; index += 1) await room.schedule({ to: hall("g", `c${index}`) });
    room.platform.turns.push(...Array.from({ length: 200 }, () => refused("platform")));
    await room.until(nine);
    const before = room.platform.requests.length;
    await room.until(nine + 5 * minute);
    expect(room.platform.requests.length - before).toBeLessThanOrEqual(5);
    expect(room.platform.messages).toEqual([]);
    room.platform.turns.splice(0);
    await room.until(nine + 7 * minute);
    expect(new Set(room.platform.messages.map(({ channel }) => channel)).size).toBe(40);
    expect(room.platform.messages).toHaveLength(40);
  });

  test("five servers for the same reason within five minutes means the platform", async () => {
    const room = await clockRoom(monday);
    for (let index = 0; index < 12; index += 1)
      await room.schedule({
        to: hall(`tenant-${index}`, `c${index}`),
        next: { date: "2026-11-23", time: "09:00", due: nine + index * minute },
      });
    for (let index = 0; index < 12; index += 1) room.platform.refusing.set(`c${index}`, refused("tenant"));
    await room.until(nine + 4 * minute + 10_000);
    const platforms = (await room.store.circuits()).filter(({ tenant }) => tenant === undefined);
    expect(platforms).toMatchObject([{ platform: "discord", why: "no tenant" }]);
  });
});
