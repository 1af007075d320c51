import { randomUUIDv7 } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import type { After } from "../../../src/chat/after.ts";
import type { Handle, Platform } from "../../../src/chat/platform.ts";
import type { Context } from "../../../src/core/context.ts";
import type { Course } from "../../../src/course/model.ts";
import { createDiscord } from "../../../src/platforms/discord/adapter.ts";
import type { DiscordOptions } from "../../../src/platforms/discord/options.ts";
import { openStore } from "../../../src/store/open.ts";
import { createBot } from "../../../src/tutor/bot.ts";
import { commandsOf } from "../../../src/tutor/commands.ts";
import { seeded } from "../../seeded.ts";
import { type DiscordServer, startDiscord, TOKEN } from "./server/discord-server.ts";
import type { Guild } from "./server/world.ts";

/** The real adapter over the real discord.js, connected to a Discord of our own with one server in it. */
export type Connected = {
  readonly server: DiscordServer;
  readonly discord: Platform;
  readonly guild: Guild;
  /** The id of its channel #study-hall. */
  readonly channel: string;
  /** What the adapter told the log. */
  readonly faults: unknown[];
};

export const realAfter: After = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds).unref();
  return () => clearTimeout(timer);
};

export const halls = (server: DiscordServer) => {
  const hall = { id: server.world.nextId(), name: "study-hall", position: 1, open: true };
  return { name: "Harbour School", channels: [hall] };
};

/** Starts an adapter that may or may not connect; whoever starts it stops it. */
export async function started(server: DiscordServer, handle: Handle, options: Partial<DiscordOptions> = {}) {
  const faults: unknown[] = [];
  const discord = createDiscord({
    token: TOKEN,
    api: server.api,
    draw: async () => Buffer.from("a picture"),
    commands: () => [{ name: "learn", summary: "Go on", options: [], who: "anyone" }],
    owner: async (application) => application,
    known: async () => [...server.world.guilds.keys()],
    now: Date.now,
    after: realAfter,
    fault: (error) => {
      faults.push(error);
      server.world.happened();
    },
    ...options,
  });
  await discord.start(handle);
  return { discord, faults };
}

/** Starts a Discord and an adapter that hands everything to `handle`; returns when the commands are registered. */
export async function connect(
  handle: Handle,
  options: Partial<DiscordOptions> = {},
  server?: DiscordServer,
): Promise<Connected> {
  const discordServer = server ?? (await startDiscord());
  const guild = [...discordServer.world.guilds.values()][0] ?? discordServer.addGuild(halls(discordServer));
  const { discord, faults } = await started(discordServer, handle, options);
  onTestFinished(async () => {
    await discord.stop();
    await discordServer.close();
    // Whatever a test was about: nothing that was sent may break a limit of Discord.
    expect(discordServer.world.refusals).toEqual([]);
  });
  await discordServer.world.until(() => discordServer.world.commands.size > 0 && discord.health().ok);
  return { server: discordServer, discord, guild, channel: guild.channels[0]?.id ?? "", faults };
}

export type ClassRoom = Connected & {
  readonly context: Context;
  /** Stops the whole program, and starts it anew on the same data; the server stays. */
  restart(): Promise<void>;
};

/** The whole tutor on Discord: real adapter, real core, real SQLite. */
export async function classRoom(course: Course, options: Partial<DiscordOptions> = {}): Promise<ClassRoom> {
  const dataDir = await mkdtemp(join(tmpdir(), "nightshift-discord-"));
  let opened = await openStore({ dataDir });
  const faults: unknown[] = [];
  const context: Context = {
    get store() {
      return opened.store;
    },
    clock: { now: () => Temporal.Now.instant() },
    course: () => course,
    newId: randomUUIDv7,
    random: seeded(7),
    fault: (error) => faults.push(error),
  };
  await opened.store.saveVersions(
    course.chapters.flatMap((chapter) => chapter.bites.flatMap((bite) => (bite.check ? [bite.check] : []))),
  );
  onTestFinished(async () => {
    await opened.close();
    await rm(dataDir, { recursive: true });
    expect(faults).toEqual([]);
  });
  const server = await startDiscord();
  const { id: tenant } = server.addGuild(halls(server));
  // The tutor is at home here already, and greets nobody.
  await opened.store.joinTenant({ platform: "discord", tenant, at: 0 });
  const { handle } = createBot(context);
  const remembered = {
    owner: (application: string) => opened.store.claimPlatform("discord", application),
    known: () => opened.store.presentTenants("discord"),
  };
  const wants = { commands: () => commandsOf(course), ...remembered, ...options };
  const first = await connect(handle, wants, server);
  return {
    ...first,
    context,
    restart: async () => {
      await first.discord.stop();
      await opened.close();
      opened = await openStore({ dataDir });
      await connect(handle, wants, first.server);
    },
  };
}
