import { describe, expect, test } from "vitest";
import { paragraph } from "../../../src/chat/message.ts";
import { connect, halls } from "./class-room.ts";
import type { Fault } from "./server/discord-server.ts";
import { limited, page, refuse } from "./server/http.ts";
import { asked, create, posted, postTo, saying } from "./server/post-office.ts";

const NOW = 1_800_000_000_000;

const room = () => connect(async () => [], { now: () => NOW, patience: { post: 400 } });

const creations = (at: Parameters<typeof asked>[0]) => asked(at, create);

describe("a post", () => {
  test("is one request with a nonce of its key, silent when the message is", async () => {
    const at = await room();
    const sent = await at.discord.deliver({ ...postTo(at, "slot 1"), message: { ...saying("hush"), silent: true } });
    const [message] = posted(at);
    expect(sent).toEqual({ kind: "sent", ref: { platform: "discord", channel: at.channel, id: message?.id } });
    expect(message?.nonce).toMatch(/^[\w-]{25}$/);
    expect(creations(at).map(({ body }) => body)).toMatchObject([
      { enforce_nonce: true, flags: (1 << 15) | (1 << 12) },
    ]);
  });

  test.each<[string, Fault]>([
    ["the reply never comes (F01)", { accept: true, reply: "hang" }],
    ["the connection is reset (F02)", { accept: true, reply: "reset" }],
    ["the reply is a server error (F03)", { accept: true, reply: { status: 500, body: "{}" } }],
    ["the reply is a page for people", { accept: true, reply: page(502) }],
    ["the reply is junk", { accept: true, reply: "junk" }],
  ])(
    "is unknown after one request when Discord took it and %s; the same key again is still one message",
    async (_what, fault) => {
      const at = await room();
      at.server.fail(create, fault);
      expect(await at.discord.deliver(postTo(at, "slot 1"))).toEqual({ kind: "unknown" });
      expect(creations(at)).toHaveLength(1);
      const again = await at.discord.deliver(postTo(at, "slot 1"));
      expect(again).toEqual({ kind: "sent", ref: { platform: "discord", channel: at.channel, id: posted(at)[0]?.id } });
      expect(posted(at)).toHaveLength(1);
      await at.discord.deliver(postTo(at, "slot 2"));
      expect(posted(at)).toHaveLength(2);
    },
  );

  test.each<[string, Fault, number]>([
    ["its channel is slowed down (F04)", { reply: limited(30) }, 30_000],
    ["the bot is slowed down everywhere (F05)", { reply: limited(7, true) }, 7000],
    ["a wall before the API keeps it out (F05)", { reply: page(403) }, 300_000],
    ["Discord is overloaded (130000)", { reply: refuse(400, 130000, "overloaded") }, 60_000],
    ["direct messages are opened too fast (40003)", { reply: refuse(400, 40003, "too fast") }, 600_000],
    ["the channel's write limit is reached (20028)", { reply: refuse(400, 20028, "write limit") }, 60_000],
  ])("waits after one request when %s", async (_what, fault, wait) => {
    const at = await room();
    at.server.fail(create, fault);
    const ended = await at.discord.deliver(postTo(at, "slot 1"));
    expect(ended.kind).toBe("wait");
    // discord.js adds a few milliseconds of its own to what Discord says.
    const more = ended.kind === "wait" ? ended.until - NOW : 0;
    expect(more).toBeGreaterThanOrEqual(wait);
    expect(more).toBeLessThanOrEqual(wait + 200);
    expect(creations(at)).toHaveLength(1);
  });

  test.each<[string, number, number, "post" | "place" | "tenant"]>([
    ["its channel is gone", 404, 10003, "place"],
    ["its server is gone", 404, 10004, "tenant"],
    ["its channel cannot be seen (F08)", 403, 50001, "place"],
    ["the bot may not post there (F08)", 403, 50013, "place"],
    ["the person takes no direct messages (F10)", 403, 50007, "place"],
    ["the person shares no server", 403, 50278, "place"],
    ["the thread is locked (F09)", 403, 160005, "place"],
    ["AutoMod blocks it", 400, 200000, "post"],
    ["a link in it is taken for harmful", 400, 240000, "post"],
    ["Discord does not take its form (F11)", 400, 50035, "post"],
    ["Discord forbids it for a reason not known here", 403, 99999, "place"],
  ])("is refused after one request when %s", async (_what, status, code, scope) => {
    const at = await room();
    at.server.fail(create, { reply: refuse(status, code, "No") });
    const ended = await at.discord.deliver(postTo(at, "slot 1"));
    expect(ended).toMatchObject({ kind: "refused", scope });
    expect(ended.kind === "refused" && ended.why.length > 10).toBe(true);
    expect(creations(at)).toHaveLength(1);
  });

  test("that a moderator deleted before it was repeated counts as sent (F12)", async () => {
    const at = await room();
    at.server.fail(create, { reply: refuse(404, 10008, "Unknown Message") });
    expect(await at.discord.deliver(postTo(at, "slot 1"))).toMatchObject({ kind: "sent" });
  });

  test("into an archived thread opens it once, and posts with the next attempt (F09)", async () => {
    const at = await room();
    at.server.fail(create, { reply: refuse(400, 50083, "Thread is archived") });
    expect(await at.discord.deliver(postTo(at, "slot 1"))).toEqual({ kind: "wait", until: NOW });
    expect(at.server.requests.at(-1)).toMatchObject({ method: "PATCH", path: `/channels/${at.channel}` });
    expect(await at.discord.deliver(postTo(at, "slot 1"))).toMatchObject({ kind: "sent" });
  });

  test("into an archived thread that the bot may not open is refused", async () => {
    const at = await room();
    at.server.fail(create, { reply: refuse(400, 50083, "Thread is archived") });
    at.server.fail(/^PATCH \/channels\/\d+$/, { reply: refuse(403, 50001, "Missing Access") });
    expect(await at.discord.deliver(postTo(at, "slot 1"))).toMatchObject({ kind: "refused", scope: "place" });
  });

  test("with a picture shows it with its text for those who cannot see it", async () => {
    const at = await room();
    const file = `${import.meta.dirname}/../../../src/platforms/web/assets/moon.svg`;
    const blocks = [{ kind: "picture" as const, file, alt: "A moon over a harbour" }, paragraph("Good night.")];
    expect(await at.discord.deliver({ ...postTo(at, "moon"), message: { blocks } })).toMatchObject({ kind: "sent" });
    const [message] = posted(at);
    expect([...(message?.files.keys() ?? [])]).toEqual(["picture-1.svg"]);
    expect(JSON.stringify(message?.components)).toContain('"description":"A moon over a harbour"');
  });
});

describe("a wall before the API that turns the machine away (F05)", () => {
  test.each([
    ["says for how long", page(429, 40), 40_000],
    ["does not say for how long", page(429), 300_000],
    ["forbids", page(403), 300_000],
  ])("and %s is asked by nothing before that time is over, and the log is told once", async (_what, wall, wait) => {
    let now = NOW;
    const at = await connect(async () => [], { now: () => now });
    const other = at.server.addGuild(halls(at.server));
    at.server.fail(create, { reply: wall });
    expect((await at.discord.deliver(postTo(at, "slot 1"))).kind).toBe("wait");
    const before = at.server.requests.length;
    now += wait - 1;
    const elsewhere = postTo({ ...at, guild: other, channel: other.channels[0]?.id ?? "" }, "slot 2");
    expect(await at.discord.deliver(elsewhere)).toEqual({ kind: "wait", until: NOW + wait });
    expect(await at.discord.edit({ platform: "discord", channel: at.channel, id: "1" }, saying("x"))).toMatchObject({
      kind: "wait",
    });
    expect(at.server.requests).toHaveLength(before);
    now += 1;
    expect((await at.discord.deliver(elsewhere)).kind).toBe("sent");
    expect(at.faults.map(String)).toEqual([expect.stringContaining(`nothing is sent for ${wait} ms`)]);
  });
});

describe("a machine without a way out", () => {
  test("waits, for nothing was sent, and is not in doubt", async () => {
    const at = await room();
    await at.server.close();
    // The first may still leave by a connection that nobody has seen broken.
    await at.discord.deliver(postTo(at, "slot 1"));
    const ended = await at.discord.deliver(postTo(at, "slot 2"));
    expect(ended).toEqual({ kind: "wait", until: NOW + 30_000 });
  });
});

describe("a token that Discord takes back (F20)", () => {
  test("fails the platform with a sentence, and nothing more is sent", async () => {
    const at = await room();
    at.server.fail(create, { reply: refuse(401, 0, "401: Unauthorized") });
    expect(await at.discord.deliver(postTo(at, "slot 1"))).toMatchObject({ kind: "refused", scope: "platform" });
    const health = at.discord.health();
    expect(health.ok ? "" : health.why).toContain("Discord does not take the token. Make a new one");
    const before = at.server.requests.length;
    expect(await at.discord.deliver(postTo(at, "slot 2"))).toMatchObject({ kind: "refused", scope: "platform" });
    expect(await at.discord.edit({ platform: "discord", channel: at.channel, id: "1" }, saying("x"))).toMatchObject({
      kind: "refused",
      scope: "platform",
    });
    expect(at.server.requests).toHaveLength(before);
  });
});
