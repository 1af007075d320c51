import { type DiscordServer, startDiscord } from "../../test/protocol/discord/server/discord-server.ts";
import { type Figure, figure } from "../figure.ts";
import { startBot } from "./child.ts";

const MEBI = 1024 * 1024;
const channels = 20;

/** Memory of the whole tutor, connected and at rest, against a bare discord.js client, by the number of its servers. */
export async function memory(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const guilds of [1000, 10_000]) {
    const server = await populated(guilds);
    const [bare, whole] = [await restingOf("bare", server), await restingOf("whole", server)];
    await server.close();
    const name = `Discord: memory with ${guilds} servers`;
    figures.push(figure({ name, value: whole / MEBI, unit: "MiB", baseline: bare / MEBI }));
  }
  return figures;
}

async function populated(guilds: number): Promise<DiscordServer> {
  const server = await startDiscord();
  server.world.strict = false;
  for (let guild = 0; guild < guilds; guild += 1) {
    const list = Array.from({ length: channels }, (_, position) => {
      return { id: server.world.nextId(), name: `channel-${position}`, position, open: position % 3 > 0 };
    });
    server.addGuild({ name: `School ${guild}`, channels: list });
  }
  return server;
}

async function restingOf(kind: "bare" | "whole", server: DiscordServer): Promise<number> {
  const bot = await startBot(kind, server);
  const used = await bot.memory();
  await bot.stop();
  return used;
}
