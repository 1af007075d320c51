import { type DiscordServer, TOKEN } from "../../test/protocol/discord/server/discord-server.ts";
import { type Bot, type Kind, startChild } from "../child.ts";

/** Starts a bot in a process of its own and resolves when it is connected. It is given one shard of `count`. */
export function startBot(kind: Kind, server: DiscordServer, shard = 0, count = 1): Promise<Bot> {
  const shards = JSON.stringify({ ids: [shard], count });
  return startChild(new URL("./bot.ts", import.meta.url), [kind, server.api, TOKEN, shards]);
}
