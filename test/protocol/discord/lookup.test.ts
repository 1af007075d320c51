import { describe, expect, test } from "vitest";
import { paragraph } from "../../../src/chat/message.ts";
import type { Handle } from "../../../src/chat/platform.ts";
import { connect } from "./class-room.ts";
import { createMember, textOf } from "./member.ts";
import type { Fault } from "./server/discord-server.ts";
import { limited, refuse } from "./server/http.ts";
import {
  asked,
  create,
  long,
  look,
  type PostOffice,
  posted,
  postOffice,
  postTo,
  saying,
} from "./server/post-office.ts";
import type { Posted } from "./server/world.ts";

const MINUTE = 60_000;

/** A post that Discord took, or did not, and whose reply was lost; its nonce is forgotten since. */
async function doubtful(arrived: boolean, at: PostOffice, message = saying("the question")) {
  const post = postTo(at, "slot 1", message);
  const since = at.clock.now();
  at.server.fail(create, { accept: arrived, reply: "reset" });
  expect(await at.discord.deliver(post)).toEqual({ kind: "unknown" });
  at.server.world.nonces.clear();
  return { post, since };
}

/** Messages of others in the channel, from now on. */
function chatter({ server, channel }: PostOffice, count: number): void {
  for (let made = 0; made < count; made += 1) {
    const one: Posted = { id: server.world.nextId(), channel, components: [], flags: 0, files: new Map(), edits: 0 };
    server.world.messages.set(one.id, one);
  }
}

describe("a post that may have arrived", () => {
  test("may be repeated for a while without a look, for the same nonce makes the same message", async () => {
    const at = await postOffice();
    const post = postTo(at, "slot 1");
    at.server.fail(create, { accept: true, reply: "reset" });
    expect(await at.discord.deliver(post)).toEqual({ kind: "unknown" });
    at.clock.advance((at.discord.sameFor ?? 0) - 1);
    expect(await at.discord.deliver(post)).toMatchObject({ kind: "sent", ref: { id: posted(at)[0]?.id } });
    expect(at.discord.sameFor).toBe(2 * MINUTE);
  });

  test("is found in the channel later, when it did", async () => {
    const at = await postOffice();
    const { post, since } = await doubtful(true, at);
    chatter(at, 30);
    at.clock.advance(2 * MINUTE);
    const ref = { platform: "discord", channel: at.channel, id: posted(at)[0]?.id };
    expect(await at.discord.find(post, since)).toEqual({ kind: "found", ref });
    expect(await at.discord.find({ ...post, key: "slot 2" }, since)).toEqual({ kind: "absent" });
  });

  test("is found by another process, after a restart, and behind hundreds of others", async () => {
    const at = await postOffice();
    chatter(at, 450);
    const { post, since } = await doubtful(true, at);
    chatter(at, 20);
    await at.discord.stop();
    const fresh = await postOffice({}, at.server, at.clock);
    at.clock.advance(10 * MINUTE);
    expect(await fresh.discord.find(post, since)).toMatchObject({ kind: "found" });
    expect(asked(fresh, look)).toHaveLength(5);
  });

  test("is not found when it did not, and may be sent", async () => {
    const at = await postOffice();
    const { post, since } = await doubtful(false, at);
    at.clock.advance(10 * MINUTE);
    expect(await at.discord.find(post, since)).toEqual({ kind: "absent" });
    expect(await at.discord.deliver(post)).toMatchObject({ kind: "sent" });
    expect(posted(at)).toHaveLength(1);
  });

  test("is still found when a press turned it meanwhile", async () => {
    const button = { kind: "button" as const, label: "Vote", action: "vote", style: "plain" as const };
    const handle: Handle = async () => [{ kind: "update", message: { ...saying("1 vote"), buttons: [[button]] } }];
    const at = await connect(handle);
    const post = postTo(at, "slot 1", { ...saying("Vote!"), buttons: [[button]] });
    await at.discord.deliver(post);
    const ada = createMember(at.server, { name: "Ada", guild: at.guild.id, channel: at.channel });
    expect(textOf(await ada.press("Vote"))).toBe("1 vote");
    expect(await at.discord.find(post, Date.now() - 10 * MINUTE)).toMatchObject({ kind: "found" });
  });
});

describe("a channel's history", () => {
  test.each([
    [50001, "Missing Access"],
    [50013, "Missing Permissions"],
  ])("that the bot may not read (%i) leaves it blind, with what to do", async (code, message) => {
    const at = await postOffice();
    const { post, since } = await doubtful(true, at);
    at.server.fail(look, { reply: refuse(403, code, message) });
    at.clock.advance(10 * MINUTE);
    const found = await at.discord.find(post, since);
    expect(found).toMatchObject({ kind: "blind", why: expect.stringContaining("Read Message History") });
  });

  test("that is too long to be read leaves it blind rather than sure", async () => {
    const at = await postOffice();
    const { post, since } = await doubtful(false, at);
    chatter(at, 501);
    at.clock.advance(10 * MINUTE);
    expect(await at.discord.find(post, since)).toMatchObject({ kind: "blind" });
  });

  test("of a channel that is gone holds nothing", async () => {
    const at = await postOffice();
    const { post, since } = await doubtful(false, at);
    at.server.fail(look, { reply: refuse(404, 10003, "Unknown Channel") });
    at.clock.advance(10 * MINUTE);
    expect(await at.discord.find(post, since)).toEqual({ kind: "absent" });
  });

  test.each([
    ["Discord slows the bot down", { reply: limited(20) }],
    ["the connection breaks", { reply: "reset" as const }],
    ["Discord stumbles", { reply: { status: 500, body: "{}" } }],
    ["the answer is junk", { reply: "junk" as const }],
    ["the answer is no list", { reply: { status: 200, headers: { "content-type": "application/json" }, body: "{}" } }],
  ])("is read a little later when %s", async (_what, fault) => {
    const at = await postOffice();
    const { post, since } = await doubtful(true, at);
    at.server.fail(look, fault);
    at.clock.advance(10 * MINUTE);
    const found = await at.discord.find(post, since);
    expect(found.kind).toBe("wait");
    expect(found.kind === "wait" && found.until).toBeGreaterThanOrEqual(at.clock.now() + 20_000);
    expect(await at.discord.find(post, since)).toMatchObject({ kind: "found" });
  });
});

describe("a post that takes several messages", () => {
  const words = (at: PostOffice) => posted(at).map((one) => textOf(one).slice(0, 5));

  test("that Discord puts off in the middle goes on where it stopped, however late", async () => {
    const at = await postOffice();
    const post = postTo(at, "slot 1", long);
    await at.discord.deliver(postTo(at, "other"));
    failSecond(at, { reply: limited(300) });
    expect(await at.discord.deliver(post)).toMatchObject({ kind: "wait" });
    expect(words(at)).toEqual(["the q", "one a"]);
    at.server.world.nonces.clear();
    at.clock.advance(10 * MINUTE);
    expect(await at.discord.deliver(post)).toMatchObject({ kind: "sent", ref: { id: posted(at).at(-1)?.id } });
    expect(words(at)).toEqual(["the q", "one a", "two a", "three"]);
  });

  test("goes on in another process, after a restart", async () => {
    const at = await postOffice();
    failSecond(at, { reply: limited(300) });
    expect(await at.discord.deliver(postTo(at, "slot 1", long))).toMatchObject({ kind: "wait" });
    await at.discord.stop();
    at.server.world.nonces.clear();
    const fresh = await postOffice({}, at.server, at.clock);
    expect(await fresh.discord.deliver(postTo(at, "slot 1", long))).toMatchObject({ kind: "sent" });
    expect(words(fresh)).toEqual(["one a", "two a", "three"]);
  });

  test.each([true, false])(
    "in doubt about its second message (arrived: %s) is neither doubled nor cut",
    async (arrived) => {
      const at = await postOffice();
      const since = at.clock.now();
      const post = postTo(at, "slot 1", long);
      failSecond(at, { accept: arrived, reply: "reset" });
      expect(await at.discord.deliver(post)).toEqual({ kind: "unknown" });
      at.server.world.nonces.clear();
      at.clock.advance(10 * MINUTE);
      expect(await at.discord.find(post, since)).toEqual({ kind: "absent" });
      expect(await at.discord.deliver(post)).toMatchObject({ kind: "sent" });
      expect(words(at)).toEqual(["one a", "two a", "three"]);
      expect(await at.discord.find(post, since)).toMatchObject({ kind: "found", ref: { id: posted(at).at(-1)?.id } });
    },
  );

  test("whose first message was deleted before it was repeated still says the rest (F12)", async () => {
    const at = await postOffice();
    failSecond(at, { reply: "reset" });
    expect(await at.discord.deliver(postTo(at, "slot 1", long))).toEqual({ kind: "unknown" });
    await at.discord.stop();
    at.server.world.messages.clear();
    const fresh = await postOffice({}, at.server, at.clock);
    expect(await fresh.discord.deliver(postTo(at, "slot 1", long))).toMatchObject({ kind: "sent" });
    expect(words(fresh)).toEqual(["two a", "three"]);
  });

  test("leaves all the same where the bot may not look; the nonce alone guards it then", async () => {
    const at = await postOffice();
    at.server.fail(look, { reply: refuse(403, 50001, "Missing Access") });
    expect(await at.discord.deliver(postTo(at, "slot 1", long))).toMatchObject({ kind: "sent" });
    expect(words(at)).toEqual(["one a", "two a", "three"]);
  });

  test("goes on where it stopped in the same process, even where the bot may not look", async () => {
    const at = await postOffice();
    at.server.fail(look, { reply: refuse(403, 50001, "Missing Access") }, 10);
    failSecond(at, { reply: limited(300) });
    expect(await at.discord.deliver(postTo(at, "slot 1", long))).toMatchObject({ kind: "wait" });
    at.server.world.nonces.clear();
    at.clock.advance(10 * MINUTE);
    expect(await at.discord.deliver(postTo(at, "slot 1", long))).toMatchObject({ kind: "sent" });
    expect(words(at)).toEqual(["one a", "two a", "three"]);
  });

  test("of one message alone is sent without a look", async () => {
    const at = await postOffice();
    await at.discord.deliver(postTo(at, "slot 1", { blocks: [paragraph("short")] }));
    expect(asked(at, look)).toEqual([]);
  });
});

/** The second message to come goes wrong. */
const failSecond = ({ server }: PostOffice, fault: Fault): void => server.fail(create, { ...fault, skip: 1 });
