import { describe, expect, test } from "vitest";
import type { MessageRef } from "../../../src/chat/event.ts";
import type { Handle, Platform } from "../../../src/chat/platform.ts";
import { createEdits } from "../../../src/delivery/edits.ts";
import { createHandClock } from "../../hand-clock.ts";
import { connect } from "./class-room.ts";
import { createMember, textOf } from "./member.ts";
import { limited, refuse } from "./server/http.ts";
import { posted, postOffice, postTo, saying } from "./server/post-office.ts";

const edit = /^PATCH \/channels\/\d+\/messages\/\d+$/;

describe("an edit", () => {
  async function posting() {
    const at = await postOffice();
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
    expect(posted(at).map(textOf)).toEqual(["the question"]);
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

test("an edit that Discord puts off is made when its time has come, and a newer one in its place (F04)", async () => {
  const clock = createHandClock();
  const platforms: Platform[] = [];
  const failed: unknown[] = [];
  const edits = createEdits({ ...clock, platforms, fault: (error) => failed.push(error) });
  let board: MessageRef | undefined;
  let count = 0;
  const handle: Handle = async () => {
    count += 1;
    const reply = { kind: "reply" as const, message: saying("noted"), to: "me" as const };
    return board ? [reply, { kind: "edit", target: board, message: saying(`press ${count}`) }] : [reply];
  };
  const at = await connect(edits.through(handle), clock);
  platforms.push(at.discord);
  const sent = await at.discord.deliver(postTo(at, "board"));
  if (sent.kind === "sent") board = sent.ref;
  const ada = createMember(at.server, { name: "Ada", guild: at.guild.id, channel: at.channel });
  at.server.fail(edit, { reply: limited(30) });
  await ada.type("learn");
  await clock.armed(30_000);
  await ada.type("learn");
  clock.advance(31_000);
  const shown = await at.server.world.until(() => {
    const message = at.server.world.messages.get(board?.id ?? "");
    return message?.edits === 1 && message;
  });
  expect(textOf(shown)).toBe("press 2");
  await edits.stop();
  expect(failed).toEqual([]);
});
