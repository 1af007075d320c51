import type { Place } from "../../chat/event.ts";
import type { Entry } from "./posts/history.ts";

export const PLATFORM = "web";
export const TENANT = "local";

/** The two pages of the chat, named as in their paths. */
export type Room = "study-hall" | "direct";

export const otherRoom = (room: Room): Room => (room === "direct" ? "study-hall" : "direct");

const DIRECT = "direct:";

export function roomNamed(text: string | undefined): Room | undefined {
  return text === "study-hall" || text === "direct" ? text : undefined;
}

/** The channel that a room is for one person: the hall is everybody's, the direct conversation is their own. */
export const channelOf = (room: Room, person: string): string => (room === "direct" ? DIRECT + person : room);

export function placeOf(channel: string): Place {
  return { platform: PLATFORM, tenant: TENANT, channel, kind: channel.startsWith(DIRECT) ? "direct" : "channel" };
}

/** The person whose direct conversation a channel is; undefined for the hall and for what is no channel. */
export function personOfDirect(channel: string): string | undefined {
  return channel.startsWith(DIRECT) ? channel.slice(DIRECT.length) : undefined;
}

export const isChannel = (channel: string): boolean => channel === "study-hall" || channel.startsWith(DIRECT);

/** The one rule of who sees what: a private message is its reader's, a direct conversation its owner's. */
export function maySee(entry: Pick<Entry, "channel" | "audience">, person: string): boolean {
  if (entry.audience !== undefined && entry.audience !== person) return false;
  const owner = personOfDirect(entry.channel);
  return owner === undefined || owner === person;
}
