import { describe, expect, test } from "vitest";
import { newGuest } from "./guest.ts";
import { servePage } from "./page-server.ts";

/** A page whose clock can be moved; `moves` is what was asked for. */
async function withClock(password?: string) {
  const moves: (readonly [string, string])[] = [];
  const move = async (to: "night" | "morning", zone: string) => void moves.push([to, zone]);
  const server = await servePage({ clock: { move }, password });
  return { server, moves };
}

const inZone = (cookie: string, zone: string) => ({ cookie: `${cookie}; nightshift-zone=${zone}` });

describe("the clock that a visitor moves", () => {
  test("is on the page with the tutor's time, and moved in the visitor's zone for every open page", async () => {
    const { server, moves } = await withClock();
    const [ada, bea] = [await newGuest(server.url), await newGuest(server.url)];
    expect(await ada.page()).toContain('<time id="tutor-time" datetime="2026-11-23T09:00:00.000Z"');
    const stream = await bea.listen();
    await stream.until(`event: now\ndata: ${Date.parse("2026-11-23T09:00:00Z")}`);
    server.later(3_600_000);
    const headers = inZone(ada.cookie, "Europe%2FBerlin");
    expect((await ada.post("/clock", { to: "morning" }, headers)).status).toBe(204);
    expect((await ada.post("/clock", { to: "night" })).status).toBe(204);
    expect(moves).toEqual([
      ["morning", "Europe/Berlin"],
      ["night", "UTC"],
    ]);
    await stream.until(`event: now\ndata: ${Date.parse("2026-11-23T10:00:00Z")}`);
    stream.close();
  });

  test("goes nowhere else, and not for another page (S62)", async () => {
    const { server, moves } = await withClock();
    const ada = await newGuest(server.url);
    expect((await ada.post("/clock", { to: "yesterday" })).status).toBe(400);
    expect((await ada.post("/clock", {})).status).toBe(400);
    expect((await ada.post("/clock", { to: "night" }, { origin: "http://evil.example" })).status).toBe(403);
    expect((await ada.post("/clock", { to: "night" }, { "x-nightshift-run": "0" })).status).toBe(403);
    expect((await ada.post("/clock", { to: "night" }, { cookie: "" })).status).toBe(403);
    expect(moves).toEqual([]);
  });

  test("is not there with real channels beside it, and not for guests of a page with a password", async () => {
    const beside = await servePage();
    const ada = await newGuest(beside.url);
    expect(await ada.page()).not.toContain("Next morning");
    expect((await ada.post("/clock", { to: "night" })).status).toBe(404);
    const { server, moves } = await withClock("correct horse");
    const bea = await newGuest(server.url, { authorization: `Basic ${btoa("anybody:correct horse")}` });
    expect(await bea.page()).not.toContain("Next morning");
    expect((await bea.post("/clock", { to: "night" })).status).toBe(404);
    expect(moves).toEqual([]);
  });
});

describe("the zone that a browser tells", () => {
  test.each([
    ["Europe%2FBerlin", "Europe/Berlin"],
    ["europe/berlin", "Europe/Berlin"],
    ["UTC", "UTC"],
    ["Mars%2FOlympus", undefined],
    ["%2B02:00", undefined],
    ["Europe%2FBerlin%00", undefined],
    ["..%2F..%2Fetc%2Fpasswd", undefined],
    ["x".repeat(2000), undefined],
    ["", undefined],
  ])("%s reaches the tutor as %s", async (told, zone) => {
    const server = await servePage();
    const ada = await newGuest(server.url);
    await ada.post("/say", { text: "/help", room: "study-hall" }, inZone(ada.cookie, told));
    expect(server.tutor.heard.at(-1)?.by.zone).toBe(zone);
    expect(server.faults).toEqual([]);
  });
});
