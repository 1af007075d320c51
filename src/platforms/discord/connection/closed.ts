import { GatewayCloseCodes } from "discord.js";

/** Close codes after which connecting again is of no use, each with what somebody has to do. */
const sentences: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]:
    "Discord does not take the token. Make a new one on the Bot page of the application, set DISCORD_TOKEN, and start again.",
  [GatewayCloseCodes.InvalidShard]:
    "Discord does not know this shard. DISCORD_SHARDS must name numbers from 0 to DISCORD_SHARD_COUNT minus 1.",
  [GatewayCloseCodes.ShardingRequired]:
    "The bot is in too many servers for one connection. Leave DISCORD_SHARDS and DISCORD_SHARD_COUNT out, or raise the count.",
  [GatewayCloseCodes.InvalidAPIVersion]: "Discord no longer speaks this version of its gateway. Update Nightshift.",
  [GatewayCloseCodes.InvalidIntents]:
    "Discord does not know what the bot asked to hear (invalid intents). Update Nightshift.",
  [GatewayCloseCodes.DisallowedIntents]:
    "Discord does not let the bot hear what it asked for (disallowed intents). Look at Privileged Gateway Intents on the Bot page of the application.",
};

/** Why a connection that was closed with this code will not come back. */
export const closedFor = (code: number): string =>
  sentences[code] ?? `Discord closed the connection for good (code ${code}).`;

export const tokenRefused: string = closedFor(GatewayCloseCodes.AuthenticationFailed);

/** Why a bot may not work on data of another one; ids are those of the applications. */
export const belongsTo = (owner: string, mine: string): string =>
  `Discord: this data belongs to the bot of application ${owner}, and DISCORD_TOKEN is one of application ${mine}. ` +
  "All servers of the first would count as left, and their data would be deleted. Set a token of the first, " +
  "or give this bot a DATA_DIR or DATABASE_URL of its own.";
