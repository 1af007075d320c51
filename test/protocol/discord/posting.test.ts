import { describe, expect, test } from "vitest";
import type { MessageRef } from "../../../src/chat/event.ts";
import { type Message, paragraph } from "../../../src/chat/message.ts";
import type { Post } from "../../../src/chat/outgoing.ts";
import type { Platform } from "../../../src/chat/platform.ts";
import { createEdits } from "../../../src/delivery/edits.ts";
import { createHandClock } from "../../hand-clock.ts";
import { type Connected, connect, halls } from "./class-room.ts";
import type { Fault } from "./discord-server.ts";
import { limited, page, refuse } from "./http.ts";
import { createMember, textOf } from "./member.ts";

const NOW = 1_800_000_000_000;

const saying = (text: string): Message => ({ blocks: [paragraph(text)] });

const room = () => connect(async () => [], { now: () => NOW, patience: { post: 400 } });

const postTo = ({ guild, channel }: Connected, key: string, text = "the daily question"): Post => ({
  kind: "post",
  to: { platform: "discord", tenant: guild.id, channel, kind: "channel" },
  key,
  message: saying(text),
});

const create = /^POST \/channels\/\d+\/messages$/;
const creations = ({ server }: Connected) =>
  server.requests.filter(({ method, path }) => create.test(`${method} ${path}`));
const posted = ({ server }: Connected) => [...server.world.messages.values()];

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

describe("an edit", () => {
  const edit = /^PATCH \/channels\/\d+\/messages\/\d+$/;

  async function posting() {
    const at = await room();
    const sent = await at.discord.deliver(postTo(at, "slot 1"));
    if (sent.kind !== "sent") throw new Error(`not sent: ${JSON.stringify(sent)}`);
    return { at, ref: sent.ref };
  }

  test("turns the message, silent about mentions as every send is (S26)", async () => {
    const { at, ref } = await posting();
    expect(await at.discord.edit(ref, saying("@everyone it is over"))).toEqual({ kind: "sent", ref });
    expect(posted(at).map(textOf)).toEqual(["\\@everyone it is over"]);
    expect(at.server.requests.at(-1)?.body).toMatchObject({ allowed_mentions: { parse: [] } });
  });

  test.each([
    ["is gone (F14)", 404, 10008],
    ["was edited too often", 429, 30046],
  ])("of a message that %s needs nothing more", async (_what, status, code) => {
    const { at, ref } = await posting();
    at.server.fail(edit, { reply: refuse(status === 429 ? 400 : status, code, "No") });
    expect(await at.discord.edit(ref, saying("x"))).toEqual({ kind: "sent", ref });
  });

  test("is one request, and unknown when its reply is lost", async () => {
    const { at, ref } = await posting();
    at.server.fail(edit, { accept: true, reply: "reset" });
    expect(await at.discord.edit(ref, saying("x"))).toEqual({ kind: "unknown" });
    expect(at.server.requests.filter(({ method }) => method === "PATCH")).toHaveLength(1);
  });

  test("that does not fit into one message is refused whole, and the message stays as it was", async () => {
    const { at, ref } = await posting();
    const long = "A sentence that goes on. ".repeat(200);
    const ended = await at.discord.edit(ref, saying(long));
    expect(ended).toMatchObject({ kind: "refused", scope: "post" });
    expect(ended.kind === "refused" && ended.why).toContain("make it shorter");
    expect(at.server.requests.filter(({ method }) => method === "PATCH")).toEqual([]);
    expect(posted(at).map(textOf)).toEqual(["the daily question"]);
  });
});

test("fifty edits of one message within a second are at most two requests, and the last one stands", async () => {
  const clock = createHandClock();
  const platforms: Platform[] = [];
  const failed: unknown[] = [];
  const edits = createEdits({ ...clock, platforms, fault: (error) => failed.push(error) });
  let board: MessageRef | undefined;
  let count = 0;
  const at = await connect(
    edits.through(async () => {
      count += 1;
      const reply = { kind: "reply" as const, message: saying("noted"), to: "me" as const };
      return board ? [reply, { kind: "edit", target: board, message: saying(`press ${count} of 50`) }] : [reply];
    }),
  );
  platforms.push(at.discord);
  const sent = await at.discord.deliver(postTo(at, "board"));
  if (sent.kind === "sent") board = sent.ref;
  const ada = createMember(at.server, { name: "Ada", guild: at.guild.id, channel: at.channel });
  for (let times = 0; times < 50; times += 1) {
    await ada.type("learn");
    clock.advance(20);
  }
  const onBoard = () => at.server.world.messages.get(board?.id ?? "");
  await at.server.world.until(() => onBoard()?.edits === 1);
  await clock.armed(1);
  clock.advance(2000);
  const shown = await at.server.world.until(() => {
    const posted = onBoard();
    return posted?.edits === 2 && posted;
  });
  await edits.stop();
  expect(textOf(shown)).toBe("press 50 of 50");
  expect(at.server.requests.filter(({ method }) => method === "PATCH")).toHaveLength(2);
  expect(failed).toEqual([]);
});
