import { describe, expect, onTestFinished, test } from "vitest";
import type { Event } from "../../../src/chat/event.ts";
import { paragraph } from "../../../src/chat/message.ts";
import type { Handle } from "../../../src/chat/platform.ts";
import type { SlackOptions } from "../../../src/platforms/slack/options.ts";
import { createHandClock } from "../../hand-clock.ts";
import { connect, listening } from "./class-room.ts";
import { createMember, textOf } from "./member.ts";
import { type Answered, limited, page, refuse } from "./server/http.ts";
import { type SlackServer, startSlack } from "./server/slack-server.ts";

const open = /apps\.connections\.open/;

function counting(): { readonly handle: Handle; readonly heard: Event[] } {
  const heard: Event[] = [];
  const handle: Handle = async (event) => {
    heard.push(event);
    return [{ kind: "reply", message: { blocks: [paragraph(`heard ${heard.length}`)] }, to: "me" }];
  };
  return { heard, handle };
}

/** An adapter whose time is moved by hand, with a first connection. */
async function room(options: Partial<SlackOptions> = {}, server?: SlackServer) {
  const clock = createHandClock();
  const { handle, heard } = counting();
  const at = await connect(handle, { after: clock.after, now: clock.now, ...options }, server);
  const ada = createMember(at.server, at.wire, { name: "Ada", channel: at.channel });
  return { ...at, clock, heard, ada };
}

type Room = Awaited<ReturnType<typeof room>>;

/** Both connections are there. */
async function both(at: Room): Promise<void> {
  await at.clock.armed(29_000);
  at.clock.advance(30_000);
  await at.server.world.until(() => at.server.sockets.live.length === 2);
  await listening(at.server);
}

const tries = ({ server }: Pick<Room, "server">): number =>
  server.requests.filter(({ path }) => open.test(path)).length;

describe("connections to Slack", () => {
  test("are two, opened half a minute apart, so that they are never renewed together", async () => {
    const at = await room();
    expect(at.server.sockets.live).toHaveLength(1);
    await both(at);
    expect(at.faults).toEqual([]);
  });

  test("leave nobody unheard while one of them is renewed, and there are two again (F21)", async () => {
    const at = await room();
    await both(at);
    at.clock.advance(6 * 60_000);
    const { sockets, world } = at.server;
    const greeted = sockets.greetings;
    const [first] = sockets.live;
    sockets.renew(first);
    await world.until(() => !sockets.live.some((socket) => socket === first));
    for (let times = 1; times <= 5; times += 1) expect(textOf(await at.ada.type("learn"))).toBe(`heard ${times}`);
    await world.until(() => sockets.live.length === 2);
    expect(sockets.greetings).toBe(greeted + 1);
    expect(at.heard).toHaveLength(5);
    expect(at.faults).toEqual([]);
  });

  test("come back at once when all of them are cut, and readiness tells meanwhile", async () => {
    const at = await room();
    at.clock.advance(20_000);
    const { sockets, world } = at.server;
    const before = sockets.greetings;
    sockets.cut();
    await world.until(() => sockets.greetings > before);
    await listening(at.server);
    expect(at.slack.health()).toEqual({ ok: true });
    expect(textOf(await at.ada.type("learn"))).toBe("heard 1");
  });

  test("that Slack counts beyond our own are told: the tutor runs twice, or a dead one is left (F24)", async () => {
    const server = await startSlack();
    server.sockets.others = 3;
    const at = await room({}, server);
    expect(at.faults.map(String)).toEqual([expect.stringContaining("Slack counts 4 connections of the app")]);
  });
});

describe("Slack that does not let the tutor connect", () => {
  test.each<[string, string, Answered | "reset", string]>([
    ["the token is refused", "F22", refuse("invalid_auth"), "Slack does not take the app-level token"],
    ["the app has no such scope", "F22", refuse("missing_scope"), "connections:write"],
    ["Socket Mode is off", "F22", refuse("socket_mode_not_enabled"), "Socket Mode is off"],
    ["the connection is reset", "F23", "reset", "Slack: no connection"],
    ["Slack stumbles", "F23", page(503), "Slack: no connection"],
    ["Slack asks to wait", "F23", limited(10), "Slack: no connection"],
  ])(
    "when %s (%s): nothing else ends, it is told, and all is well once Slack does",
    async (_what, _case, reply, why) => {
      const at = await room();
      const { sockets, world } = at.server;
      at.server.fail(open, { reply }, 3);
      const [asked, greeted] = [tries(at), sockets.greetings];
      at.clock.advance(20_000);
      sockets.cut();
      for (const wait of [1000, 2000, 4000]) {
        await world.until(() => at.faults.length === { 1000: 1, 2000: 2, 4000: 3 }[wait]);
        const health = at.slack.health();
        expect(health.ok ? "" : health.why).toContain(why);
        await at.clock.armed(wait);
        at.clock.advance(wait);
      }
      await world.until(() => sockets.greetings > greeted);
      await listening(at.server);
      expect(tries(at)).toBe(asked + 4);
      expect(at.slack.health()).toEqual({ ok: true });
      expect(textOf(await at.ada.type("learn"))).toBe("heard 1");
    },
  );

  test("is tried at least every thirty seconds, however long it is away (F25)", async () => {
    const at = await room();
    const { world } = at.server;
    at.server.fail(open, { reply: "reset" }, 12);
    at.clock.advance(20_000);
    at.server.sockets.cut();
    for (let times = 1; times <= 12; times += 1) {
      await world.until(() => at.faults.length === times);
      await at.clock.armed(1);
      at.clock.advance(30_000);
    }
    await world.until(() => at.server.sockets.live.length > 0);
    await listening(at.server);
    expect(at.slack.health()).toEqual({ ok: true });
  });
});

describe("a connection that Slack opens and does not keep", () => {
  test.each<[string, (socket: { send(text: string): void; terminate(): void }) => void]>([
    [
      "with a word for it",
      (socket) => socket.send(JSON.stringify({ type: "disconnect", reason: "too_many_websockets" })),
    ],
    ["without a word", (socket) => socket.terminate()],
    ["after junk", (socket) => socket.send("{]")],
  ])("%s is tried again after a while", async (_what, end) => {
    const at = await room();
    const { sockets, world } = at.server;
    sockets.insteadOfHello.push(end);
    const greeted = sockets.greetings;
    at.clock.advance(20_000);
    sockets.cut();
    await world.until(() => at.faults.length === 1);
    expect(at.slack.health().ok).toBe(false);
    await at.clock.armed(1000);
    at.clock.advance(1000);
    await world.until(() => sockets.greetings > greeted);
  });

  test("and does not greet on either is given up after ten seconds", async () => {
    const at = await room();
    const { sockets, world } = at.server;
    let waiting = 0;
    sockets.insteadOfHello.push(() => {
      waiting += 1;
      world.happened();
    });
    at.clock.advance(20_000);
    sockets.cut();
    await world.until(() => waiting === 1);
    at.clock.advance(10_000);
    await world.until(() => at.faults.length === 1);
    expect(String(at.faults[0])).toContain("did not greet");
  });

  test("soon after it greeted is not opened again at once, over and over", async () => {
    const at = await room();
    const { sockets, world } = at.server;
    const asked = tries(at);
    sockets.renew(sockets.live[0], "too_many_websockets");
    await world.until(() => at.faults.length === 1);
    expect(at.slack.health().ok).toBe(false);
    expect(tries(at)).toBe(asked);
    await at.clock.armed(1000);
    at.clock.advance(1000);
    await world.until(() => tries(at) === asked + 1);
  });
});

test("a tutor that stops leaves Slack with a word, and opens nothing any more", async () => {
  const server = await startSlack();
  const at = await room({}, server);
  const gone = at.server.world.until(() => server.sockets.live.length === 0);
  await at.slack.stop();
  await gone;
  const asked = tries(at);
  at.clock.advance(120_000);
  expect(tries(at)).toBe(asked);
});

test("whatever fails on a connection, nothing is left that nobody caught", async () => {
  const uncaught: unknown[] = [];
  const note = (error: unknown): void => void uncaught.push(error);
  process.on("unhandledRejection", note);
  onTestFinished(() => void process.off("unhandledRejection", note));
  const at = await room();
  const { sockets, world } = at.server;
  // A command whose acknowledgement finds no connection: it is answered by its address.
  const payload = at.ada.commandPayload("learn");
  sockets.live[0]?.send(JSON.stringify({ envelope_id: "e1", type: "slash_commands", payload }));
  sockets.cut();
  await world.until(() => at.ada.seen().length === 1 || sockets.acks.has("e1"));
  at.clock.advance(60_000);
  await world.until(() => sockets.live.length > 0);
  await listening(at.server);
  expect(uncaught).toEqual([]);
});
