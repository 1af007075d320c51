import type { Post } from "../../chat/outgoing.ts";
import type { Delivered, Found } from "../../chat/platform.ts";
import { createBounded } from "./bounded.ts";
import type { Gate } from "./gate.ts";
import { seenIn } from "./history.ts";
import { PLATFORM } from "./parse.ts";
import type { People } from "./people.ts";
import { type Mail, partsAmong } from "./post.ts";

/** Finds out whether a post that may have arrived is there, before it is repeated. */
export type Lookup = {
  find(post: Post, since: number): Promise<Found>;
  /** How a post in doubt stands that is to be sent again; undefined when it may be. */
  repeated(post: Post): Promise<Delivered | undefined>;
};

/**
 * Milliseconds after the first attempt within which the same nonce makes the same message. Discord says "a few minutes"
 * (Message resource, "Create Message") and no number: two is our reading.
 */
const NONCE = 120_000;
/** Posts in doubt that are remembered. */
const DOUBTS = 1000;
/** Milliseconds after which it is asked again when nothing can be seen at all. */
const AGAIN = 60_000;

export function createLookup(mail: Mail, people: People, gate: Gate): Lookup {
  const { now } = mail;
  /** The first attempt at posts of which nobody looked whether they are there, by key. */
  const doubts = createBounded<string, number>(DOUBTS);

  const look = async (post: Post, since: number): Promise<Found> => {
    const hindered = await gate.hindrance();
    if (hindered) return hindered.kind === "wait" ? hindered : { kind: "wait", until: now() + AGAIN };
    const { to } = post;
    const place =
      to.kind === "person" ? await people.channelOf(to.person) : { kind: "channel" as const, id: to.channel };
    if (place.kind === "channel") return lookIn(mail, place.id, post, since);
    // Somebody whom the bot cannot reach has nothing from it, and a repeat finds that out by itself.
    return place.kind === "refused" ? { kind: "absent" } : place;
  };
  return {
    find: async (post, since) => {
      if (now() - since >= NONCE / 2) return look(post, since);
      // A repeat cannot double it yet, and needs no look. One that comes late has it.
      doubts.set(post.key, since);
      return { kind: "absent" };
    },
    repeated: async (post) => {
      const since = doubts.get(post.key);
      if (since === undefined || now() - since < NONCE) return undefined;
      const found = await look(post, since);
      if (found.kind === "wait") return found;
      if (found.kind === "blind") return { kind: "unknown" };
      doubts.delete(post.key);
      return found.kind === "found" ? { kind: "sent", ref: found.ref } : undefined;
    },
  };
}

/** A post with some parts in the channel is not there yet; the next attempt sends the others. */
async function lookIn(mail: Mail, channel: string, { key, message }: Post, since: number): Promise<Found> {
  const seen = await seenIn(mail, channel, since);
  if (seen.kind !== "seen") return seen;
  const count = (await mail.pages(message)).length;
  const parts = partsAmong(seen.marks, key, count);
  const last = parts.get(count - 1);
  if (parts.size === count && last !== undefined) {
    return { kind: "found", ref: { platform: PLATFORM, channel, id: last } };
  }
  if (parts.size > 0) mail.begun.set(key, parts);
  return { kind: "absent" };
}
