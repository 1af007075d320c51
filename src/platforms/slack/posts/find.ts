import type { webApi } from "@slack/bolt";
import type { Post } from "../../../chat/answer.ts";
import type { Found } from "../../../chat/platform.ts";
import type { Bot } from "../access/access.ts";
import { codeOf, outcomeOf } from "../errors.ts";
import { refOf } from "../interactions/reply-target.ts";
import { renderMessage } from "../render/render.ts";
import { EVENT_TYPE, markOf } from "./post.ts";

/** Both clocks may differ by this much; in milliseconds. */
const DRIFT = 5000;
/** Messages looked at: more are not posted in one channel between an attempt and a look. */
const MOST = 200;

type Look = { readonly client: webApi.WebClient; readonly bot: Bot | undefined; readonly now: () => number };

/** What keeps the tutor from looking, and stays as it is. */
const blindFor: Readonly<Record<string, string>> = {
  missing_scope: "the app has no scope to read the channel's history (channels:history, groups:history)",
  not_in_channel: "the tutor is not in the channel, and reads no history from outside",
  channel_not_found: "the tutor is not in the channel, and reads no history from outside",
};

/**
 * Looks a post up in its channel's history by the mark it carries. Only messages of our own bot count: anybody may post
 * something with the same mark.
 */
export async function findPost({ client, bot, now }: Look, { to, key, message }: Post, since: number): Promise<Found> {
  if (to.kind === "person" || to.kind === "direct") {
    return { kind: "blind", why: "the tutor asks for no scope to read direct conversations" };
  }
  // Nobody to compare with yet: Slack has not told who the tutor is.
  if (!bot) return { kind: "wait", until: now() + AGAIN };
  const last = Math.max(0, renderMessage(message, "look").length - 1);
  try {
    const { messages = [] } = await client.conversations.history({
      channel: to.channel,
      oldest: String((since - DRIFT) / 1000),
      include_all_metadata: true,
      inclusive: true,
      limit: MOST,
    });
    const mark = markOf(key, last);
    const found = messages.find(
      ({ bot_id: by, metadata }) => by === bot.id && metadata?.event_type === EVENT_TYPE && markIn(metadata) === mark,
    );
    return found?.ts === undefined
      ? { kind: "absent" }
      : { kind: "found", ref: refOf(to.tenant, to.channel, found.ts) };
  } catch (error) {
    const outcome = outcomeOf(error, now());
    if (outcome.kind === "wait") return outcome;
    const why = blindFor[codeOf(error) ?? ""];
    if (why !== undefined) return { kind: "blind", why };
    return outcome.kind === "refused" ? { kind: "blind", why: outcome.why } : { kind: "wait", until: now() + AGAIN };
  }
}

/** Milliseconds after which to look again when Slack did not answer. */
const AGAIN = 30_000;

const markIn = ({ event_payload: payload }: { readonly event_payload?: object }): unknown =>
  payload && "d" in payload ? payload.d : undefined;
