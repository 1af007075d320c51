import { ChannelType, type Guild, type GuildBasedChannel, PermissionFlagsBits } from "discord.js";
import type { Place } from "../../../chat/event.ts";
import { PLATFORM } from "../interactions/parse.ts";

const needed = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages];

/**
 * Where a first message may stand: the channel for system messages, or else the first text channel from the top, of
 * those in which the bot may post; undefined when there is none.
 */
export function placeToGreet(guild: Guild): Place | undefined {
  const { me } = guild.members;
  if (!me) return undefined;
  const may = (channel: GuildBasedChannel): boolean => channel.permissionsFor(me).has(needed);
  const { systemChannel } = guild;
  const texts = [...guild.channels.cache.values()]
    .filter((channel) => channel.type === ChannelType.GuildText)
    .toSorted((one, other) => one.rawPosition - other.rawPosition);
  const channel = [...(systemChannel ? [systemChannel] : []), ...texts].find(may);
  return channel && { platform: PLATFORM, tenant: guild.id, channel: channel.id, kind: "channel" };
}
