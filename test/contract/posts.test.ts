import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FollowUp } from "../../src/core/post.ts";
import { type Opened, openStore } from "../../src/store/open.ts";
import { engines, type Fresh } from "../store/databases.ts";
import { hall, monday, newId, person } from "../store/learning.ts";
import {
  claim,
  day,
  deliver,
  hour,
  lease,
  made,
  minute,
  plan,
  planned,
  say,
  saying,
  sent,
  settle,
  slot,
} from "../store/planning.ts";

describe.each(engines)("what leaves by the clock, on $engine", ({ fresh }) => {
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

  /** The posts of a tenant that can be claimed at a time. */
  const claimIn = async (tenant: string, at = monday, owner = "one") =>
    (await claim(opened.store, at, owner)).filter(({ to }) => to.tenant === tenant);
  const only = async (tenant: string, at = monday) => {
    const [post, ...more] = await claimIn(tenant, at);
    if (!post || more.length > 0) throw new Error("there is not one post");
    return post;
  };
  const stateOf = async (schedule: string) => {
    const [newest] = await opened.store.slotsOf(schedule, 1);
    return newest && [newest.state, newest.reason];
  };

  test("a slot's post is claimed when it is due, by one process, with what its composer needs", async () => {
    const { store } = opened;
    const to = hall("claim");
    const schedule = await planned(store, { to });
    expect(await claimIn("claim", monday - 1)).toEqual([]);
    expect(await store.claimPosts("slack", lease(), monday, { limit: 10, apart: 0 })).toEqual([]);
    const both = (await Promise.all([claimIn("claim", monday, "one"), claimIn("claim", monday, "two")])).flat();
    expect(both).toEqual([
      {
        id: expect.any(String),
        key: `${schedule.id}:2026-11-23:09:00`,
        kind: "quiz",
        to,
        schedule: schedule.id,
        slot: slot(),
        detail: { closes: 8 },
        due: monday,
        late: false,
        leaveBy: monday + 2 * hour,
        target: undefined,
        message: undefined,
        attempts: 1,
        firstTry: undefined,
        misses: 0,
      },
    ]);
    for (const post of both) await settle(store, post, { kind: "dropped", why: "nothing due" });
    expect(await stateOf(schedule.id)).toEqual(["skipped", "nothing due"]);
  });

  test("a sent post settles its slot, moves its schedule's detail on, and is found by its message", async () => {
    const { store } = opened;
    const schedule = await planned(store, { to: hall("sent") });
    const post = await only("sent");
    expect(await store.saveComposed(post.id, lease(), { ...say("hello"), afterwards: { page: "a/c" } }, monday)).toBe(
      true,
    );
    expect((await store.findSchedule(schedule.id))?.detail).toEqual({ closes: 8 });
    await settle(store, post, sent("m-sent"));
    expect(await stateOf(schedule.id)).toEqual(["posted", undefined]);
    expect((await store.findSchedule(schedule.id))?.detail).toEqual({ page: "a/c" });
    const found = await store.arrivalOf({ platform: "discord", channel: "study-hall", id: "m-sent" });
    expect(found).toMatchObject({ kind: "quiz", schedule: schedule.id });
    expect(await store.arrivalOf({ platform: "discord", channel: "elsewhere", id: "m-sent" })).toBeUndefined();
  });

  test("a post that leaves more than five minutes after it was due is late", async () => {
    const schedule = await planned(opened.store, { to: hall("late") });
    const post = await deliver(opened.store, hall("late"), sent("m-late"), monday + 5 * minute + 1);
    expect(post.late).toBe(true);
    expect(await stateOf(schedule.id)).toEqual(["late", undefined]);
  });

  test("nothing is to be sent once the lease is gone, or the schedule has changed since it was claimed (F37)", async () => {
    const { store } = opened;
    const schedule = await planned(store, { to: hall("stale") });
    const post = await only("stale");
    expect(await store.saveComposed(post.id, lease("other"), say("hello"), monday)).toBe(false);
    const was = await store.findSchedule(schedule.id);
    if (!was) throw new Error("it is gone");
    await store.changeSchedule({ ...was, paused: { why: "asked", until: undefined } }, was, "paused", monday);
    expect(await store.saveComposed(post.id, lease(), say("hello"), monday)).toBe(false);
    expect(await stateOf(schedule.id)).toEqual(["skipped", "changed"]);
    await settle(store, post, sent("m-never"));
    expect(await stateOf(schedule.id)).toEqual(["skipped", "changed"]);
  });

  test("a lease that ran out leaves a doubt, and waits again only when nothing had been composed", async () => {
    const { store } = opened;
    const [composed, early] = [
      await planned(store, { to: hall("ran", "a") }),
      await planned(store, { to: hall("ran", "b") }),
    ];
    const posts = await claimIn("ran");
    for (const post of posts)
      if (post.schedule === composed.id) await store.saveComposed(post.id, lease(), say("hello"), monday + 5);
    expect(await store.expireLeases(monday + minute - 1)).toBe(0);
    expect(await store.expireLeases(monday + minute)).toBeGreaterThanOrEqual(2);
    const later = monday + minute;
    expect((await claimIn("ran", later)).map((post) => post.schedule)).toEqual([early.id]);
    const doubtful = await store.doubtfulPosts("discord", lease("two", later + minute), later, 10);
    expect(doubtful.filter(({ to }) => to.tenant === "ran")).toMatchObject([
      { schedule: composed.id, firstTry: monday + 5, message: saying("hello"), misses: 0 },
    ]);
    expect(await store.doubtfulPosts("discord", lease("three", later + minute), later, 10)).toEqual([]);
    for (const post of doubtful)
      await settle(store, post, { kind: "unknown", until: later + 30_000, misses: 1 }, later, "two");
    const again = await store.doubtfulPosts("discord", lease("two", later + minute), later + 30_000, 10);
    expect(again.filter(({ to }) => to.tenant === "ran")).toMatchObject([{ misses: 1, firstTry: monday + 5 }]);
    for (const post of again) await settle(store, post, { kind: "lost", why: "lost" }, later + 30_000, "two");
    expect(await stateOf(composed.id)).toEqual(["attention", "lost"]);
  });

  test("a press proves that a post in doubt arrived, or one that was given up, and only once", async () => {
    const { store } = opened;
    const schedule = await planned(store, { to: hall("press") });
    const post = await only("press");
    await store.saveComposed(post.id, lease(), say("hello"), monday);
    await settle(store, post, { kind: "unknown", until: monday + 5000, misses: 0 });
    const ref = { platform: "discord", channel: "study-hall", id: "m-press" };
    expect(await store.provePost(post.id, ref, monday + 1000)).toBe(true);
    expect(await store.provePost(post.id, ref, monday + 1000)).toBe(false);
    expect(await stateOf(schedule.id)).toEqual(["posted", undefined]);
    expect(await store.provePost(newId(), ref, monday)).toBe(false);
  });

  test("a press on a button of a schedule proves the post that is in doubt, and no post by the message of another", async () => {
    const { store } = opened;
    const schedule = await planned(store, { to: hall("named") });
    const ref = (id: string) => ({ platform: "discord", channel: "study-hall", id });
    const first = await only("named");
    await store.saveComposed(first.id, lease(), say("hello"), monday);
    await settle(store, first, sent("m-first"));
    const going = (await store.findSchedule(schedule.id)) ?? schedule;
    await store.planSlots([{ ...plan(going), next: slot(2) }], monday + day);
    const second = await only("named", monday + day);
    await store.saveComposed(second.id, lease(), say("hello"), monday + day);
    await settle(store, second, { kind: "unknown", until: monday + day + 5000, misses: 0 }, monday + day);
    expect(await store.provePostOf(schedule.id, ref("m-first"), monday + day)).toBe(false);
    expect(await stateOf(schedule.id)).toEqual(["planned", undefined]);
    expect(await store.provePostOf(schedule.id, ref("m-second"), monday + day)).toBe(true);
    expect(await store.provePostOf(schedule.id, ref("m-third"), monday + day)).toBe(false);
    expect(await stateOf(schedule.id)).toEqual(["posted", undefined]);
    expect(await store.arrivalOf(ref("m-second"))).toMatchObject({ schedule: schedule.id, due: monday + day });
  });

  test("a press proves no post that is about to be tried for the first time, but the one before", async () => {
    const { store } = opened;
    const schedule = await planned(store, { to: hall("about") });
    const first = await only("about");
    await store.saveComposed(first.id, lease(), say("hello"), monday);
    await settle(store, first, { kind: "lost", why: "lost" });
    const going = (await store.findSchedule(schedule.id)) ?? schedule;
    await store.planSlots([{ ...plan(going), next: slot(2) }], monday + day);
    await only("about", monday + day);
    const ref = { platform: "discord", channel: "study-hall", id: "m-about" };
    expect(await store.provePostOf(schedule.id, ref, monday + day)).toBe(true);
    expect((await store.slotsOf(schedule.id, 9)).map(({ state }) => state)).toEqual(["planned", "late"]);
  });

  test("a post that waits is claimed again then, with the same message and no try that counts", async () => {
    const { store } = opened;
    await planned(store, { to: hall("wait") });
    await deliver(store, hall("wait"), { kind: "wait", until: monday + 30_000 });
    expect(await claimIn("wait", monday + 29_999)).toEqual([]);
    expect(await only("wait", monday + 30_000)).toMatchObject({
      message: saying("hello"),
      firstTry: undefined,
      attempts: 2,
    });
  });

  test("one in doubt that may not be asked for now stays in doubt, and one that is certainly absent waits again", async () => {
    const { store } = opened;
    await planned(store, { to: hall("doubt") });
    await deliver(store, hall("doubt"), { kind: "unknown", until: monday, misses: 0 });
    const [post] = await store.doubtfulPosts("discord", lease(), monday, 10);
    if (!post) throw new Error("nothing is in doubt");
    await settle(store, post, { kind: "wait", until: monday + 1000 });
    expect(await claimIn("doubt", monday + 1000)).toEqual([]);
    const [still] = await store.doubtfulPosts("discord", lease(), monday + 1000, 10);
    expect(still).toMatchObject({ id: post.id, firstTry: monday });
    await settle(store, post, { kind: "again" }, monday + 1000);
    expect(await only("doubt", monday + 1000)).toMatchObject({
      id: post.id,
      firstTry: undefined,
      message: saying("hello"),
    });
  });

  test("a recipient has one post under way, in the order in which they were due (F06)", async () => {
    const { store } = opened;
    const to = hall("line");
    const keys = ["first", "second", "third"];
    for (const [index, key] of keys.entries())
      await store.addPost({
        id: newId(),
        key: `line:${key}`,
        kind: "x",
        due: monday + index,
        detail: {},
        edits: undefined,
        to,
      });
    const order: string[] = [];
    for (let at = monday + 10; order.length < keys.length; at += 1100) {
      const post = await only("line", at);
      order.push(post.key);
      expect(await claimIn("line", at)).toEqual([]);
      await store.saveComposed(post.id, lease(), say("hello"), at);
      await settle(store, post, sent(`m-${post.key}`), at);
      const soon = await store.claimPosts("discord", lease(), at + 1099, { limit: 10, apart: 1100 });
      expect(soon.filter((one) => one.to.tenant === "line")).toEqual([]);
    }
    expect(order).toEqual(keys.map((key) => `line:${key}`));
  });

  test("of posts that are due together another one is first every day, and never more than asked for are taken", async () => {
    const { store } = opened;
    const firsts = new Set<string>();
    for (let days = 10; days < 22; days += 1) {
      for (const channel of ["a", "b", "c", "d"])
        await store
          .saveSchedule(made({ to: hall("turns", channel), next: slot(days) }))
          .then((one) => store.planSlots([plan(one)], monday));
      const order: string[] = [];
      for (let left = 4; left > 0; left -= 1) {
        const [post] = await store.claimPosts("discord", lease(), slot(days).due, { limit: 1, apart: 0 });
        if (!post) break;
        order.push("channel" in post.to ? post.to.channel : "");
        await settle(store, post, { kind: "dropped", why: "nothing due" });
      }
      expect(order.toSorted()).toEqual(["a", "b", "c", "d"]);
      firsts.add(order[0] ?? "");
    }
    expect(firsts.size).toBeGreaterThan(1);
  });

  describe("a follow-up", () => {
    test("leaves after those that were named before it, when all are due together", async () => {
      const { store } = opened;
      await planned(store, { to: hall("together") });
      const post = await only("together");
      const names = ["one", "two", "three", "four", "five", "six"];
      const follow = names.map((name) => {
        return { key: `${post.id}:${name}`, kind: "quiz", due: monday, detail: { name }, edits: undefined };
      });
      await store.saveComposed(post.id, lease(), say("hello", follow), monday);
      await settle(store, post, sent("m-together"));
      const left: unknown[] = [];
      for (const [index] of names.entries()) {
        const one = await only("together", monday + minute);
        left.push(one.detail.name);
        await store.saveComposed(one.id, lease("one", monday + 2 * minute), say("hello"), monday + minute);
        await settle(store, one, sent(`m-together-${index}`), monday + minute);
      }
      expect(left).toEqual(names);
    });

    const closing = (post: string): FollowUp => ({
      key: `${post}:close`,
      kind: "quiz-close",
      due: monday + 8 * hour,
      detail: { ask: "x" },
      edits: post,
    });

    test("edits the message of the post that led to it, once, when that has arrived", async () => {
      const { store } = opened;
      const schedule = await planned(store, { to: hall("follow") });
      const post = await only("follow");
      for (let twice = 0; twice < 2; twice += 1)
        await store.saveComposed(post.id, lease(), say("hello", [closing(post.id)]), monday);
      expect(await claimIn("follow", monday + 9 * hour)).toEqual([]);
      await settle(store, post, sent("m-follow"));
      expect(await claimIn("follow", monday + 8 * hour - 1)).toEqual([]);
      expect(await only("follow", monday + 8 * hour)).toMatchObject({
        kind: "quiz-close",
        slot: undefined,
        schedule: schedule.id,
        leaveBy: undefined,
        target: { platform: "discord", channel: "study-hall", id: "m-follow" },
      });
      expect(await stateOf(schedule.id)).toEqual(["posted", undefined]);
    });

    test.each<[string, "dropped" | "refused"]>([
      ["was dropped", "dropped"],
      ["was refused", "refused"],
    ])("does not leave when what it edits %s", async (_what, kind) => {
      const { store } = opened;
      const to = hall(`no-follow-${kind}`);
      await planned(store, { to });
      const post = await only(to.tenant);
      await store.saveComposed(post.id, lease(), say("hello", [closing(post.id)]), monday);
      await settle(
        store,
        post,
        kind === "dropped" ? { kind, why: "downtime" } : { kind, why: "no", scope: "post", probeAt: monday },
      );
      expect(await claimIn(to.tenant, monday + 9 * hour)).toEqual([]);
    });

    test("still closes what was posted when its schedule is changed or removed meanwhile", async () => {
      const { store } = opened;
      const schedule = await planned(store, { to: hall("close") });
      const post = await only("close");
      await store.saveComposed(post.id, lease(), say("hello", [closing(post.id)]), monday);
      await settle(store, post, sent("m-close"));
      const was = await store.findSchedule(schedule.id);
      if (was) await store.changeSchedule({ ...was, time: "11:00" }, was, "changed", monday);
      await store.removeSchedule(schedule.id, monday);
      expect(await only("close", monday + 8 * hour)).toMatchObject({ kind: "quiz-close", schedule: undefined });
    });
  });

  test("the oldest due post tells how far behind the outbox is", async () => {
    const { store } = opened;
    const at = monday - 300 * day;
    expect(await store.oldestDue(at)).toBeUndefined();
    await store.addPost({
      id: newId(),
      key: "old",
      kind: "x",
      due: at - hour,
      detail: {},
      edits: undefined,
      to: hall("old"),
    });
    expect(await store.oldestDue(at)).toBe(at - hour);
    for (const post of await claimIn("old", at)) await settle(store, post, { kind: "dropped", why: "x" });
    expect(await store.oldestDue(at)).toBeUndefined();
  });

  test("what ended long ago is purged, and nothing that waits", async () => {
    const { store } = opened;
    const schedule = await planned(store, { to: hall("purge") });
    await deliver(store, hall("purge"), sent("m-purge"));
    const other = await planned(store, { to: hall("purge", "b"), next: slot(200) });
    expect(await store.purgePosts(monday - 1)).toBe(0);
    expect(await store.purgePosts(monday)).toBeGreaterThan(0);
    expect(await store.slotsOf(schedule.id, 1)).toEqual([]);
    expect(await stateOf(other.id)).toEqual(["planned", undefined]);
    expect(await only("purge", slot(200).due)).toMatchObject({ schedule: other.id });
  });

  test("a person's post belongs to their learner, whoever it is about", async () => {
    const { store } = opened;
    const ada = person("ada", "mine");
    const mine = await store.saveSchedule(made({ to: { kind: "person", ...ada }, by: ada, own: true, kind: "review" }));
    await store.planSlots([plan(mine)], monday);
    const [post] = await claimIn("mine");
    if (post) await store.saveComposed(post.id, lease(), say("hello"), monday);
    const everything = await store.exportLearner(mine.learner ?? "");
    expect(everything.posts).toMatchObject([{ kind: "review", message: expect.anything(), detail: { closes: 8 } }]);
    expect(everything.slots).toHaveLength(1);
    expect(everything.schedules).toHaveLength(1);
  });
});
