import type { Post } from "../../../chat/answer.ts";
import type { Found } from "../../../chat/platform.ts";
import type { Gate } from "../api/rate-guard.ts";
import { PLATFORM } from "../interactions/parse.ts";
import type { People } from "./dm-channels.ts";
import { seenIn } from "./history.ts";
import { type Mail, partsAmong } from "./post.ts";

/**
 * Milliseconds after the first attempt within which the same nonce makes the same message. Discord says "a few minutes"
 * (Message resource, "Create Message") and no number: two is our reading.
 */
export const SAME_FOR = 120_000;

/** Milliseconds after which it is asked again when nothing can be seen at all. */
const AGAIN = 60_000;

type Looker = { readonly mail: Mail; readonly people: People; readonly gate: Gate };

/** Whether a post stands in its channel that was first tried at `since` (epoch milliseconds). */
export async function find({ mail, people, gate }: Looker, post: Post, since: number): Promise<Found> {
  const hindered = await gate.hindrance();
  if (hindered) return hindered.kind === "wait" ? hindered : { kind: "wait", until: mail.now() + AGAIN };
  const { to } = post;
  if (to.kind !== "person") return findIn(mail, to.channel, post, since);
  const conversation = await people.channelOf(to.person);
  if (conversation.kind === "channel") return findIn(mail, conversation.id, post, since);
  // Somebody whom the bot cannot reach has nothing from it, and a repeat finds that out by itself.
  return conversation.kind === "refused" ? { kind: "absent" } : conversation;
}

/** A post with some parts in the channel is not there yet; the next attempt sends the others. */
async function findIn(mail: Mail, channel: string, { key, message }: Post, since: number): Promise<Found> {
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
