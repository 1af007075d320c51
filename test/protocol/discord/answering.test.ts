import { describe, expect, test } from "vitest";
import type { Event } from "../../../src/chat/event.ts";
import { type Message, paragraph } from "../../../src/chat/message.ts";
import type { Handle } from "../../../src/chat/platform.ts";
import { type Connected, connect } from "./class-room.ts";
import { createMember, type Member, textOf } from "./member.ts";
import { limited, page, refuse } from "./server/http.ts";

const press = (label: string, action = label.toLowerCase()) => ({
  kind: "button" as const,
  label,
  action,
  style: "plain" as const,
});
const saying = (text: string, ...labels: readonly string[]): Message => ({
  blocks: [paragraph(text)],
  ...(labels.length > 0 ? { buttons: [labels.map((label) => press(label))] } : {}),
});

/** A tutor with one page: a command shows it, a press counts on it. */
const counting = (): { handle: Handle; heard: Event[] } => {
  const heard: Event[] = [];
  return {
    heard,
    handle: async (event) => {
      heard.push(event);
      if (event.kind === "press") return [{ kind: "update", message: saying(`press ${heard.length - 1}`, "More") }];
      return [{ kind: "reply", message: saying("begin", "More"), to: "me" }];
    },
  };
};

const member = ({ server, guild, channel }: Connected, name = "Ada"): Member =>
  createMember(server, { name, guild: guild.id, channel });

const callback = /^POST \/interactions\/\d+\/[^/]+\/callback$/;

const callbacks = ({ server }: Connected) =>
  server.requests.filter(({ method, path }) => callback.test(`${method} ${path}`));

const said = ({ faults }: Connected): string => faults.map(String).join("\n");

describe("an answer on its way to Discord", () => {
  test("is sent again when the connection breaks before Discord has it", async () => {
    const room = await connect(counting().handle);
    const ada = member(room);
    await ada.type("learn");
    room.server.fail(callback, { reply: "reset" });
    expect(textOf(await ada.press("More"))).toBe("press 1");
    expect(callbacks(room)).toHaveLength(3);
    expect(room.faults).toEqual([]);
  });

  test("counts as given when the connection breaks after Discord has it", async () => {
    const room = await connect(counting().handle);
    const ada = member(room);
    await ada.type("learn");
    room.server.fail(callback, { accept: true, reply: "reset" });
    expect(textOf(await ada.press("More"))).toBe("press 1");
    await room.server.world.until(() => callbacks(room).length === 3 && callbacks(room)[2]?.status === 400);
    expect(textOf(await ada.press("More"))).toBe("press 2");
    expect(room.faults).toEqual([]);
  });

  test.each([
    ["a server error", { reply: { status: 500, body: "{}" } }],
    ["a page for people from a wall before the API", { reply: page(502) }],
    ["silence", { reply: "hang" as const }],
  ])("is sent again after %s", async (_what, fault) => {
    const room = await connect(counting().handle, { patience: { callback: 400 } });
    const ada = member(room);
    await ada.type("learn");
    room.server.fail(callback, fault);
    expect(textOf(await ada.press("More"))).toBe("press 1");
    expect(room.faults).toEqual([]);
  });

  test("counts as given when the whole machine stood still while Discord took it", async () => {
    let late = 0;
    const room = await connect(counting().handle, { patience: { callback: 300 }, now: () => Date.now() + late });
    const ada = member(room);
    await ada.type("learn");
    room.server.fail(callback, { accept: true, reply: "hang" });
    const turned = ada.press("More");
    await room.server.world.until(() => callbacks(room).length === 2);
    late = 2000;
    expect(textOf(await turned)).toBe("press 1");
    await room.server.world.until(() => callbacks(room).length === 3 && callbacks(room)[2]?.status === 400);
    await settled(room);
    expect(room.faults).toEqual([]);
  });

  test("waits out a short rate limit, and is given once", async () => {
    const room = await connect(counting().handle);
    const ada = member(room);
    await ada.type("learn");
    room.server.fail(callback, { reply: limited(0.05) });
    expect(textOf(await ada.press("More"))).toBe("press 1");
    expect(callbacks(room).map(({ status }) => status)).toEqual([204, 429, 204]);
  });

  test("is given up when the limit outlasts what Discord waits for; the button stays usable", async () => {
    const room = await connect(counting().handle);
    const ada = member(room);
    const before = await ada.type("learn");
    room.server.fail(callback, { reply: limited(30) });
    const first = callbacks(room).length;
    ada.send({ type: 3, data: { component_type: 2, custom_id: "more" } }, before);
    await room.server.world.until(() => callbacks(room).length > first);
    await room.server.world.until(() => room.faults.length > 0);
    expect(textOf(before)).toBe("begin");
    expect(textOf(await ada.press("More"))).toBe("press 2");
    expect(callbacks(room)).toHaveLength(first + 2);
  });

  test("that comes too late is not repeated, and the log is told how late it was (10062)", async () => {
    const room = await connect(counting().handle);
    const ada = member(room);
    const before = await ada.type("learn");
    const pending = ada.send({ type: 3, data: { component_type: 2, custom_id: "more" } }, before);
    pending.expired = true;
    await room.server.world.until(() => callbacks(room).length === 2 && callbacks(room)[1]?.status === 404);
    await settled(room);
    expect(said(room)).toMatch(/no longer waits for it, \d+ ms after the press/);
    expect(callbacks(room).map(({ status }) => status)).toEqual([204, 404, 204]);
  });

  test("that somebody else gave first points to a second copy of the bot (40060)", async () => {
    const room = await connect(counting().handle);
    const ada = member(room);
    const before = await ada.type("learn");
    const pending = ada.send({ type: 3, data: { component_type: 2, custom_id: "more" } }, before);
    pending.answers.push(6);
    await room.server.world.until(() => callbacks(room).length === 2 && callbacks(room)[1]?.status === 400);
    await settled(room);
    expect(said(room)).toContain("Is the bot running twice with the same token?");
    expect(callbacks(room).map(({ status }) => status)).toEqual([204, 400, 204]);
  });
});

describe("an answer that turns a message", () => {
  test("comes as a new one when the message was deleted meanwhile, and the rest follows it (F14)", async () => {
    const room = await connect(async (event) =>
      event.kind === "press"
        ? [
            { kind: "update", message: saying("turned", "More") },
            { kind: "reply", message: saying("by the way"), to: "me" },
          ]
        : [{ kind: "reply", message: saying("begin", "More"), to: "me" }],
    );
    const ada = member(room);
    const page = await ada.type("learn");
    room.server.fail(callback, { reply: refuse(404, 10008, "Unknown Message") });
    await ada.press("More", page);
    await room.server.world.until(() => ada.seen().length === 3);
    expect(ada.seen().map((one) => [textOf(one), one.only === ada.actor.id])).toEqual([
      ["begin", true],
      ["turned", true],
      ["by the way", true],
    ]);
    expect(room.faults).toEqual([]);
  });
});

/** Waits until the adapter has heard of everything that was answered: a further command is answered after it. */
const settled = async (room: Connected): Promise<void> => void (await member(room, "Zoe").type("learn"));

describe("an interaction that Discord delivers twice", () => {
  test("is handed to the tutor once, and answered once (S08, F19)", async () => {
    const { handle, heard } = counting();
    const room = await connect(handle);
    const ada = member(room);
    const shown = await ada.type("learn");
    const pending = ada.send({ type: 3, data: { component_type: 2, custom_id: "more" } }, shown);
    for (let times = 0; times < 10; times += 1) ada.again(pending);
    await room.server.world.until(() => pending.answers.length > 0);
    await settled(room);
    expect(heard.filter(({ kind }) => kind === "press")).toHaveLength(1);
    expect(pending.answers).toEqual([7]);
    expect(room.faults).toEqual([]);
  });
});

describe("several things said at once", () => {
  test("come as one answer and messages after it, each seen by those it is for", async () => {
    const room = await connect(async (event) =>
      event.kind === "press"
        ? [
            { kind: "reply", message: saying("for you"), to: "me" },
            { kind: "reply", message: saying("for all"), to: "all" },
            { kind: "update", message: saying("turned", "More") },
            { kind: "post", to: event.in, key: "k1", message: saying("posted") },
          ]
        : [{ kind: "reply", message: saying("begin", "More"), to: "me" }],
    );
    const ada = member(room);
    const shown = await ada.type("learn");
    await ada.press("More", shown);
    await room.server.world.until(() => ada.seen().some((one) => textOf(one) === "posted"));
    expect(ada.seen().map((one) => [textOf(one), one.only === ada.actor.id])).toEqual([
      ["turned", true],
      ["for you", true],
      ["for all", false],
      ["posted", false],
    ]);
  });

  test("a press to which nothing is said is acknowledged all the same", async () => {
    const room = await connect(async (event) =>
      event.kind === "press" ? [] : [{ kind: "reply", message: saying("begin", "More"), to: "me" }],
    );
    const ada = member(room);
    await ada.press("More", await ada.type("learn"));
    expect([...room.server.world.interactions.values()].map(({ answers }) => answers)).toEqual([[4], [6]]);
  });
});

test("a server's flood is not answered beyond its pace, and other servers are served (S40)", async () => {
  const { handle, heard } = counting();
  const room = await connect(handle, { mostInAMinute: { person: 20, server: 30 }, now: () => 1_800_000_000_000 });
  const people = Array.from({ length: 10 }, (_, index) => member(room, `Pupil ${index}`));
  const action = { type: 3, data: { component_type: 2, custom_id: "more" } };
  const page = await createMember(room.server, { name: "Zoe", channel: room.channel }).type("learn");
  for (let times = 0; times < 5; times += 1) for (const one of people) one.send(action, page);
  await createMember(room.server, { name: "Zoe", channel: room.server.world.nextId() }).type("learn");
  expect(heard.filter((event) => "by" in event && event.by.name.startsWith("Pupil"))).toHaveLength(30);
  expect(room.faults).toEqual([]);
});

test("one person's flood is not answered beyond the pace, and others are served (S40)", async () => {
  const { handle, heard } = counting();
  const room = await connect(handle, { mostInAMinute: { person: 20, server: 1000 }, now: () => 1_800_000_000_000 });
  const ada = member(room);
  const shown = await ada.type("learn");
  for (let times = 0; times < 100; times += 1) {
    ada.send({ type: 3, data: { component_type: 2, custom_id: "more" } }, shown);
  }
  await settled(room);
  expect(heard.filter((event) => "by" in event && event.by.name === "Ada")).toHaveLength(20);
  expect(room.faults).toEqual([]);
});
