import { Client, GatewayIntentBits, Options, type WebSocketOptions } from "discord.js";
import { apiOf, type DiscordOptions } from "../options.ts";

export type Throttle = NonNullable<WebSocketOptions["buildIdentifyThrottler"]>;

/**
 * The real client, for the gateway alone: `Guilds` is all it listens to, for buttons and commands need no intent. Nothing
 * is cached but what a first message needs: servers with their channels and roles, and the bot's own membership.
 */
export function createClient(options: DiscordOptions, throttle: Throttle): Client {
  const { shards } = options;
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: apiOf(options), retries: 0 },
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      ...nothing,
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
    }),
    sweepers: Options.DefaultSweeperSettings,
    ws: { buildIdentifyThrottler: throttle },
    ...(shards ? { shards: [...shards.ids], shardCount: shards.count } : { shards: "auto" }),
  });
}

const nothing = {
  ApplicationCommandManager: 0,
  ApplicationEmojiManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildForumThreadManager: 0,
  GuildInviteManager: 0,
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  GuildTextThreadManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadManager: 0,
  ThreadMemberManager: 0,
  UserManager: 0,
  VoiceStateManager: 0,
} as const;
