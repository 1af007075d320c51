import { expect, test } from "vitest";
import type { Event } from "../../../src/chat/event.ts";
import type { Handle } from "../../../src/chat/platform.ts";
import { createHandClock } from "../../hand-clock.ts";
import { bite, chapter, course } from "../../rooms/courses.ts";
import { classRoom, halls, started } from "./class-room.ts";
import { createMember, textOf } from "./member.ts";
import { startDiscord } from "./server/discord-server.ts";
import { refuse } from "./server/http.ts";
import { postTo, saying } from "./server/post-office.ts";

/** A tutor that keeps what it hears. */
const listening = (): { handle: Handle; heard: Event[] } => {
  const heard: Event[] = [];
  const handle: Handle = async (event) => {
    heard.push(event);
    return "by" in event ? [{ kind: "reply", message: saying("yes"), to: "me" }] : [];
  };
  return { handle, heard };
};

test("a bot of another application leaves alone what is kept: nothing is heard, sent, or taken for left", async () => {
  const server = await startDiscord();
  const guild = server.addGuild(halls(server));
  const { handle, heard } = listening();
  const at = await started(server, handle, { owner: async () => "4711", known: async () => ["900000000000000001"] });
  await server.world.until(() => at.faults.length > 0);
  const health = at.discord.health();
  const why = health.ok ? "" : health.why;
  expect(why).toContain("belongs to the bot of application 4711");
  expect(why).toContain(`one of application ${server.world.application}`);
  expect(why).toContain("DATA_DIR");
  expect(at.faults.map(String)).toEqual([`Error: ${why}`]);
  const channel = guild.channels[0]?.id ?? "";
  const post = postTo({ ...at, server, guild, channel }, "k");
  const before = server.requests.length;
  expect(await at.discord.deliver(post)).toEqual({ kind: "refused", scope: "platform", why });
  expect(await at.discord.find(post, 0)).toMatchObject({ kind: "wait" });
  expect(server.requests).toHaveLength(before);
  expect([heard, server.world.commands.size]).toEqual([[], 0]);
  await at.discord.stop();
  await server.close();
});

test("the whole tutor, started with another bot's token, keeps all servers of the first", async () => {
  const room = await classRoom(course(chapter("one", [bite("Hello."), bite("Bye.")])));
  const { server, guild, channel, context } = room;
  await createMember(server, { name: "Ada", guild: guild.id, channel }).type("learn");
  await room.discord.stop();
  const other = await startDiscord();
  const owner = (application: string) => context.store.claimPlatform("discord", application);
  const known = () => context.store.presentTenants("discord");
  const at = await started(other, async () => [], { owner, known });
  await other.world.until(() => at.faults.length > 0);
  expect(await context.store.presentTenants("discord")).toEqual([guild.id]);
  expect(await context.store.purgeTenants(context.clock.now().epochMilliseconds + 1)).toBe(0);
  await at.discord.stop();
  await other.close();
  await room.restart();
  expect(textOf(await createMember(server, { name: "Bea", guild: guild.id, channel }).type("learn"))).toContain(
    "1 of 2",
  );
});

test("a post that is due before the connection stands asks whose data it is, and leaves", async () => {
  const server = await startDiscord();
  const guild = server.addGuild(halls(server));
  server.fail(/gateway\/bot/, { reply: "hang" });
  const at = await started(server, async () => []);
  const post = postTo({ ...at, server, guild, channel: guild.channels[0]?.id ?? "" }, "k");
  expect(await at.discord.deliver(post)).toMatchObject({ kind: "sent" });
  expect(await at.discord.deliver({ ...post, key: "k2" })).toMatchObject({ kind: "sent" });
  expect(server.requests.filter(({ path }) => path === "/applications/@me")).toHaveLength(1);
  await at.discord.stop();
  await server.close();
});

test("a post waits while nobody can say whose data it is, and leaves afterwards", async () => {
  const server = await startDiscord();
  const guild = server.addGuild(halls(server));
  const clock = createHandClock();
  server.fail(/gateway\/bot/, { reply: "hang" });
  server.fail(/applications\/@me/, { reply: "reset" });
  const at = await started(server, async () => [], clock);
  const post = postTo({ ...at, server, guild, channel: guild.channels[0]?.id ?? "" }, "k");
  expect(await at.discord.deliver(post)).toEqual({ kind: "wait", until: clock.now() + 5000 });
  clock.advance(5000);
  expect(await at.discord.deliver(post)).toMatchObject({ kind: "sent" });
  await at.discord.stop();
  await server.close();
});

test("a token that is refused when it is asked whose data it is fails the platform (F20)", async () => {
  const server = await startDiscord();
  const guild = server.addGuild(halls(server));
  server.fail(/gateway\/bot/, { reply: "hang" });
  server.fail(/applications\/@me/, { reply: refuse(401, 0, "401: Unauthorized") });
  const at = await started(server, async () => []);
  const post = postTo({ ...at, server, guild, channel: guild.channels[0]?.id ?? "" }, "k");
  expect(await at.discord.deliver(post)).toMatchObject({ kind: "refused", scope: "platform" });
  expect(at.discord.health()).toMatchObject({ ok: false, why: expect.stringContaining("does not take the token") });
  await at.discord.stop();
  await server.close();
});

test("while the memory is away at the start no server is taken for left; people are answered when it is back", async () => {
  const { handle, heard } = listening();
  const clock = createHandClock();
  let away = true;
  const server = await startDiscord();
  const guild = server.addGuild(halls(server));
  const owner = async (application: string): Promise<string> => {
    if (away) throw new Error("the database is away");
    return application;
  };
  const known = async () => [guild.id, "900000000000000001"];
  const at = await started(server, handle, { ...clock, owner, known });
  await server.world.until(() => at.faults.length >= 2);
  expect(heard).toEqual([]);
  away = false;
  const ada = createMember(server, { name: "Ada", guild: guild.id, channel: guild.channels[0]?.id ?? "" });
  expect(textOf(await ada.type("learn"))).toBe("yes");
  await clock.armed(60_000);
  clock.advance(60_000);
  await server.world.until(() => server.world.commands.size > 0 && heard.length === 2);
  expect(heard[1]).toEqual({ kind: "removed", platform: "discord", tenant: "900000000000000001" });
  await at.discord.stop();
  await server.close();
});
