import { expect, test } from "vitest";
import { paragraph } from "../../../src/chat/message.ts";
import type { Handle } from "../../../src/chat/platform.ts";
import type { DiscordOptions } from "../../../src/platforms/discord/options.ts";
import { bite, chapter, course } from "../../rooms/courses.ts";
import { classRoom, connect, halls } from "./class-room.ts";
import { createMember, textOf } from "./member.ts";
import { type DiscordServer, startDiscord } from "./server/discord-server.ts";
import { limited } from "./server/http.ts";

const small = course(chapter("one", [bite("Hello."), bite("Bye.")]));

/** A tutor that says yes to people, and keeps which servers it came to and was sent away from. */
const listening = ({ world }: DiscordServer) => {
  const heard: string[] = [];
  const handle: Handle = async (event) => {
    if ("by" in event) return [{ kind: "reply", message: { blocks: [paragraph("yes")] }, to: "me" }];
    if ("tenant" in event) heard.push(`${event.kind} ${event.tenant}`);
    world.happened();
    return [];
  };
  return { handle, heard };
};

/** Somebody is answered only after everything that the connection told before. */
const allHeard = async (server: DiscordServer): Promise<void> =>
  void (await createMember(server, { name: "Ada", channel: server.world.nextId() }).type("learn"));

/** A connection to a Discord with three servers, of which the tutor knows those of these numbers, and some beside. */
async function connected(
  numbers: readonly number[],
  more: { readonly beside?: (server: DiscordServer) => readonly string[] } & Partial<DiscordOptions> = {},
) {
  const server = await startDiscord();
  const guilds = [0, 1, 2].map(() => server.addGuild(halls(server)));
  const { handle, heard } = listening(server);
  const { beside, ...options } = more;
  const ids = [...numbers.map((at) => guilds[at]?.id ?? ""), ...(beside?.(server) ?? [])];
  return { ...(await connect(handle, { known: async () => ids, ...options }, server)), guilds, heard };
}

test("servers that invited the tutor while it was away are heard of at the start, and known ones are not", async () => {
  const { server, guilds, heard, faults } = await connected([0]);
  await server.world.until(() => heard.length >= 2);
  await allHeard(server);
  expect(heard.toSorted()).toEqual([`joined ${guilds[1]?.id}`, `joined ${guilds[2]?.id}`].toSorted());
  expect(faults).toEqual([]);
});

test("a server that sent the tutor away while it was away is heard of at the start", async () => {
  const { server, heard } = await connected([0, 1, 2], { beside: ({ world }) => [world.nextId()] });
  await server.world.until(() => heard.length > 0);
  await allHeard(server);
  expect(heard).toEqual([expect.stringMatching(/^removed \d+$/)]);
});

test("a server that an outage keeps unavailable was not left, and a new one is greeted when the outage ends", async () => {
  const server = await startDiscord();
  server.addGuild(halls(server));
  const [known, stranger] = [0, 1].map(() => server.addGuild({ ...halls(server), dark: true }));
  const { handle, heard } = listening(server);
  const ids = [...server.world.guilds.keys()].filter((id) => id !== stranger?.id);
  const connecting = connect(handle, { known: async () => ids }, server);
  await server.world.until(() => server.gateway.ready);
  await allHeard(server);
  expect(heard).toEqual([]);
  for (const guild of [known, stranger]) if (guild) server.addGuild(guild);
  await connecting;
  await allHeard(server);
  expect(heard).toEqual([`joined ${stranger?.id}`]);
});

test("servers that an outage takes while the tutor runs were not left", async () => {
  const { server, guilds, heard } = await connected([0, 1, 2]);
  const id = guilds[0]?.id ?? "";
  server.gateway.dispatch("GUILD_DELETE", { id, unavailable: true }, id);
  await allHeard(server);
  expect(heard).toEqual([]);
});

test("a process that serves some shards leaves the servers of others alone", async () => {
  const of = (shard: bigint) => String((1_234_567n << 23n) | (shard << 22n));
  const shards = { ids: [0], count: 2 };
  const { server, heard } = await connected([0, 1, 2], { beside: () => [of(0n), of(1n)], shards });
  await server.world.until(() => heard.length > 0);
  await allHeard(server);
  expect(heard).toEqual([`removed ${of(0n)}`]);
});

test("a server that sent the tutor away in a gap that no resume bridged is heard of, and gets nothing more", async () => {
  const { server, discord, guilds, heard } = await connected([0, 1, 2]);
  const [gone] = guilds;
  if (!gone) throw new Error("no school");
  server.world.guilds.delete(gone.id);
  server.gateway.invalidate(false);
  await server.world.until(() => heard.length > 0);
  expect(heard).toEqual([`removed ${gone.id}`]);
  const to = { platform: "discord", tenant: gone.id, channel: gone.channels[0]?.id ?? "", kind: "channel" as const };
  expect(await discord.deliver({ kind: "post", to, key: "k", message: { blocks: [paragraph("x")] } })).toMatchObject({
    kind: "refused",
    scope: "tenant",
  });
});

test("many servers at once are greeted one after the other, and one that Discord puts off a little later", async () => {
  const server = await startDiscord();
  const guilds = Array.from({ length: 20 }, () => server.addGuild(halls(server)));
  server.fail(/^POST \/channels\/\d+\/messages$/, { reply: limited(0.05) }, 1);
  const greeting: Handle = async (event) =>
    event.kind === "joined" && event.in
      ? [{ kind: "post", to: event.in, key: event.tenant, message: { blocks: [paragraph("Hello.")] } }]
      : [];
  const { faults } = await connect(greeting, { known: async () => [] }, server);
  await server.world.until(() => server.world.messages.size === guilds.length);
  const greeted = [...server.world.messages.values()].map(({ channel }) => channel);
  expect(greeted.toSorted()).toEqual(guilds.map(({ channels }) => channels[0]?.id).toSorted());
  expect(faults).toEqual([]);
});

test("the whole tutor greets a server that came while it was away, and keeps what it knows of one that left", async () => {
  const { server, discord, context, guild, restart } = await classRoom(small);
  await discord.stop();
  await server.world.until(() => !server.gateway.ready);
  server.world.guilds.delete(guild.id);
  const fresh = server.addGuild({ ...halls(server), name: "New School" });
  await restart();
  const hello = await server.world.until(() => [...server.world.messages.values()][0]);
  expect(hello.channel).toBe(fresh.channels[0]?.id);
  expect(textOf(hello)).toMatch(/1\. .*\n2\. .*\n3\. /);
  expect(await context.store.presentTenants("discord")).toEqual([fresh.id]);
  const now = context.clock.now().epochMilliseconds;
  expect(await context.store.purgeTenants(now - 60_000)).toBe(0);
  expect(await context.store.purgeTenants(now)).toBe(1);
});
