import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Opened, openStore } from "../../src/store/open.ts";
import { engines, type Fresh } from "../store/databases.ts";
import { monday, newId, start } from "../store/learning.ts";

const channel = "study-hall";

describe.each(engines)("what the local page remembers, on $engine", ({ fresh }) => {
  let database: Fresh;
  let opened: Opened;
  beforeAll(async () => {
    database = await fresh();
    opened = await openStore(database.where);
    await opened.web.saveProfile("ada", "Ada", monday);
    await opened.web.saveProfile("grace", "Grace", monday);
  });
  afterAll(async () => {
    await opened.close();
    await database.remove();
  });

  const say = (body: string, changed: { author?: string; audience?: string; channel?: string; id?: string } = {}) =>
    opened.web.add({ id: newId(), channel, author: undefined, audience: undefined, body, at: monday, ...changed });

  test("a profile is made once and renamed afterwards", async () => {
    expect(await opened.web.profile("linus")).toBeUndefined();
    await opened.web.saveProfile("linus", "Linus", monday);
    expect(await opened.web.profile("linus")).toMatchObject({ name: "Linus" });
    const learner = await opened.store.findLearner({ platform: "web", tenant: "local", person: "linus" });
    await opened.web.saveProfile("linus", "Linus T.", monday + 1);
    expect(await opened.web.profile("linus")).toMatchObject({ name: "Linus T." });
    expect(await opened.store.findLearner({ platform: "web", tenant: "local", person: "linus" })).toEqual(learner);
  });

  test("a message comes back with its author, and shows the name they have now", async () => {
    await opened.web.saveProfile("alan", "Alan", monday);
    const said = await say("/learn", { author: "alan" });
    expect(said).toEqual({
      id: said?.id,
      revision: expect.any(Number),
      channel,
      author: { person: "alan", name: "Alan" },
      audience: undefined,
      body: "/learn",
      at: monday,
      changedAt: undefined,
    });
    await opened.web.saveProfile("alan", "Alan M.", monday);
    expect(await opened.web.find(said?.id ?? "")).toEqual({ ...said, author: { person: "alan", name: "Alan M." } });
  });

  test("a message added twice under one id is there once, as it was first", async () => {
    const id = newId();
    const first = await say("once", { id, channel: "twice" });
    expect(await say("again", { id, channel: "twice" })).toEqual(first);
    expect(await opened.web.recent("ada", "twice", 10)).toEqual([first]);
  });

  test("a changed message keeps its place, gets a higher revision, and is told to who asks what is new", async () => {
    const first = await say("page 1", { channel: "edits" });
    const second = await say("other", { channel: "edits" });
    const changed = await opened.web.change(first?.id ?? "", "page 2", monday + 7);
    expect(changed).toMatchObject({ id: first?.id, body: "page 2", at: monday, changedAt: monday + 7 });
    expect(changed?.revision).toBeGreaterThan(second?.revision ?? Number.POSITIVE_INFINITY);
    expect(await opened.web.recent("ada", "edits", 10)).toEqual([changed, second]);
    expect(await opened.web.since("ada", "edits", first?.revision ?? 0)).toEqual([second, changed]);
    expect(await opened.web.since("ada", "edits", changed?.revision ?? 0)).toEqual([]);
    expect(await opened.web.change(newId(), "nothing", monday)).toBeUndefined();
    expect(await opened.web.find(newId())).toBeUndefined();
  });

  test("everybody sees what is public, and only one person what is meant for them or was said by them alone", async () => {
    const place = "whispers";
    await say("to all", { channel: place });
    await say("to ada", { channel: place, audience: "ada" });
    await say("by ada to herself", { channel: place, author: "ada", audience: "ada" });
    await say("by ada to grace", { channel: place, author: "ada", audience: "grace" });
    await say("elsewhere", { channel: "another" });
    const bodies = async (person: string) => (await opened.web.recent(person, place, 10)).map((entry) => entry.body);
    expect(await bodies("ada")).toEqual(["to all", "to ada", "by ada to herself", "by ada to grace"]);
    expect(await bodies("grace")).toEqual(["to all", "by ada to grace"]);
    expect(await bodies("a stranger")).toEqual(["to all"]);
    const seen = (await opened.web.since("grace", place, 0)).map((entry) => entry.body);
    expect(seen).toEqual(["to all", "by ada to grace"]);
  });

  test("the newest are shown, oldest first", async () => {
    for (const body of ["1", "2", "3", "4"]) await say(body, { channel: "short" });
    expect((await opened.web.recent("ada", "short", 2)).map((entry) => entry.body)).toEqual(["3", "4"]);
  });

  test("nothing is kept for an author or reader who is unknown", async () => {
    expect(await say("x", { author: "a stranger", channel: "unknown" })).toBeUndefined();
    expect(await say("x", { audience: "a stranger", channel: "unknown" })).toBeUndefined();
    expect(await opened.web.recent("ada", "unknown", 10)).toEqual([]);
    expect(await opened.web.profile("a stranger")).toBeUndefined();
  });

  test("a person of the same id on another platform is unknown to the page", async () => {
    const who = { platform: "discord", tenant: "guild-1", person: "only-discord" };
    await opened.store.beginSitting(start(who));
    expect(await opened.web.profile("only-discord")).toBeUndefined();
    expect(await say("x", { author: "only-discord" })).toBeUndefined();
  });

  test("after five hundred messages the oldest goes, counted apart for the public and for each reader", async () => {
    const place = "long";
    const secret = await say("for grace", { channel: place, audience: "grace" });
    const sent = await Promise.all(Array.from({ length: 503 }, (_, index) => say(String(index), { channel: place })));
    const byRevision = sent.toSorted((one, other) => (one?.revision ?? 0) - (other?.revision ?? 0));
    const kept = await opened.web.recent("ada", place, 1000);
    expect(kept).toEqual(byRevision.slice(3));
    expect((await opened.web.recent("grace", place, 1000))[0]).toEqual(secret);
  });

  test("revisions of messages said at once are all different", async () => {
    const sent = await Promise.all(Array.from({ length: 40 }, (_, index) => say(String(index), { channel: "busy" })));
    expect(new Set(sent.map((entry) => entry?.revision)).size).toBe(40);
    expect(await opened.web.since("ada", "busy", 0)).toHaveLength(40);
  });
});
