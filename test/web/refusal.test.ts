import { describe, expect, test } from "vitest";
import { MOST_IN_A_MINUTE } from "../../src/platforms/kit/rate-limit.ts";
import { newGuest } from "./guest.ts";
import { servePage } from "./page-server.ts";

describe("how much one may send", () => {
  test("a request beyond 64 kB is refused", async () => {
    const server = await servePage();
    const ada = await newGuest(server.url);
    expect((await ada.say("x".repeat(70_000))).status).toBe(413);
  });

  test("a loop is slowed down, and may go on a minute later", async () => {
    const server = await servePage();
    const ada = await newGuest(server.url);
    const again = () => ada.post("/name", { name: "Ada" });
    for (let times = 0; times < MOST_IN_A_MINUTE; times += 1) expect((await again()).status).toBe(200);
    expect((await again()).status).toBe(429);
    expect((await (await newGuest(server.url)).post("/name", { name: "Bea" })).status).toBe(200);
    server.later(60_000);
    expect((await again()).status).toBe(200);
  });
});

describe("what cannot be sent", () => {
  test.each([
    ["nothing but blanks", "  \n ", "nothing to send"],
    ["nothing but invisible characters", "\u200b\u202e", "nothing to send"],
    ["more than 2,000 characters", "é".repeat(2001), "2000 characters, and this one has 2001"],
  ])("%s is refused with a sentence", async (_what, text, sentence) => {
    const server = await servePage();
    const reply = await (await newGuest(server.url)).say(text);
    expect([reply.status, reply.text]).toEqual([422, expect.stringContaining(sentence)]);
  });

  test("exactly 2,000 characters fit", async () => {
    const server = await servePage();
    expect((await (await newGuest(server.url)).say("🌙".repeat(2000))).status).toBe(204);
  });

  test.each(["", " ", "\u202e", "x".repeat(41), "nightshift"])(
    "the name %o is refused with a sentence",
    async (name) => {
      const server = await servePage();
      const ada = await newGuest(server.url);
      expect((await ada.post("/name", { name })).status).toBe(422);
      expect(await ada.page()).toMatch(/class="name">Guest \d\d</);
    },
  );

  test("a request that no page of ours would send is refused as such", async () => {
    const server = await servePage();
    const ada = await newGuest(server.url);
    expect((await ada.post("/say", { text: "hello" })).status).toBe(400);
    expect((await ada.post("/say", { text: "hello", room: "elsewhere" })).status).toBe(400);
    expect((await ada.post("/press", {})).status).toBe(400);
    expect(server.faults).toEqual([]);
  });
});
