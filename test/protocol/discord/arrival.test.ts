import { describe, expect, test } from "vitest";
import type { Command } from "../../../src/chat/command.ts";
import type { Event } from "../../../src/chat/event.ts";
import { paragraph } from "../../../src/chat/message.ts";
import type { Handle } from "../../../src/chat/platform.ts";
import { createHandClock } from "../../hand-clock.ts";
import { bite, chapter, course } from "../../rooms/courses.ts";
import { classRoom, connect, halls } from "./class-room.ts";
import { createMember, textOf } from "./member.ts";
import { startDiscord } from "./server/discord-server.ts";
import { refuse } from "./server/http.ts";
import type { Channel } from "./server/world.ts";

const small = course(chapter("one", [bite("Hello."), bite("Bye.")]));

/** A tutor that keeps what it hears and says one word to people. */
const listening = (): { handle: Handle; heard: Event[] } => {
  const heard: Event[] = [];
  const handle: Handle = async (event) => {
    heard.push(event);
    return "by" in event ? [{ kind: "reply", message: { blocks: [paragraph("yes")] }, to: "me" }] : [];
  };
  return { handle, heard };
};

describe("a server that invites the tutor", () => {
  const channels = (id: () => string, open: readonly boolean[]): readonly Channel[] =>
    open.map((may, position) => ({ id: id(), name: `c${position}`, position, open: may }));

  test("gets one message with three steps, in the first channel where the tutor may post", async () => {
    const { server } = await classRoom(small);
    const guild = server.addGuild({ name: "New School", channels: channels(server.world.nextId, [false, true, true]) });
    const [hello] = await server.world.until(() => {
      const found = [...server.world.messages.values()];
      return found.length > 0 && found;
    });
    expect(hello?.channel).toBe(guild.channels[1]?.id);
    expect(hello && textOf(hello)).toMatch(/1\. .*\n2\. .*\n3\. /);
    server.removeGuild(guild);
    server.addGuild(guild);
    await createMember(server, { name: "Ada", guild: guild.id, channel: guild.channels[1]?.id ?? "" }).type("help");
    const all = [...server.world.messages.values()].filter((one) => one.only === undefined);
    expect(all).toEqual([hello]);
  });

  test("gets it in its channel for system messages, where the tutor may post there", async () => {
    const { server } = await classRoom(small);
    const list = channels(server.world.nextId, [true, true]);
    const guild = server.addGuild({ name: "New School", channels: list, systemChannel: list[1]?.id ?? "" });
    const hello = await server.world.until(() => [...server.world.messages.values()][0]);
    expect(hello.channel).toBe(guild.channels[1]?.id);
  });

  test("gets none where the tutor may post nowhere", async () => {
    const { handle, heard } = listening();
    const { server } = await connect(handle);
    const guild = server.addGuild({ name: "Closed", channels: channels(server.world.nextId, [false]) });
    await createMember(server, { name: "Ada", guild: guild.id, channel: guild.channels[0]?.id ?? "" }).type("learn");
    expect(heard[0]).toEqual({ kind: "joined", platform: "discord", tenant: guild.id });
  });
});

test("a server that sends the tutor away gets nothing more, and its people start afresh after the grace (S73)", async () => {
  const { server, discord, guild, channel, context } = await classRoom(small);
  const ada = createMember(server, { name: "Ada", guild: guild.id, channel });
  await ada.press("Next", await ada.type("learn"));
  const who = { platform: "discord", tenant: guild.id, person: ada.actor.id };
  expect(await context.store.findLearner(who)).toBeDefined();
  server.removeGuild(guild);
  // Somebody in a direct conversation is answered after that was heard.
  await createMember(server, { name: "Bea", channel: server.world.nextId() }).type("help");
  const to = { platform: "discord", tenant: guild.id, channel, kind: "channel" as const };
  const before = server.requests.length;
  expect(await discord.deliver({ kind: "post", to, key: "k", message: { blocks: [paragraph("x")] } })).toMatchObject({
    kind: "refused",
    scope: "tenant",
  });
  expect(server.requests).toHaveLength(before);
  const now = context.clock.now().epochMilliseconds;
  expect(await context.store.purgeTenants(now - 30 * 86_400_000)).toBe(0);
  expect(await context.store.purgeTenants(now)).toBe(1);
  expect(await context.store.findLearner(who)).toBeUndefined();
});

test("a server that invites the tutor back within the grace goes on where it was (F53)", async () => {
  const { server, discord, guild, channel, context } = await classRoom(small);
  const ada = createMember(server, { name: "Ada", guild: guild.id, channel });
  await ada.press("Next", await ada.type("learn"));
  server.removeGuild(guild);
  server.addGuild(guild);
  expect(textOf(await ada.type("learn"))).toContain("2 of 2");
  const to = { platform: "discord", tenant: guild.id, channel, kind: "channel" as const };
  expect((await discord.deliver({ kind: "post", to, key: "k", message: { blocks: [paragraph("x")] } })).kind).toBe(
    "sent",
  );
  expect(await context.store.purgeTenants(context.clock.now().epochMilliseconds + 1)).toBe(0);
});

describe("the commands", () => {
  const table: readonly Command[] = [
    {
      name: "learn",
      summary: "Go on",
      summaries: { de: "Weiter", "pt-BR": "Continuar", tlh: "taH" },
      options: [],
      who: "anyone",
    },
    {
      name: "schedule",
      summary: "Set a time",
      options: [{ name: "at", summary: "When", required: true, choices: [{ value: "9", label: "At nine" }] }],
      who: "managers",
    },
  ];

  test("are registered in bulk for servers and direct conversations, in the languages Discord knows", async () => {
    const { server } = await connect(listening().handle, { commands: () => table });
    const [learn, schedule] = server.world.commands.get("global") ?? [];
    expect(learn).toMatchObject({ contexts: [0, 1], integration_types: [0, 1], default_member_permissions: null });
    expect(learn?.description_localizations).toEqual({ de: "Weiter", "pt-BR": "Continuar" });
    // MANAGE_GUILD: hidden from others at first. Rights are checked with each use all the same.
    expect(schedule).toMatchObject({ default_member_permissions: "32" });
    expect(schedule?.options).toMatchObject([
      { name: "at", required: true, choices: [{ name: "At nine", value: "9" }] },
    ]);
  });

  test("are written again only when they changed", async () => {
    const first = await connect(listening().handle, { commands: () => table });
    await first.discord.stop();
    await connect(listening().handle, { commands: () => table }, first.server);
    expect(first.server.world.commandWrites).toBe(1);
    const changed = table.map((command) => ({ ...command, summary: `${command.summary}!` }));
    await connect(listening().handle, { commands: () => changed }, first.server);
    await first.server.world.until(() => first.server.world.commandWrites === 2);
    expect(first.server.world.commands.get("global")?.[0]?.description).toBe("Go on!");
  });

  test("follow a course that changes while the tutor runs", async () => {
    let now = table;
    const at = await connect(listening().handle, { commands: () => now });
    now = table.slice(0, 1);
    await createMember(at.server, { name: "Ada", guild: at.guild.id, channel: at.channel }).type("learn");
    await at.server.world.until(() => at.server.world.commandWrites === 2);
    expect(at.server.world.commands.get("global")).toHaveLength(1);
  });

  test("of one server alone take global ones back, so that none is offered twice", async () => {
    const first = await connect(listening().handle, { commands: () => table });
    await first.discord.stop();
    await connect(listening().handle, { commands: () => table, guild: first.guild.id }, first.server);
    await first.server.world.until(() => first.server.world.commands.has(first.guild.id));
    expect(first.server.world.commands.get("global")).toEqual([]);
    expect(first.server.world.commands.get(first.guild.id)).toHaveLength(2);
  });

  test("that Discord does not take at first are written a minute later; buttons work meanwhile", async () => {
    const server = await startDiscord();
    server.addGuild(halls(server));
    server.fail(/^PUT .*commands$/, { reply: refuse(400, 30034, "Max number of daily application command creates") });
    const clock = createHandClock();
    const connecting = connect(
      listening().handle,
      { commands: () => table, now: clock.now, after: clock.after },
      server,
    );
    await clock.armed(60_000);
    clock.advance(60_000);
    const at = await connecting;
    expect(at.server.world.commandWrites).toBe(1);
    expect(String(at.faults[0])).toContain("daily application command creates");
  });
});

describe("rights", () => {
  const heardFrom = async (actor: Partial<Parameters<typeof createMember>[1]>) => {
    const { handle, heard } = listening();
    const { server, guild, channel } = await connect(handle);
    const inGuild = { guild: guild.id, channel };
    const given = actor.guild === "none" ? { channel: server.world.nextId() } : inGuild;
    const { guild: _, ...rest } = actor;
    await createMember(server, { name: "Ada", ...given, ...rest }).type("schedule");
    const [event] = heard;
    if (!event || !("by" in event)) throw new Error("nobody was heard");
    return { ...event, guild: guild.id };
  };

  test("come from what Discord signed for this member in this channel, whoever may see the command (S33)", async () => {
    expect((await heardFrom({ manages: true })).by.mayManage).toBe(true);
    const other = await heardFrom({ manages: false });
    expect(other.by.mayManage).toBe(false);
    expect(other.by.everywhere).toBeUndefined();
  });

  test("are none in a direct conversation, where there is no member (S34)", async () => {
    const event = await heardFrom({ manages: true, guild: "none" });
    expect(event.by).toMatchObject({ mayManage: false, tenant: "@me", everywhere: true });
    expect(event.in.kind).toBe("direct");
  });

  test("are none for somebody who brought the tutor along into a server that never invited it (S34)", async () => {
    const event = await heardFrom({ manages: true, visiting: true });
    expect(event.by).toMatchObject({ mayManage: false, tenant: "@me", everywhere: true });
    expect(event.in).toMatchObject({ kind: "channel", tenant: "@me" });
  });

  test("go with the name that the server knows, and the language of the person", async () => {
    const event = await heardFrom({ nick: "Ada of the harbour", locale: "de" });
    expect(event.by).toMatchObject({ name: "Ada of the harbour", locale: "de", tenant: event.guild });
  });
});
