import { createHash } from "node:crypto";
import type { webApi } from "@slack/bolt";
import type { Post } from "../../../chat/answer.ts";
import type { MessageRef } from "../../../chat/event.ts";
import type { Message } from "../../../chat/message.ts";
import type { Delivered } from "../../../chat/platform.ts";
import { codeOf, outcomeOf } from "../errors.ts";
import { refOf } from "../interactions/reply-target.ts";
import type { Hosted } from "../render/blocks.ts";
import { type Body, renderMessage } from "../render/render.ts";

/** What a post carries for the tutor's own eyes; everybody in the workspace may read it, so it says nothing. */
export const EVENT_TYPE = "nightshift_post";

/** The mark of a post's part: what it is looked up by. */
export const markOf = (key: string, part: number): string =>
  createHash("sha256")
    .update(part === 0 ? key : `${key}#${part}`)
    .digest("base64url")
    .slice(0, 22);

/** Slack takes a UUID here, and may drop what it has seen; it promises nothing, so nothing is built on it. */
function clientIdOf(key: string, part: number): string {
  const hex = createHash("sha256").update(`${key}#${part}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export type Mail = {
  readonly client: webApi.WebClient;
  readonly now: () => number;
  readonly newId: () => string;
};

/** Where a post goes: a channel, or a person's id, which Slack takes for the direct conversation. */
export const channelOf = ({ to }: Post): string => (to.kind === "person" ? to.person : to.channel);

/** Posts a message, one request for each body (nearly always one). */
export async function deliverPost(mail: Mail, post: Post, hosted: Hosted): Promise<Delivered> {
  const { key, message, to } = post;
  let ref: MessageRef | undefined;
  try {
    for (const [part, body] of renderMessage(message, mail.newId(), hosted).entries()) {
      const { channel, ts } = await send(mail, channelOf(post), body, key, part);
      if (ts === undefined) return { kind: "unknown" };
      ref = refOf(to.tenant, channel ?? channelOf(post), ts);
    }
    return ref
      ? { kind: "sent", ref }
      : { kind: "refused", scope: "post", why: "there is nothing to say in the message" };
  } catch (error) {
    // A picture that Slack has not looked through yet makes it refuse the whole message: words go instead.
    if (hosted.size > 0 && codeOf(error) === "invalid_blocks") return deliverPost(mail, post, new Map());
    const outcome = outcomeOf(error, mail.now());
    if (outcome.kind === "done") return { kind: "refused", scope: "post", why: "the message is gone" };
    return outcome;
  }
}

const send = (
  { client }: Mail,
  channel: string,
  { text, blocks }: Body,
  key: string,
  part: number,
): Promise<webApi.ChatPostMessageResponse> =>
  client.chat.postMessage({
    channel,
    text,
    blocks,
    parse: "none",
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: EVENT_TYPE, event_payload: { d: markOf(key, part) } },
    ...{ client_msg_id: clientIdOf(key, part) },
  });

/**
 * Edits a message in one request. One that is gone needs nothing more. What does not fit into one message is refused
 * whole: nothing of it may be missing.
 */
export async function editMessage(
  mail: Mail,
  target: MessageRef,
  ts: string,
  message: Message,
  hosted: Hosted,
): Promise<Delivered> {
  const [body, ...rest] = renderMessage(message, mail.newId(), hosted);
  if (!body) return { kind: "sent", ref: target };
  if (rest.length > 0) {
    const why = `it needs ${rest.length + 1} messages of Slack, and an edit has one: make it shorter`;
    return { kind: "refused", scope: "post", why };
  }
  try {
    await mail.client.chat.update({
      channel: target.channel,
      ts,
      text: body.text,
      blocks: body.blocks,
      parse: "none",
    });
    return { kind: "sent", ref: target };
  } catch (error) {
    if (hosted.size > 0 && codeOf(error) === "invalid_blocks") return editMessage(mail, target, ts, message, new Map());
    const outcome = outcomeOf(error, mail.now());
    return outcome.kind === "done" ? { kind: "sent", ref: target } : outcome;
  }
}
