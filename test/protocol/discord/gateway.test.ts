import { describe, expect, test } from "vitest";
import { paragraph } from "../../../src/chat/message.ts";
import type { Handle } from "../../../src/chat/platform.ts";
import { createHandClock } from "../../hand-clock.ts";
import { type Connected, connect, halls, started } from "./class-room.ts";
import { createMember, textOf } from "./member.ts";
import { type DiscordServer, startDiscord } from "./server/discord-server.ts";
import { page } from "./server/http.ts";

const counting = (): Handle => {
  let count = 0;
  return async () => {
    count += 1;
    return [{ kind: "reply", message: { blocks: [paragraph(`answer ${count}`)] }, to: "me" }];
  };
};

const member = ({ server, guild, channel }: Connected) =>
  createMember(server, { name: "Ada", guild: guild.id, channel });

const why = ({ discord }: Pick<Connected, "discord">): string => {
  const health = discord.health();
  return health.ok ? "" : health.why;
};

describe("a connection", () => {
  test("asks for nothing but to hear of servers", async () => {
    const at = await connect(counting());
    expect(at.server.gateway.arrivals).toEqual([{ kind: "identify", intents: 1, shard: [0, 1] }]);
  });

  test.each<[string, (server: DiscordServer) => void]>([
    ["is cut", ({ gateway }) => gateway.cut()],
    ["is closed with 4000", ({ gateway }) => gateway.close(4000)],
    ["is asked to connect anew (op 7)", ({ gateway }) => gateway.askToReconnect()],
  ])("that %s is resumed, and what was pressed meanwhile is answered once", async (_what, disturb) => {
    const at = await connect(counting());
    const ada = member(at);
    await ada.type("learn");
    const left = at.server.gateway.departures.length;
    disturb(at.server);
    await at.server.world.until(() => at.server.gateway.departures.length > left);
    expect(textOf(await ada.type("learn"))).toBe("answer 2");
    expect(at.server.gateway.arrivals.map(({ kind }) => kind)).toEqual(["identify", "resume"]);
    expect(at.discord.health()).toEqual({ ok: true });
  });

  test("whose session may be resumed after an invalid session goes on with it", async () => {
    const at = await connect(counting());
    at.server.gateway.invalidate(true);
    await at.server.world.until(() => at.server.gateway.arrivals.length === 2);
    expect(textOf(await member(at).type("learn"))).toBe("answer 1");
    expect(at.server.gateway.arrivals.map(({ kind }) => kind)).toEqual(["identify", "resume"]);
  });

  test("without an answer to its heartbeat is left and resumed (F15)", async () => {
    const server = await startDiscord();
    server.gateway.heartbeat = 50;
    const at = await connect(counting(), {}, server);
    server.gateway.mute();
    await server.world.until(() => server.gateway.arrivals.some(({ kind }) => kind === "resume"));
    expect(server.gateway.departures).toEqual([4200]);
    expect(textOf(await member(at).type("learn"))).toBe("answer 1");
  });

  test("whose last heartbeat is too long ago is not ready, even before it is left (F15)", async () => {
    const server = await startDiscord();
    server.gateway.heartbeat = 20;
    let ahead = 0;
    const at = await connect(counting(), { now: () => Date.now() + ahead }, server);
    await server.world.until(() => server.gateway.beats > 1);
    ahead = 600_000;
    expect(why(at)).toMatch(/shard 0 has had no heartbeat for \d+ ms/);
  });
});

describe("a connection that does not come back (F15)", () => {
  test("is made anew after five minutes, and people are answered again", async () => {
    const clock = createHandClock();
    const at = await connect(counting(), { now: clock.now, after: clock.after });
    const { gateway, world } = at.server;
    gateway.deaf = true;
    gateway.cut();
    await clock.armed(300_000);
    expect(why(at)).toBe("Discord: shard 0 is connecting again.");
    clock.advance(299_999);
    gateway.deaf = false;
    expect(gateway.arrivals).toHaveLength(1);
    clock.advance(1);
    await world.until(() => at.discord.health().ok);
    expect(gateway.arrivals.map(({ kind }) => kind)).toEqual(["identify", "identify"]);
    expect(textOf(await member(at).type("learn"))).toBe("answer 1");
    expect(at.faults.map(String).join()).toContain("is made anew");
    expect(clock.waiting).toBe(0);
  });

  test("that comes back in time is left as it is", async () => {
    const clock = createHandClock();
    const at = await connect(counting(), { now: clock.now, after: clock.after });
    at.server.gateway.cut();
    await clock.armed(300_000);
    await at.server.world.until(() => at.server.gateway.arrivals.length === 2);
    expect(textOf(await member(at).type("learn"))).toBe("answer 1");
    expect(clock.waiting).toBe(0);
    clock.advance(300_000);
    expect(textOf(await member(at).type("learn"))).toBe("answer 2");
    expect(at.server.gateway.arrivals.map(({ kind }) => kind)).toEqual(["identify", "resume"]);
  });
});

describe("a void session that comes again and again (F17)", () => {
  test("is met with longer and longer waits, not with a loop of identifies", async () => {
    const clock = createHandClock();
    const at = await connect(counting(), { now: clock.now, after: clock.after });
    const { gateway, world } = at.server;
    gateway.refuseNext("invalid", 3);
    gateway.invalidate(false);
    for (const [index, wait] of [5000, 10_000, 20_000, 40_000].entries()) {
      await clock.armed(wait, 60_000);
      clock.advance(wait - 1);
      expect(gateway.arrivals).toHaveLength(1 + index);
      clock.advance(1);
      await world.until(() => gateway.arrivals.length === 2 + index);
    }
    expect(textOf(await member(at).type("learn"))).toBe("answer 1");
    expect(at.discord.health()).toEqual({ ok: true });
  });
});

describe("a day's sessions that are nearly used up (F18)", () => {
  test("are spread over the rest of the day, and the log is told before they end", async () => {
    const server = await startDiscord();
    server.addGuild(halls(server));
    Object.assign(server.sessions, { remaining: 10, reset_after: 3_600_000 });
    const clock = createHandClock();
    const connecting = connect(counting(), { now: clock.now, after: clock.after }, server);
    await clock.armed(360_000);
    clock.advance(359_999);
    expect(server.gateway.arrivals).toEqual([]);
    clock.advance(1);
    const { faults } = await connecting;
    expect(server.gateway.arrivals).toHaveLength(1);
    expect(faults.map(String).join()).toContain("Only 10 of 1000 gateway sessions are left");
  });
});

describe("a connection that Discord ends for good (F16)", () => {
  test.each([
    [4004, "Discord does not take the token."],
    [4010, "Discord does not know this shard."],
    [4011, "The bot is in too many servers for one connection."],
    [4012, "Discord no longer speaks this version"],
    [4013, "invalid intents"],
    [4014, "Look at Privileged Gateway Intents"],
  ])("with %i fails the platform with a sentence, and no second identify", async (code, sentence) => {
    const server = await startDiscord();
    server.gateway.refuseNext(code, 10);
    const at = await started(server, counting(), { commands: () => [] });
    await server.world.until(() => at.faults.length > 0);
    expect(why(at)).toContain(sentence);
    expect(String(at.faults[0])).toContain(sentence);
    expect(server.gateway.arrivals).toHaveLength(1);
    await at.discord.stop();
    await server.close();
  });

  test("while it was working fails the platform likewise", async () => {
    const at = await connect(counting());
    at.server.gateway.close(4014);
    await at.server.world.until(() => why(at) !== "" && at.faults.length > 0);
    expect(why(at)).toContain("disallowed intents");
    expect(at.server.gateway.arrivals).toHaveLength(1);
  });

  test("by a token that the API refuses (401) fails the platform, without an identify", async () => {
    const server = await startDiscord("another");
    const at = await started(server, counting(), { commands: () => [] });
    await server.world.until(() => at.faults.length > 0);
    expect(why(at)).toContain("Discord does not take the token.");
    expect(server.gateway.arrivals).toEqual([]);
    await at.discord.stop();
    await server.close();
  });
});

describe("a Discord that is away when the tutor starts", () => {
  test("is asked again after a while, and longer each time", async () => {
    const server = await startDiscord();
    server.addGuild(halls(server));
    server.fail(/^GET \/gateway\/bot$/, { reply: page(502) }, 2);
    const clock = createHandClock();
    const connecting = connect(counting(), { now: clock.now, after: clock.after }, server);
    for (const wait of [5000, 10_000]) {
      await clock.armed(wait);
      const asked = server.requests.length;
      clock.advance(wait - 1);
      expect(server.requests).toHaveLength(asked);
      clock.advance(1);
    }
    const at = await connecting;
    expect(at.discord.health().ok).toBe(true);
    expect(at.faults).toHaveLength(2);
  });

  test("keeps nothing else waiting: it is started at once, and stops at once", async () => {
    const server = await startDiscord();
    server.fail(/gateway/, { reply: "hang" });
    const at = await started(server, counting(), { commands: () => [] });
    expect(why(at)).toBe("Discord: not connected yet.");
    await at.discord.stop();
    await server.close();
  });
});

describe("more servers than one connection takes", () => {
  test("are spread over the shards that Discord recommends, in one process", async () => {
    const server = await startDiscord();
    Object.assign(server.sessions, { max_concurrency: 2 });
    server.shards = 2;
    const at = await connect(counting(), {}, server);
    expect(server.gateway.arrivals.map(({ shard }) => shard)).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect(textOf(await member(at).type("learn"))).toBe("answer 1");
  });

  test("are served by the process that was given their shards", async () => {
    const server = await startDiscord();
    const { discord } = await connect(counting(), { shards: { ids: [1], count: 3 } }, server);
    expect(server.gateway.arrivals.map(({ shard }) => shard)).toEqual([[1, 3]]);
    expect(discord.health().ok).toBe(true);
  });
});
