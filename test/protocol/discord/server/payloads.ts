import { ChannelType, PermissionFlagsBits } from "discord.js";
import type { Guild, Posted, World } from "./world.ts";

const JOINED = "2026-01-05T09:00:00.000000+00:00";

const flag = (...bits: readonly bigint[]): string => String(bits.reduce((sum, bit) => sum | bit, 0n));

/** A guild as GUILD_CREATE tells it. */
export function guildCreate(world: World, guild: Guild) {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    owner_id: world.application,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    roles: [role(guild.id)],
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: 0,
    system_channel_id: guild.systemChannel ?? null,
    system_channel_flags: 0,
    premium_tier: 0,
    preferred_locale: "en-US",
    nsfw_level: 0,
    joined_at: JOINED,
    large: false,
    unavailable: false,
    member_count: 2,
    members: [{ user: botUser(world), roles: [], joined_at: JOINED, deaf: false, mute: false, flags: 0 }],
    channels: guild.channels.map((channel) => ({
      id: channel.id,
      guild_id: guild.id,
      type: ChannelType.GuildText,
      name: channel.name,
      position: channel.position,
      permission_overwrites: channel.open
        ? []
        : [{ id: guild.id, type: 0, allow: "0", deny: flag(PermissionFlagsBits.SendMessages) }],
    })),
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

const role = (id: string) => ({
  id,
  name: "@everyone",
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  position: 0,
  permissions: flag(PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages),
  managed: false,
  mentionable: false,
  flags: 0,
});

const botUser = (world: World) => ({ ...world.bot, discriminator: "0", avatar: null, bot: true, global_name: null });

/** A message as the API gives it back. */
export function messageOf(world: World, posted: Posted) {
  return {
    id: posted.id,
    channel_id: posted.channel,
    type: 0,
    content: "",
    author: botUser(world),
    timestamp: JOINED,
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    components: posted.components,
    flags: posted.flags,
    pinned: false,
    ...(posted.nonce === undefined ? {} : { nonce: posted.nonce }),
  };
}

export type Actor = {
  readonly id: string;
  readonly name: string;
  readonly nick?: string;
  readonly manages: boolean;
  /** Absent in a direct conversation. */
  readonly guild?: string;
  readonly channel: string;
  readonly locale: string;
  /** Brought the bot along for themselves, into a guild that never invited it. */
  readonly visiting?: boolean;
};

/** What all interactions tell: who, where, and with which rights. */
export function interactionOf(world: World, actor: Actor, id: string, token: string) {
  const user = { id: actor.id, username: actor.name, discriminator: "0", avatar: null, global_name: actor.name };
  const rights = actor.manages ? flag(PermissionFlagsBits.ManageGuild) : flag(PermissionFlagsBits.SendMessages);
  const member = {
    user,
    nick: actor.nick ?? null,
    roles: [],
    joined_at: JOINED,
    deaf: false,
    mute: false,
    flags: 0,
    permissions: rights,
  };
  const owners = actor.guild === undefined ? { "0": "0" } : actor.visiting ? { "1": actor.id } : { "0": actor.guild };
  return {
    id,
    application_id: world.application,
    token,
    version: 1,
    channel_id: actor.channel,
    channel: { id: actor.channel, type: actor.guild === undefined ? ChannelType.DM : ChannelType.GuildText },
    app_permissions: flag(PermissionFlagsBits.SendMessages),
    locale: actor.locale,
    entitlements: [],
    authorizing_integration_owners: owners,
    context: actor.guild === undefined ? 1 : 0,
    attachment_size_limit: 10_485_760,
    ...(actor.guild === undefined ? { user } : { guild_id: actor.guild, guild_locale: "en-US", member }),
  };
}
