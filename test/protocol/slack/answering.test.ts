import { describe, expect, test } from "vitest";
import type { Event } from "../../../src/chat/event.ts";
import { type Message, paragraph } from "../../../src/chat/message.ts";
import type { Handle } from "../../../src/chat/platform.ts";
import { createHandClock } from "../../hand-clock.ts";
import { type Connected, connect, ways } from "./class-room.ts";
import { createMember, type Member, textOf } from "./member.ts";
import { page } from "./server/http.ts";
import { at } from "./server/limits.ts";
import type { Fault } from "./server/slack-server.ts";
import { directOf } from "./server/world.ts";

const press = (label: string) => ({
  kind: "button" as const,
  label,
  action: label.toLowerCase(),
  style: "plain" as const,
});
const saying = (text: string, ...labels: readonly string[]): Message => ({
  blocks: [paragraph(text)],
  ...(labels.length > 0 ? { buttons: [labels.map(press)] } : {}),
});

/** A tutor with one page: a command shows it, a press counts on it. */
const counting = (): { handle: Handle; heard: Event[] } => {
  const heard: Event[] = [];
  return {
    heard,
    handle: async (event) => {
      heard.push(event);
      if (event.kind === "press") return [{ kind: "update", message: saying(`press ${heard.length - 1}`, "More") }];
      const to = "in" in event && event.in?.kind === "direct" ? "all" : "me";
      return [{ kind: "reply", message: saying("begin", "More"), to }];
    },
  };
};

const member = ({ server, wire, channel }: Connected, name = "Ada"): Member =>
  createMember(server, wire, { name, channel });

/** The same person in the direct conversation. */
const alone = ({ server, wire }: Connected, { person }: Member): Member =>
  createMember(server, wire, { ...person, channel: directOf(person.id) });

const asked = ({ server }: Connected, path: RegExp) => server.requests.filter((request) => path.test(request.path));
const answers = /^\/respond\//;

describe("an answer on its way to a channel", () => {
  test.each<[string, Fault]>([
    ["the connection breaks", { reply: "reset" }],
    ["Slack stumbles", { reply: { status: 500, body: "no" } }],
    ["a wall before it answers with a page for people", { reply: page(502) }],
  ])("is sent once more when %s", async (_what, fault) => {
    const room = await connect(counting().handle);
    const ada = member(room);
    await ada.type("learn");
    room.server.fail(answers, fault);
    expect(textOf(await ada.press("More"))).toBe("press 1");
    expect(asked(room, answers)).toHaveLength(2);
    expect(room.faults).toEqual([]);
  });

  test("that its address does not take twice comes as a private message of its own", async () => {
    const room = await connect(counting().handle);
    const ada = member(room);
    const before = await ada.type("learn");
    room.server.fail(answers, { reply: { status: 500, body: "no" } }, 2);
    const after = await ada.press("More");
    expect(after).not.toBe(before);
    expect([textOf(after), after.only]).toEqual(["press 1", ada.person.id]);
    expect(asked(room, /postEphemeral/)).toHaveLength(1);
    expect(String(room.faults[0])).toContain("Slack answered 500 to an answer");
    expect(textOf(await ada.press("More", after))).toBe("press 2");
  });

  test("comes all the same when its address is used up (S14)", async () => {
    const room = await connect(counting().handle);
    const ada = member(room);
    const before = await ada.type("learn");
    const payload = ada.pressPayload("More", before);
    for (const address of room.server.world.answers.values()) address.left = 0;
    await ada.send("interactive", payload);
    const after = await room.server.world.until(() => (ada.newest() === before ? undefined : ada.newest()));
    expect([textOf(after), after.only]).toEqual(["press 1", ada.person.id]);
  });
});

describe("an answer in a direct conversation", () => {
  test("turns the message again when the connection broke", async () => {
    const room = await connect(counting().handle);
    const ada = alone(room, member(room));
    const shown = await ada.type("learn");
    room.server.fail(/chat\.update/, { accept: true, reply: "reset" });
    expect(textOf(await ada.press("More", shown))).toBe("press 1");
    await room.server.world.until(() => asked(room, /chat\.update/).length === 2);
    expect(ada.seen()).toHaveLength(1);
  });

  test("to a message that is gone is a message of its own (F14)", async () => {
    const room = await connect(counting().handle);
    const ada = alone(room, member(room));
    const shown = await ada.type("learn");
    const payload = ada.pressPayload("More", shown);
    room.server.world.messages.delete(`${shown.channel} ${shown.ts}`);
    for (const address of room.server.world.answers.values()) address.left = 0;
    await ada.send("interactive", payload);
    const after = await room.server.world.until(() => ada.seen()[0]);
    expect(textOf(after)).toBe("press 1");
  });
});

describe("what Slack delivers more than once", () => {
  test.each(ways)("is handed to the tutor once, and answered once, over $kind (S08, S45)", async (way) => {
    const { handle, heard } = counting();
    const room = await connect(handle, { way });
    const ada = member(room);
    const shown = await ada.type("learn");
    const pressed = ada.pressPayload("More", shown);
    const typed = ada.commandPayload("learn");
    for (let times = 0; times < 11; times += 1) await ada.send("interactive", pressed);
    const acks = [];
    for (let times = 0; times < 11; times += 1) acks.push(await ada.send("slash_commands", typed));
    await room.server.world.until(() => textOf(shown) === "press 1");
    await member(room, "Zoe").type("learn");
    expect(heard.filter(({ kind }) => kind === "press")).toHaveLength(1);
    expect(acks.filter((ack) => at(ack, "blocks") !== undefined)).toHaveLength(1);
    expect(asked(room, answers)).toHaveLength(1);
    expect(room.faults).toEqual([]);
  });
});

/** Longer than anything else that waits, so that the clock tells when it begins. */
const PATIENCE = 100_000;

describe("a tutor that takes its time", () => {
  const slow = () => {
    const gate = Promise.withResolvers<void>();
    const handle: Handle = async () => {
      await gate.promise;
      return [{ kind: "reply", message: saying("at last"), to: "me" }];
    };
    return { handle, open: gate.resolve };
  };

  test.each(ways)(
    "lets Slack have an empty answer when its patience ends, over $kind, and its own one follows",
    async (way) => {
      const clock = createHandClock();
      const { handle, open } = slow();
      const room = await connect(handle, { way, after: clock.after, now: clock.now, patience: { ack: PATIENCE } });
      const ada = member(room);
      const acked = ada.send("slash_commands", ada.commandPayload("learn"));
      await clock.armed(PATIENCE);
      clock.advance(PATIENCE);
      expect(at(await acked, "blocks")).toBeUndefined();
      open();
      const shown = await room.server.world.until(() => ada.seen()[0]);
      expect([textOf(shown), shown.only]).toEqual(["at last", ada.person.id]);
      expect(room.faults).toEqual([]);
    },
  );

  test("has a press acknowledged before it thinks (S18)", async () => {
    const gate = Promise.withResolvers<void>();
    const room = await connect(async (event) => {
      if (event.kind === "press") await gate.promise;
      return event.kind === "press"
        ? [{ kind: "update", message: saying("turned") }]
        : [{ kind: "reply", message: saying("begin", "More"), to: "me" }];
    });
    const ada = member(room);
    const shown = await ada.type("learn");
    await ada.send("interactive", ada.pressPayload("More", shown));
    expect(textOf(shown)).toBe("begin");
    gate.resolve();
    await room.server.world.until(() => textOf(shown) === "turned");
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
    await ada.press("More", await ada.type("learn"));
    await room.server.world.until(() => ada.seen().some((one) => textOf(one) === "posted"));
    expect(ada.seen().map((one) => [textOf(one), one.only === ada.person.id])).toEqual([
      ["turned", true],
      ["for you", true],
      ["for all", false],
      ["posted", false],
    ]);
  });
});

test("a link's button is acknowledged, and the tutor is not bothered with it", async () => {
  const heard: Event[] = [];
  const link = { kind: "link" as const, label: "Read on", url: "https://example.org/" };
  const room = await connect(async (event) => {
    heard.push(event);
    return [{ kind: "reply", message: { blocks: [paragraph("see")], buttons: [[link]] }, to: "me" }];
  });
  const ada = member(room);
  const shown = await ada.type("learn");
  await ada.send("interactive", ada.pressPayload("Read on", shown));
  await member(room, "Zoe").type("learn");
  expect(heard.map(({ kind }) => kind)).toEqual(["command", "command"]);
});

test("one person's flood is not answered beyond the pace, and others are served (S40)", async () => {
  const { handle, heard } = counting();
  const room = await connect(handle, { mostInAMinute: { person: 20, server: 1000 }, now: () => 1_800_000_000_000 });
  const ada = member(room);
  const shown = await ada.type("learn");
  for (let times = 0; times < 100; times += 1) await ada.send("interactive", ada.pressPayload("More", shown));
  await member(room, "Zoe").type("learn");
  expect(heard.filter((event) => "by" in event && event.by.name === "Ada")).toHaveLength(20);
  expect(room.faults).toEqual([]);
});
