import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { maySee } from "../../src/platforms/web/places.ts";
import type { Entry } from "../../src/platforms/web/posts/history.ts";
import { createHub } from "../../src/platforms/web/server/stream.ts";

const entry = (revision: number, body = `message ${revision}`): Entry => ({
  id: `id-${revision}`,
  revision,
  channel: "study-hall",
  author: undefined,
  audience: undefined,
  body,
  at: 0,
  changedAt: undefined,
});

/** A hub that shows bodies, and one page that listens to it; what it missed is told when the test says so. */
function listening() {
  const faults: unknown[] = [];
  const hub = createHub({ render: ({ body }) => body, now: () => 7, fault: (error) => faults.push(error) });
  const missed = Promise.withResolvers<readonly Entry[]>();
  const stream = hub.open({
    ...{ person: "ada", channel: "study-hall", other: "direct:ada" },
    missed: () => missed.promise,
    elsewhere: async () => "newest",
  });
  return { hub, missed, stream, faults };
}

const textOf = (stream: ReadableStream<Uint8Array>): Promise<string> => new Response(stream).text();

/** What is said in the room itself: the data of events without a name. */
const said = (text: string): readonly string[] =>
  eventsOf(text).flatMap(({ name, data }) => (name === "" ? [data] : []));

const eventsOf = (text: string) =>
  text.split("\n\n").flatMap((event) => {
    const [, data] = /^data: (.*)$/m.exec(event) ?? [];
    return data === undefined ? [] : [{ name: /^event: (.*)$/m.exec(event)?.[1] ?? "", data }];
  });

describe("a page that begins to listen", () => {
  test("loses nothing that happens while it still catches up, and gets it after what it missed", async () => {
    const { hub, missed, stream } = listening();
    hub.publish(entry(3));
    missed.resolve([entry(1), entry(2)]);
    await turn();
    hub.publish(entry(4));
    hub.close();
    expect(said(await textOf(stream))).toEqual(["message 1", "message 2", "message 3", "message 4"]);
  });

  test("gets what is both missed and happening only once, in its newest form", async () => {
    const { hub, missed, stream } = listening();
    hub.publish(entry(2));
    missed.resolve([entry(1), entry(2)]);
    await turn();
    hub.close();
    expect(said(await textOf(stream))).toEqual(["message 1", "message 2"]);
  });

  test("is let go when what it missed cannot be told, and the fault is reported", async () => {
    const { missed, stream, faults } = listening();
    missed.reject(new Error("the database is away"));
    expect(said(await textOf(stream))).toEqual([]);
    expect(faults).toEqual([new Error("the database is away")]);
  });

  test("is cut off when it does not read, so that nobody's memory fills", async () => {
    const { hub, missed, stream } = listening();
    missed.resolve([]);
    await turn();
    const large = "x".repeat(100_000);
    for (let revision = 1; revision <= 20; revision += 1) hub.publish(entry(revision, large));
    const told = said(await textOf(stream)).length;
    expect(told).toBeGreaterThan(5);
    expect(told).toBeLessThan(20);
  });

  test("is forgotten when it goes away", async () => {
    const { hub, missed, stream, faults } = listening();
    missed.resolve([]);
    await turn();
    await stream.cancel();
    hub.publish(entry(1));
    hub.close();
    expect(faults).toEqual([]);
  });
});

describe("of the other room, a page that listens", () => {
  const there = (revision: number): Entry => ({ ...entry(revision), channel: "direct:ada" });
  const heard = async (happens: (hub: ReturnType<typeof createHub>) => void) => {
    const { hub, missed, stream } = listening();
    missed.resolve([]);
    await turn();
    happens(hub);
    hub.close();
    return eventsOf(await textOf(stream));
  };

  test("hears what came last, and of everything new, but never what it says", async () => {
    const events = await heard((hub) => {
      hub.publish(there(1));
      hub.publish(there(2));
    });
    const told = events.filter(({ name }) => name === "elsewhere").map(({ data }) => data);
    expect(told).toEqual(["newest", "id-1", "id-2"]);
    expect(events.map(({ data }) => data)).not.toContain("message 1");
  });

  test("hears nothing of edits, of their own words, of what is not kept, and of other people's rooms", async () => {
    const events = await heard((hub) => {
      hub.publish({ ...there(1), changedAt: 5 });
      hub.publish({ ...there(2), author: { person: "ada", name: "Ada" } });
      hub.publish({ ...there(-1) });
      hub.publish({ ...entry(3), channel: "direct:bea" });
      hub.publish({ ...there(4), audience: "bea" });
    });
    expect(events.filter(({ name }) => name === "elsewhere")).toEqual([{ name: "elsewhere", data: "newest" }]);
  });

  test("hears what time it is for the tutor, and when that was moved", async () => {
    const events = await heard((hub) => hub.tellTime(99));
    expect(events.filter(({ name }) => name === "now").map(({ data }) => data)).toEqual(["7", "99"]);
  });
});

test.each([
  ["a public message", "study-hall", undefined, "bea", true],
  ["their own private message", "study-hall", "bea", "bea", true],
  ["somebody else's private message", "study-hall", "ada", "bea", false],
  ["their own conversation", "direct:bea", undefined, "bea", true],
  ["somebody else's conversation", "direct:ada", undefined, "bea", false],
  ["somebody else's conversation, even addressed to them", "direct:ada", "bea", "bea", false],
])("a person who asks for %s: %s to %s", (_what, channel, audience, person, may) => {
  expect(maySee({ channel, audience }, person)).toBe(may);
});
