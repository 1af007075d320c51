import { describe, expect, test } from "vitest";
import type { FollowUp } from "../../src/core/post.ts";
import { hall, newId } from "../store/learning.ts";
import { hour, minute, saying } from "../store/planning.ts";
import { type ClockRoom, clockRoom } from "./clock-room.ts";
import { createPretendedPlatform, type Turn } from "./pretended-platform.ts";

const monday = Temporal.Instant.from("2026-11-23T08:00Z").epochMilliseconds;
const nine = monday + hour;

const states = async ({ store }: ClockRoom, id: string) =>
  (await store.slotsOf(id, 9)).map(({ state, reason }) => (reason === undefined ? state : `${state}: ${reason}`));

/** A room whose platform makes one message of the same post for two minutes, as Discord does. */
const likeDiscord = () => clockRoom(monday, (now) => createPretendedPlatform(now, { sameFor: 120_000 }));
/** A room whose platform promises nothing, as Slack. */
const likeSlack = () => clockRoom(monday);

describe("a post that may have arrived", () => {
  test.each<[string, Turn]>([
    ["arrived", "taken, no reply"],
    ["did not", "lost, no reply"],
  ])("and %s is repeated at once where that makes one message of both (F01, F02, F03)", async (_what, turn) => {
    const room = await likeDiscord();
    const { id } = await room.schedule();
    room.platform.turns.push(turn);
    await room.until(nine + minute);
    expect(room.platform.messages).toHaveLength(1);
    expect(room.platform.requests.map(({ what }) => what)).toEqual(["deliver", "deliver"]);
    expect(await states(room, id)).toEqual(["posted"]);
  });

  test("is looked for when that time is over, and not repeated when it is there", async () => {
    const room = await likeDiscord();
    const { id } = await room.schedule();
    room.platform.turns.push("taken, no reply");
    await room.until(nine);
    room.set(nine + 5 * minute);
    await room.beat();
    expect(room.platform.messages).toHaveLength(1);
    expect(room.platform.requests.map(({ what }) => what)).toEqual(["deliver", "find"]);
    expect(await states(room, id)).toEqual(["posted"]);
  });

  test("is looked for twice, half a minute apart, before it is repeated after that time", async () => {
    const room = await likeDiscord();
    await room.schedule();
    room.platform.turns.push("lost, no reply");
    await room.until(nine);
    room.set(nine + 5 * minute);
    await room.until(nine + 7 * minute);
    const [, first, second, ...again] = room.platform.requests;
    expect([first?.what, second?.what, ...again.map(({ what }) => what)]).toEqual(["find", "find", "deliver"]);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(30_000);
    expect(room.platform.messages).toHaveLength(1);
  });

  test("is found where nothing is promised, and settled as sent", async () => {
    const room = await likeSlack();
    const { id } = await room.schedule();
    room.platform.turns.push("taken, no reply");
    await room.until(nine + minute);
    expect(room.platform.requests.map(({ what }) => what)).toEqual(["deliver", "find"]);
    expect(await states(room, id)).toEqual(["posted"]);
  });

  test("and is absent twice is not repeated where nothing is promised: somebody is to look at it", async () => {
    const room = await likeSlack();
    const { id } = await room.schedule();
    room.platform.turns.push("lost, no reply");
    await room.until(nine + 5 * minute);
    expect(room.platform.messages).toEqual([]);
    expect(room.platform.requests.map(({ what }) => what)).toEqual(["deliver", "find", "find"]);
    expect(await states(room, id)).toEqual(["attention: lost"]);
  });

  test("stays in doubt when its platform fails at looking, and is looked for again", async () => {
    const room = await likeSlack();
    const { id } = await room.schedule();
    room.platform.turns.push("taken, no reply");
    room.platform.sight = "broken";
    await room.until(nine + minute);
    expect(room.faults.length).toBeGreaterThan(0);
    expect(await states(room, id)).toEqual(["planned"]);
    room.platform.sight = "sees";
    await room.until(nine + 2 * minute);
    expect(await states(room, id)).toEqual(["posted"]);
    expect(room.platform.messages).toHaveLength(1);
  });

  test("and cannot be looked for is not repeated: somebody is to look at it", async () => {
    const room = await likeSlack();
    const { id } = await room.schedule();
    room.platform.sight = "blind";
    room.platform.turns.push("taken, no reply");
    await room.until(nine + minute);
    expect(await states(room, id)).toEqual(["attention: lost"]);
  });

  test("is looked for as long as the platform asks to wait, for a day at most", async () => {
    const room = await likeSlack();
    const { id } = await room.schedule();
    room.platform.sight = "busy";
    room.platform.turns.push("taken, no reply");
    await room.until(nine + 3 * minute);
    expect(await states(room, id)).toEqual(["planned"]);
    room.set(nine + 25 * hour);
    await room.beat();
    expect((await states(room, id)).at(-1)).toBe("attention: lost");
  });

  test("of a process that was killed while it sent is settled by the next one", async () => {
    for (const turn of ["hang", "taken, no reply"] as const) {
      const room = await likeDiscord();
      const { id } = await room.schedule();
      room.platform.turns.push(turn);
      await room.until(nine);
      await room.restart();
      room.platform.release();
      await room.until(nine + 3 * minute);
      expect(room.platform.messages).toHaveLength(1);
      expect(await states(room, id)).toEqual(["posted"]);
    }
  });

  test("of a process that was killed before anything was composed is sent by the next one, however little is promised", async () => {
    const room = await likeSlack();
    const { id } = await room.schedule();
    const usual = room.compose;
    room.compose = () => new Promise(() => undefined);
    await room.until(nine);
    await room.restart();
    room.compose = usual;
    await room.until(nine + 2 * minute);
    expect(room.platform.requests.map(({ what }) => what)).toEqual(["deliver"]);
    expect(await states(room, id)).toEqual(["posted"]);
  });
});

describe("a platform that asks to wait", () => {
  test("and a process that is killed before the next try leave nothing in doubt: it certainly has not arrived", async () => {
    const room = await likeSlack();
    const { id } = await room.schedule();
    room.platform.refusing.set("study-hall", { kind: "wait", until: nine + 10_000 });
    await room.until(nine);
    room.platform.refusing.clear();
    // Claimed, and killed before anything is kept of this try.
    const { store } = room;
    const lease = { owner: "killed", until: nine + 15_000 };
    room.set(nine + 11_000);
    expect(await store.claimPosts("discord", lease, room.now(), { limit: 9, apart: 0 })).toHaveLength(1);
    room.set(nine + 20_000);
    await room.until(nine + 2 * minute);
    expect(room.platform.requests.map(({ what }) => what)).toEqual(["deliver", "deliver"]);
    expect(await states(room, id)).toEqual(["posted"]);
  });

  test("with the first of two posts for a channel gets that one first all the same", async () => {
    const room = await likeSlack();
    const [first, second] = [await room.schedule(), await room.schedule({ time: "09:01" })];
    room.platform.turns.push({ kind: "wait", until: nine + 3 * minute });
    await room.until(nine + 5 * minute);
    const keys = room.platform.messages.map(({ key }) => key.slice(0, 36));
    expect(keys).toEqual([first.id, second.id]);
  });

  test("for one channel is left alone there until then, and others go on (F04)", async () => {
    const room = await likeSlack();
    const [slow] = [await room.schedule({ to: hall("g", "slow") }), await room.schedule({ to: hall("g", "fast") })];
    room.platform.refusing.set("slow", { kind: "wait", until: nine + 30_000 });
    await room.until(nine + 20_000);
    room.platform.refusing.clear();
    expect(room.platform.messages.map(({ channel }) => channel)).toEqual(["fast"]);
    await room.until(nine + minute);
    const tried = room.platform.requests.filter(({ of }) => of.startsWith(slow.id));
    expect(tried).toHaveLength(2);
    expect(tried[1]?.at).toBeGreaterThanOrEqual(nine + 30_000);
  });

  test("for longer than the post may leave gets it no more", async () => {
    const room = await likeSlack();
    const { id } = await room.schedule({ time: "09:00" });
    room.platform.turns.push({ kind: "wait", until: nine + 3 * hour });
    await room.until(nine + minute);
    room.set(nine + 3 * hour);
    await room.beat();
    expect(room.platform.messages).toEqual([]);
    expect(await states(room, id)).toEqual(["skipped: too late"]);
  });
});

test("fifty posts to one channel leave in order, each at least 1.1 s after the one before (F06)", async () => {
  const room = await clockRoom(monday, (now) => createPretendedPlatform(now, { pace: { perSecond: 50, apart: 1100 } }));
  for (let index = 0; index < 50; index += 1)
    await room.store.addPost({
      id: newId(),
      key: `post ${String(index).padStart(2, "0")}`,
      kind: "x",
      due: monday + index,
      detail: {},
      edits: undefined,
      to: hall(),
    });
  room.set(monday + 100);
  await room.beat();
  for (let steps = 0; steps < 1000 && room.platform.messages.length < 50; steps += 1) {
    room.clock.tick(100);
    for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
  const { messages } = room.platform;
  expect(messages.map(({ key }) => key)).toEqual(messages.map(({ key }) => key).toSorted());
  const gaps = messages.slice(1).map(({ at }, index) => at - (messages[index]?.at ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1100);
  expect((messages.at(-1)?.at ?? 0) - (messages[0]?.at ?? 0)).toBeLessThan(61_000);
});

describe("a fault while composing", () => {
  test("is told, tried again later, and holds up no other", async () => {
    const room = await likeSlack();
    const [bad, good] = [await room.schedule({ to: hall("g", "a") }), await room.schedule({ to: hall("g", "b") })];
    const usual = room.compose;
    room.compose = async (post) => {
      if (post.schedule === bad.id && room.now() < nine + 2 * minute) throw new Error("broken");
      return usual(post);
    };
    await room.until(nine + minute);
    expect(await states(room, good.id)).toEqual(["posted"]);
    expect(room.faults.length).toBeGreaterThan(0);
    await room.until(nine + 5 * minute);
    expect(await states(room, bad.id)).toEqual(["posted"]);
  });

  test("that stays is given up in the end, and somebody is to look at it", async () => {
    const room = await likeSlack();
    const { id } = await room.schedule();
    room.compose = async () => {
      throw new Error("broken");
    };
    await room.until(nine + 100 * minute);
    expect(await states(room, id)).toEqual(["attention: refused"]);
    expect(room.faults).toHaveLength(10);
  });

  test("nothing to say is silence, and the slot says why", async () => {
    const room = await likeSlack();
    const { id } = await room.schedule();
    room.compose = async () => ({ kind: "nothing", why: "nothing due", follow: [] });
    await room.until(nine + minute);
    expect(room.platform.requests).toEqual([]);
    expect(await states(room, id)).toEqual(["skipped: nothing due"]);
  });
});

describe("an edit that follows a post", () => {
  const room = async () => {
    const made = await likeSlack();
    made.compose = async (post) =>
      post.kind === "quiz-close"
        ? { kind: "say", message: saying("closed"), follow: [] }
        : { kind: "say", message: saying("open"), follow: [closing(post.id)] };
    return made;
  };
  const closing = (post: string): FollowUp => ({
    key: `${post}:close`,
    kind: "quiz-close",
    due: nine + 8 * hour,
    detail: {},
    edits: post,
  });

  test("changes the message at its time", async () => {
    const at = await room();
    await at.schedule();
    await at.until(nine + minute);
    expect(at.platform.messages.map(({ text }) => text)).toEqual(["open"]);
    at.set(nine + 8 * hour);
    await at.beat();
    expect(at.platform.messages.map(({ text }) => text)).toEqual(["closed"]);
  });

  test("is made again when it is not known whether it was, which changes nothing twice", async () => {
    const at = await room();
    await at.schedule();
    await at.until(nine + minute);
    at.set(nine + 8 * hour);
    at.platform.turns.push("lost, no reply");
    await at.until(nine + 8 * hour + minute);
    expect(at.platform.messages.map(({ text }) => text)).toEqual(["closed"]);
    expect(at.platform.requests.map(({ what }) => what)).toEqual(["deliver", "edit", "edit"]);
  });
});

describe("a supervisor that stops the program (F47)", () => {
  test("waits for what is under way, and nothing more begins", async () => {
    const room = await likeSlack();
    const { id } = await room.schedule();
    room.platform.turns.push("hang");
    await room.until(nine);
    const stopped = room.stop();
    room.platform.release();
    await stopped;
    expect(await states(room, id)).toEqual(["posted"]);
    await room.schedule({ to: hall("g", "later"), next: { date: "2026-11-23", time: "09:00", due: nine } });
    await room.until(nine + minute);
    expect(room.platform.messages).toHaveLength(1);
  });

  test("is not kept waiting for more than four seconds, and what hangs is in doubt then", async () => {
    const room = await likeSlack();
    const { id } = await room.schedule();
    room.platform.turns.push("hang");
    await room.until(nine);
    const stopped = room.stop();
    await room.clock.armed(3000);
    room.clock.tick(4000);
    await stopped;
    await room.restart();
    room.platform.release();
    await room.until(nine + 3 * minute);
    expect(room.platform.messages).toHaveLength(1);
    expect(await states(room, id)).toEqual(["posted"]);
  });
});
