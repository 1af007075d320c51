import { describe, expect, test } from "vitest";
import type { Post } from "../../../src/chat/answer.ts";
import { type Message, paragraph } from "../../../src/chat/message.ts";
import { type Connected, connect } from "./class-room.ts";
import { textOf } from "./member.ts";
import { limited } from "./server/http.ts";

const NOW = 1_800_000_000_000;

const saying = (text: string): Message => ({ blocks: [paragraph(text)] });

const room = () => connect(async () => [], { now: () => NOW, patience: { request: 400 } });

const postTo = ({ server, channel }: Connected, key: string): Post => ({
  kind: "post",
  to: { platform: "slack", tenant: server.world.team, channel, kind: "channel" },
  key,
  message: saying("the daily question"),
});

const posted = ({ server }: Connected) => [...server.world.messages.values()];

describe("a doubtful post", () => {
  test("is not looked for without the scope, outside the channel, or in a direct conversation; each says why", async () => {
    const at = await room();
    const post = postTo(at, "slot 1");
    const channel = at.server.world.channels.get(at.channel);
    if (channel) channel.joined = false;
    expect(await at.slack.find(post, NOW)).toMatchObject({
      kind: "blind",
      why: expect.stringContaining("not in the channel"),
    });
    at.server.world.scopes.delete("channels:history");
    expect(await at.slack.find(post, NOW)).toMatchObject({
      kind: "blind",
      why: expect.stringContaining("channels:history"),
    });
    const to = { kind: "person" as const, platform: "slack", tenant: at.server.world.team, person: "U1" };
    expect(await at.slack.find({ ...post, to }, NOW)).toMatchObject({ kind: "blind" });
  });

  test("is not taken for found when somebody else posts the same mark (S21)", async () => {
    const at = await room();
    const post = postTo(at, "slot 1");
    await at.slack.deliver(post);
    const [ours] = posted(at);
    if (ours) Object.assign(ours, { by: "B0SOMEBODY" });
    expect(await at.slack.find(post, NOW)).toEqual({ kind: "absent" });
  });

  test("is looked for later when Slack asks to wait, or does not answer", async () => {
    const at = await room();
    at.server.fail(/conversations\.history/, { reply: limited(7) });
    expect(await at.slack.find(postTo(at, "k"), NOW)).toEqual({ kind: "wait", until: NOW + 7000 });
    at.server.fail(/conversations\.history/, { reply: "reset" });
    expect(await at.slack.find(postTo(at, "k"), NOW)).toEqual({ kind: "wait", until: NOW + 30_000 });
  });
});

describe("an edit", () => {
  const edit = /chat\.update$/;

  async function posting() {
    const at = await room();
    const sent = await at.slack.deliver(postTo(at, "slot 1"));
    if (sent.kind !== "sent") throw new Error(`not sent: ${JSON.stringify(sent)}`);
    return { at, ref: sent.ref };
  }

  test("turns the message, silent about mentions as every send is (S26)", async () => {
    const { at, ref } = await posting();
    expect(await at.slack.edit(ref, saying("<!channel> it is over"))).toEqual({ kind: "sent", ref });
    expect(posted(at).map(({ text }) => text)).toEqual(["&lt;!channel&gt; it is over"]);
  });

  test("of a message that is gone needs nothing more (F14)", async () => {
    const { at, ref } = await posting();
    at.server.world.messages.clear();
    expect(await at.slack.edit(ref, saying("x"))).toEqual({ kind: "sent", ref });
  });

  test("is one request, and unknown when its reply is lost", async () => {
    const { at, ref } = await posting();
    at.server.fail(edit, { accept: true, reply: "reset" });
    expect(await at.slack.edit(ref, saying("x"))).toEqual({ kind: "unknown" });
    expect(at.server.requests.filter(({ path }) => edit.test(path))).toHaveLength(1);
  });

  test("that does not fit into one message is refused whole, and the message stays as it was", async () => {
    const { at, ref } = await posting();
    const long = "A sentence that goes on. ".repeat(700);
    const ended = await at.slack.edit(ref, saying(long));
    expect(ended).toMatchObject({ kind: "refused", scope: "post", why: expect.stringContaining("make it shorter") });
    expect(posted(at).map(textOf)).toEqual(["the daily question"]);
  });

  test("of something that names no message of Slack is refused", async () => {
    const { at } = await posting();
    for (const id of ["", "1.2", "../T1/1.2", "T1/x"]) {
      expect(await at.slack.edit({ platform: "slack", channel: at.channel, id }, saying("x"))).toMatchObject({
        kind: "refused",
        scope: "post",
      });
    }
  });
});
