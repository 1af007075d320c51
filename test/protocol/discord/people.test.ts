import { describe, expect, test } from "vitest";
import type { Delivered } from "../../../src/chat/platform.ts";
import { textOf } from "./member.ts";
import { limited, refuse } from "./server/http.ts";
import { asked, create, opening, posted, postOffice, postToPerson, saying } from "./server/post-office.ts";

describe("a message to a person", () => {
  test("opens the conversation once, and speaks there from then on", async () => {
    const at = await postOffice();
    const first = await at.discord.deliver(postToPerson(at, "1001", "day 1", saying("good morning")));
    const channel = at.server.world.directs.get("1001");
    expect(first).toEqual({ kind: "sent", ref: { platform: "discord", channel, id: posted(at)[0]?.id } });
    at.clock.advance(60_000);
    expect(await at.discord.deliver(postToPerson(at, "1001", "day 2"))).toMatchObject({
      kind: "sent",
      ref: { channel },
    });
    expect(asked(at, opening)).toHaveLength(1);
    expect(posted(at).map(textOf)).toEqual(["good morning", "a reminder"]);
  });

  test("that may have arrived is looked for in the conversation, after a restart too", async () => {
    const at = await postOffice();
    const since = at.clock.now();
    const post = postToPerson(at, "1001", "day 1");
    at.server.fail(create, { accept: true, reply: "reset" });
    expect(await at.discord.deliver(post)).toEqual({ kind: "unknown" });
    await at.discord.stop();
    const fresh = await postOffice({}, at.server, at.clock);
    at.clock.advance(600_000);
    expect(await fresh.discord.find(post, since)).toMatchObject({ kind: "found", ref: { id: posted(at)[0]?.id } });
    expect(await fresh.discord.find({ ...post, key: "day 2" }, since)).toEqual({ kind: "absent" });
  });

  test.each<[string, RegExp, number, number]>([
    ["takes none from the bot (50007, F10)", create, 403, 50007],
    ["shares no server with it (50278)", create, 403, 50278],
    ["is gone (10013)", opening, 404, 10013],
    ["takes no conversation at all (50007, F10)", opening, 403, 50007],
  ])("who %s is refused for that person alone, after one attempt", async (_what, match, status, code) => {
    const at = await postOffice();
    at.server.fail(match, { reply: refuse(status, code, "No") });
    expect(await at.discord.deliver(postToPerson(at, "1001", "k"))).toMatchObject({ kind: "refused", scope: "place" });
    expect(asked(at, match)).toHaveLength(1);
    at.clock.advance(60_000);
    expect(await at.discord.deliver(postToPerson(at, "1002", "k2"))).toMatchObject({ kind: "sent" });
  });

  test.each([
    ["the connection breaks", { reply: "reset" as const }],
    ["Discord stumbles", { reply: { status: 502, body: "" } }],
  ])("waits when %s while the conversation is opened, for nothing can have been said in it", async (_what, fault) => {
    const at = await postOffice();
    at.server.fail(opening, { accept: true, ...fault });
    expect(await at.discord.deliver(postToPerson(at, "1001", "k"))).toEqual({
      kind: "wait",
      until: at.clock.now() + 30_000,
    });
    at.clock.advance(30_000);
    expect(await at.discord.deliver(postToPerson(at, "1001", "k"))).toMatchObject({ kind: "sent" });
    expect(posted(at)).toHaveLength(1);
  });

  test.each([
    ["opens them too fast (40003)", refuse(400, 40003, "too fast"), 600_000],
    ["is slowed down", limited(90), 90_000],
  ])("opens no other conversation while the bot %s, and goes on in those that are open", async (_what, reply, wait) => {
    const at = await postOffice();
    await at.discord.deliver(postToPerson(at, "1000", "before"));
    at.clock.advance(60_000);
    at.server.fail(opening, { reply });
    const ended = await at.discord.deliver(postToPerson(at, "1001", "k"));
    expect(ended.kind === "wait" && ended.until - at.clock.now()).toBeGreaterThanOrEqual(wait);
    at.clock.advance(30_000);
    const before = asked(at, opening).length;
    expect(await at.discord.deliver(postToPerson(at, "1002", "k2"))).toMatchObject({ kind: "wait" });
    expect(asked(at, opening)).toHaveLength(before);
    at.clock.advance(6000);
    expect(await at.discord.deliver(postToPerson(at, "1000", "k3"))).toMatchObject({ kind: "sent" });
  });
});

describe("many messages to people", () => {
  test("leave one at a time, five seconds apart while conversations are opened, and a second apart then", async () => {
    const at = await postOffice();
    const rounds: readonly [string, number][] = [
      ["first", 5000],
      ["second", 1000],
    ];
    for (const [round, spacing] of rounds) {
      const before = posted(at).length;
      const sending = ["1", "2", "3"].map((person) =>
        at.discord.deliver(postToPerson(at, person, `${round} ${person}`)),
      );
      for (const sent of [1, 2, 3]) {
        await at.server.world.until(() => posted(at).length === before + sent);
        if (sent === 3) continue;
        await at.clock.armed(1, spacing);
        at.clock.advance(spacing - 1);
        expect(posted(at)).toHaveLength(before + sent);
        at.clock.advance(1);
      }
      expect((await Promise.all(sending)).map(({ kind }) => kind)).toEqual(["sent", "sent", "sent"]);
      at.clock.advance(60_000);
    }
  });

  test("beyond the next few are asked to come back, each at a time of its own", async () => {
    const at = await postOffice();
    const people = Array.from({ length: 30 }, (_, index) => `20${index}`);
    const ended: Delivered[] = [];
    for (const person of people) {
      void at.discord.deliver(postToPerson(at, person, person)).then((one) => ended.push(one));
    }
    const waits = await at.server.world.until(() => {
      const times = ended.flatMap((one) => (one.kind === "wait" ? [one.until] : []));
      return times.length >= 25 && times;
    });
    expect(new Set(waits).size).toBe(waits.length);
    expect(Math.min(...waits)).toBeGreaterThan(at.clock.now() + 20_000);
    await at.server.world.until(() => posted(at).length === 1);
    for (let left = 4; left > 0; left -= 1) {
      await at.clock.armed(1, 5000);
      at.clock.advance(5000);
      await at.server.world.until(() => posted(at).length === 6 - left);
    }
    expect(asked(at, opening)).toHaveLength(5);
  });
});
