import { describe, expect, test } from "vitest";
import type { Post } from "../../../src/chat/answer.ts";
import { type Message, paragraph } from "../../../src/chat/message.ts";
import type { SlackOptions } from "../../../src/platforms/slack/options.ts";
import { createHandClock } from "../../hand-clock.ts";
import { type Connected, connect } from "./class-room.ts";
import { eventPayload, textOf } from "./member.ts";
import { limited, page, refuse } from "./server/http.ts";
import type { Fault } from "./server/slack-server.ts";
import { directOf } from "./server/world.ts";

const NOW = 1_800_000_000_000;

const saying = (text: string): Message => ({ blocks: [paragraph(text)] });

const room = (options: Partial<SlackOptions> = {}) =>
  connect(async () => [], { now: () => NOW, patience: { request: 400 }, ...options });

const postTo = ({ server, channel }: Connected, key: string, text = "the daily question"): Post => ({
  kind: "post",
  to: { platform: "slack", tenant: server.world.team, channel, kind: "channel" },
  key,
  message: saying(text),
});

const create = /chat\.postMessage$/;
const creations = ({ server }: Connected) => server.requests.filter(({ path }) => create.test(path));
const posted = ({ server }: Connected) => [...server.world.messages.values()];

describe("a post", () => {
  test("is one request, with a mark that tells nobody anything, and no unfurling", async () => {
    const at = await room();
    const sent = await at.slack.deliver(postTo(at, "slot 1"));
    const [message] = posted(at);
    const id = `${at.server.world.team}/${message?.ts}`;
    expect(sent).toEqual({ kind: "sent", ref: { platform: "slack", channel: at.channel, id } });
    expect(message?.metadata).toEqual({
      event_type: "nightshift_post",
      event_payload: { d: expect.stringMatching(/^[\w-]{22}$/) },
    });
    expect(creations(at)).toHaveLength(1);
  });

  test("to a person goes into the direct conversation, and its name is that conversation's", async () => {
    const at = await room();
    const { world } = at.server;
    const person = world.nextId("U");
    world.people.set(person, {
      id: person,
      team: world.team,
      name: "Ada",
      zone: "UTC",
      locale: "en",
      admin: false,
      guest: false,
    });
    const to = { kind: "person" as const, platform: "slack", tenant: world.team, person };
    const sent = await at.slack.deliver({ ...postTo(at, "k"), to });
    expect(sent).toMatchObject({ kind: "sent", ref: { channel: directOf(person) } });
    if (sent.kind !== "sent") return;
    expect(await at.slack.edit(sent.ref, saying("changed"))).toEqual({ kind: "sent", ref: sent.ref });
    expect(posted(at).map(textOf)).toEqual(["changed"]);
  });

  test.each<[string, Fault]>([
    ["the reply never comes (F01)", { accept: true, reply: "hang" }],
    ["the connection is reset (F02)", { accept: true, reply: "reset" }],
    ["the reply is a server error (F03)", { accept: true, reply: { status: 500, body: "{}" } }],
    ["the reply is a page for people", { accept: true, reply: page(502) }],
    ["the reply is junk", { accept: true, reply: "junk" }],
    ["Slack says that something of it may have succeeded (F13)", { accept: true, reply: refuse("fatal_error") }],
    ["Slack says that it took too long (F13)", { accept: true, reply: refuse("request_timeout") }],
  ])("is unknown after one request when Slack took it and %s, and is found again", async (_what, fault) => {
    const at = await room();
    at.server.fail(create, fault);
    const post = postTo(at, "slot 1");
    expect(await at.slack.deliver(post)).toEqual({ kind: "unknown" });
    expect(creations(at)).toHaveLength(1);
    const id = `${at.server.world.team}/${posted(at)[0]?.ts}`;
    expect(await at.slack.find(post, NOW)).toEqual({
      kind: "found",
      ref: { platform: "slack", channel: at.channel, id },
    });
    expect(await at.slack.find(postTo(at, "slot 2"), NOW)).toEqual({ kind: "absent" });
  });

  test.each<[string, Fault, number]>([
    ["its channel is slowed down (F04)", { reply: limited(30) }, 30_000],
    ["the workspace is full", { reply: refuse("message_limit_exceeded") }, 3_600_000],
    ["Slack is busy without saying for how long", { reply: refuse("ratelimited") }, 60_000],
  ])("waits after one request when %s", async (_what, fault, wait) => {
    const at = await room();
    at.server.fail(create, fault);
    expect(await at.slack.deliver(postTo(at, "slot 1"))).toEqual({ kind: "wait", until: NOW + wait });
    expect(creations(at)).toHaveLength(1);
  });

  test("that never left waits: no connection came about", async () => {
    const at = await connect(async () => [], { now: () => NOW, way: { kind: "http", signingSecret: "f".repeat(32) } });
    await at.server.close();
    expect(await at.slack.deliver(postTo(at, "slot 1"))).toEqual({ kind: "wait", until: NOW + 30_000 });
  });

  test.each<[string, string, "post" | "place" | "tenant"]>([
    ["its channel is gone (F08)", "channel_not_found", "place"],
    ["the tutor is not in the channel (F08)", "not_in_channel", "place"],
    ["its channel is archived (F09)", "is_archived", "place"],
    ["the channel is read-only", "restricted_action_read_only_channel", "place"],
    ["the app takes no messages", "messages_tab_disabled", "place"],
    ["the token was taken back", "token_revoked", "tenant"],
    ["the account is closed", "account_inactive", "tenant"],
    ["the organisation gives no access", "team_access_not_granted", "tenant"],
    ["a scope is missing", "missing_scope", "tenant"],
    ["it is too long (F11)", "msg_blocks_too_long", "post"],
    ["Slack does not take its form (F11)", "invalid_blocks", "post"],
    ["Slack refuses it for a reason not known here", "some_new_reason", "post"],
  ])("is refused after one request when %s", async (_what, error, scope) => {
    const at = await room();
    at.server.fail(create, { reply: refuse(error, { needed: "chat:write" }) });
    const ended = await at.slack.deliver(postTo(at, "slot 1"));
    expect(ended).toMatchObject({ kind: "refused", scope });
    expect(ended.kind === "refused" && ended.why.length > 10).toBe(true);
    expect(creations(at)).toHaveLength(1);
  });

  test("with a picture shows it with its text for those who cannot see it; twice the same is uploaded once", async () => {
    const at = await room({ now: Date.now, patience: {} });
    const file = `${import.meta.dirname}/../../../src/platforms/web/assets/moon.svg`;
    const blocks = [{ kind: "picture" as const, file, alt: "A moon over a harbour" }, paragraph("Good night.")];
    for (const key of ["one", "two"]) {
      expect(await at.slack.deliver({ ...postTo(at, key), message: { blocks } })).toMatchObject({ kind: "sent" });
    }
    const [moon, ...others] = at.server.world.files.values();
    expect(others).toEqual([]);
    expect(moon).toMatchObject({ name: "moon.svg", alt: "A moon over a harbour" });
    expect(moon?.content).toContain("<svg");
    expect(posted(at)[0]?.blocks[0]).toEqual({
      type: "image",
      slack_file: { id: moon?.id },
      alt_text: "A moon over a harbour",
    });
  });

  test("with a chart says it in words where the workspace takes no files, or its picture cannot be drawn", async () => {
    const chart = { kind: "bars" as const, title: "Answers", bars: [] };
    const message = { blocks: [{ kind: "chart" as const, chart, alt: "A: 3 of 4" }] };
    const at = await room();
    at.server.world.scopes.delete("files:write");
    expect(await at.slack.deliver({ ...postTo(at, "k"), message })).toMatchObject({ kind: "sent" });
    expect(posted(at).map(textOf)).toEqual(["A: 3 of 4"]);
    expect(at.faults).toEqual([]);
    const broken = await room({ draw: () => Promise.reject(new Error("no font")) });
    expect(await broken.slack.deliver({ ...postTo(broken, "k"), message })).toMatchObject({ kind: "sent" });
    expect(broken.faults.map(String)).toEqual(["Error: no font"]);
  });
});

describe("posts that are due together", () => {
  test("go into one channel in their order, at least 1.1 s apart, the later ones are told when, and other channels do not wait (F06)", async () => {
    const clock = createHandClock();
    const at = await connect(async () => [], clock);
    const { world } = at.server;
    const other = { id: world.nextId("C"), name: "other", creator: "U0", archived: false, joined: true };
    world.channels.set(other.id, other);
    const keys = Array.from({ length: 20 }, (_, index) => `post ${index}`);
    const sending = keys.map((key) => at.slack.deliver(postTo(at, key, key)));
    const elsewhere = at.slack.deliver({
      ...postTo(at, "elsewhere"),
      to: { platform: "slack", tenant: world.team, channel: other.id, kind: "channel" },
    });
    expect((await elsewhere).kind).toBe("sent");
    const begun = clock.now();
    for (const later of await Promise.all(sending.slice(5))) {
      expect(later).toEqual({ kind: "wait", until: expect.any(Number) });
      expect(later.kind === "wait" && later.until - begun).toBeGreaterThan(5000);
    }
    for (const [index, sent] of sending.slice(0, 5).entries()) {
      expect((await sent).kind).toBe("sent");
      // Not a moment before its time: what is due later has not left.
      clock.advance(1099);
      await at.slack.edit({ platform: "slack", channel: "C0", id: `${world.team}/1.1` }, saying("a look"));
      expect(creations(at)).toHaveLength(index + 2);
      clock.advance(1);
    }
    const shown = posted(at).filter(({ channel }) => channel === at.channel);
    expect(shown.map(textOf)).toEqual(keys.slice(0, 5));
  });

  test("are told to come again when their turn is far away, and none is posted before Slack allows it (F04)", async () => {
    const at = await room();
    at.server.fail(create, { reply: limited(120) });
    expect(await at.slack.deliver(postTo(at, "one"))).toEqual({ kind: "wait", until: NOW + 120_000 });
    const next = await at.slack.deliver(postTo(at, "two"));
    expect(next).toEqual({ kind: "wait", until: NOW + 120_000 });
    expect(creations(at)).toHaveLength(1);
  });
});

describe("a channel that is closed", () => {
  test.each([
    ["channel_archive", "channel_unarchive"],
    ["group_archive", "group_unarchive"],
    ["channel_left", "member_joined_channel"],
    ["group_left", "member_joined_channel"],
  ])("by %s takes nothing more, until %s", async (closing, opening) => {
    const at = await room();
    const { world } = at.server;
    await at.wire("events_api", eventPayload(world, { type: closing, channel: at.channel, user: "U1" }));
    expect(await at.slack.deliver(postTo(at, "one"))).toMatchObject({ kind: "refused", scope: "place" });
    expect(creations(at)).toHaveLength(0);
    const event = { type: opening, channel: at.channel, user: world.bot.user, channel_type: "C", team: world.team };
    await at.wire("events_api", eventPayload(world, event));
    await at.wire("events_api", eventPayload(world, { type: "app_home_opened", tab: "messages", user: "U1" }));
    expect(await at.slack.deliver(postTo(at, "two"))).toMatchObject({ kind: "sent" });
  });
});

test("a token that Slack takes back is told, and all is well once Slack takes it again", async () => {
  const clock = createHandClock();
  const at = await connect(async () => [], clock);
  at.server.fail(create, { reply: refuse("invalid_auth") });
  expect(await at.slack.deliver(postTo(at, "one"))).toMatchObject({ kind: "refused", scope: "tenant" });
  const health = at.slack.health();
  expect(health.ok ? "" : health.why).toContain("Slack does not take the bot token");
  await clock.armed(30_000);
  const asked = at.server.requests.length;
  clock.advance(30_000);
  await at.server.world.until(() =>
    at.server.requests.slice(asked).some(({ path, status }) => /auth\.test/.test(path) && status === 200),
  );
  clock.advance(1100);
  expect(await at.slack.deliver(postTo(at, "two"))).toMatchObject({ kind: "sent" });
  expect(at.slack.health()).toEqual({ ok: true });
});
