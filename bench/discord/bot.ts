import { randomUUIDv7 } from "node:crypto";
import { Client, GatewayIntentBits, MessageFlags } from "discord.js";
import { z } from "zod";
import type { After } from "../../src/chat/after.ts";
import { draw } from "../../src/pictures/draw.ts";
import { createDiscord } from "../../src/platforms/discord/adapter.ts";
import { openStore } from "../../src/store/open.ts";
import { createBot } from "../../src/tutor/bot.ts";
import { commandsOf } from "../../src/tutor/commands.ts";
import { benchCourse } from "../course.ts";

/**
 * One of the two bots that are compared, in a process of its own: `bare` is a discord.js client that answers every press
 * with a constant update, `whole` is the tutor on SQLite. Tells its parent when it is ready, and what it used when asked.
 */
const [kind = "", api = "", token = "", shards = "", dataDir = ""] = process.argv.slice(2);
const { ids, count } = JSON.parse(shards);

const constant = {
  flags: MessageFlags.IsComponentsV2,
  components: [
    {
      type: 17,
      components: [
        { type: 10, content: "Page. ".repeat(60) },
        { type: 1, components: [{ type: 2, style: 1, label: "Next", custom_id: "next" }] },
      ],
    },
  ],
} as const;

async function bare(): Promise<void> {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api }, shards: ids, shardCount: count });
  client.on("interactionCreate", (interaction) => {
    if (interaction.isButton()) void interaction.update(constant);
  });
  client.once("clientReady", () => process.send?.("ready"));
  await client.login(token);
}

const after: After = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds).unref();
  return () => clearTimeout(timer);
};

/** All servers are known already, as after a restart: none is to be greeted. */
async function listed(): Promise<readonly string[]> {
  const response = await fetch(`${api}/v10/users/@me/guilds`, { headers: { authorization: `Bot ${token}` } });
  return z
    .array(z.object({ id: z.string() }))
    .parse(await response.json())
    .map(({ id }) => id);
}

async function whole(): Promise<void> {
  const { store } = await openStore({ dataDir });
  await store.saveVersions(benchCourse.chapters.flatMap(({ bites }) => bites.flatMap(({ check }) => check ?? [])));
  const fault = (error: unknown): void => console.error(error);
  const { handle } = createBot({
    store,
    clock: { now: () => Temporal.Now.instant() },
    course: () => benchCourse,
    newId: randomUUIDv7,
    random: Math.random,
    fault,
  });
  const commands = () => commandsOf(benchCourse);
  const mostInAMinute = { person: Number.POSITIVE_INFINITY, server: Number.POSITIVE_INFINITY };
  const discord = createDiscord({
    token,
    api,
    shards: { ids, count },
    owner: (application) => store.claimPlatform("discord", application),
    known: listed,
    draw,
    commands,
    now: Date.now,
    after,
    fault,
    mostInAMinute,
  });
  await discord.start(handle);
  const look = setInterval(() => {
    if (!discord.health().ok) return;
    clearInterval(look);
    process.send?.("ready");
  }, 20);
}

process.on("message", (what) => {
  if (what === "memory") globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  process.send?.(what === "cpu" ? user + system : process.memoryUsage.rss());
});

process.once("SIGINT", () => process.exit(0));
await (kind === "bare" ? bare() : whole());
