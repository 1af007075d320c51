import { describe, expect, test } from "vitest";
import type { Entry } from "../../src/platforms/web/history.ts";
import { maySee } from "../../src/platforms/web/places.ts";
import { createHub } from "../../src/platforms/web/stream.ts";

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
  const hub = createHub(
    ({ body }) => body,
    (error) => faults.push(error),
  );
  const missed = Promise.withResolvers<readonly Entry[]>();
  const stream = hub.open({ person: "ada", channel: "study-hall", missed: () => missed.promise });
  return { hub, missed, stream, faults };
}

const textOf = (stream: ReadableStream<Uint8Array>): Promise<string> => new Response(stream).text();

const said = (text: string): readonly string[] => [...text.matchAll(/^data: (.*)$/gm)].map((match) => match[1] ?? "");

describe("a page that begins to listen", () => {
  test("loses nothing that happens while it still catches up, and gets it after what it missed", async () => {
    const { hub, missed, stream } = listening();
    hub.publish(entry(3));
    missed.resolve([entry(1), entry(2)]);
    await missed.promise;
    hub.publish(entry(4));
    hub.close();
    expect(said(await textOf(stream))).toEqual(["message 1", "message 2", "message 3", "message 4"]);
  });

  test("gets what is both missed and happening only once, in its newest form", async () => {
    const { hub, missed, stream } = listening();
    hub.publish(entry(2));
    missed.resolve([entry(1), entry(2)]);
    await missed.promise;
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
    await missed.promise;
    const large = "x".repeat(100_000);
    for (let revision = 1; revision <= 20; revision += 1) hub.publish(entry(revision, large));
    const told = said(await textOf(stream)).length;
    expect(told).toBeGreaterThan(5);
    expect(told).toBeLessThan(20);
  });

  test("is forgotten when it goes away", async () => {
    const { hub, missed, stream, faults } = listening();
    missed.resolve([]);
    await missed.promise;
    await stream.cancel();
    hub.publish(entry(1));
    hub.close();
    expect(faults).toEqual([]);
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
