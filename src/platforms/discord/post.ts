import { createHash } from "node:crypto";
import { MessageFlags, type REST, Routes } from "discord.js";
import type { MessageRef } from "../../chat/event.ts";
import type { Message } from "../../chat/message.ts";
import type { Post } from "../../chat/outgoing.ts";
import type { Delivered } from "../../chat/platform.ts";
import { codeOf, isUnauthorized, outcomeOf } from "./errors.ts";
import { filesOf } from "./files.ts";
import { PLATFORM } from "./parse.ts";
import { renderMessage } from "./render.ts";
import type { CommandIds } from "./text.ts";

export type Mail = {
  readonly rest: REST;
  readonly now: () => number;
  readonly commands: () => CommandIds;
  /** Called when Discord refuses the token. */
  readonly unauthorized: () => void;
};

/** Discord takes 25 characters and keeps a nonce for a few minutes: within them the same key is one message. */
const nonceOf = (key: string, part: number): string =>
  createHash("sha256")
    .update(part === 0 ? key : `${key}#${part}`)
    .digest("base64url")
    .slice(0, 25);

/**
 * Posts a message, one request for each body (nearly always one). A message that its readers or moderators deleted
 * meanwhile counts as sent, with an empty id.
 */
export async function deliverPost(mail: Mail, { to, key, message }: Post): Promise<Delivered> {
  let id = "";
  let channel = to.kind === "person" ? "" : to.channel;
  try {
    if (to.kind === "person") channel = await directChannel(mail, to.person);
    for (const [part, { body, uploads }] of renderMessage(message, mail.commands()).entries()) {
      const flags = body.flags | (message.silent ? MessageFlags.SuppressNotifications : 0);
      const sent = await mail.rest.post(Routes.channelMessages(channel), {
        body: { ...body, flags, nonce: nonceOf(key, part), enforce_nonce: true },
        files: await filesOf(uploads),
      });
      const known = idOf(sent);
      if (known === undefined) return { kind: "unknown" };
      id = known;
    }
    return { kind: "sent", ref: { platform: PLATFORM, channel, id } };
  } catch (error) {
    if (codeOf(error) === ARCHIVED) return reopened(mail, channel, error);
    return settle(mail, error, { platform: PLATFORM, channel, id });
  }
}

/** The direct conversation with somebody; opening it again gives the same one. */
async function directChannel(mail: Mail, person: string): Promise<string> {
  const opened = await mail.rest.post(Routes.userChannels(), { body: { recipient_id: person } });
  const id = idOf(opened);
  if (id === undefined) throw new Error("Discord opened a direct conversation and did not say which.");
  return id;
}

/**
 * Edits a message in one request. One that is gone, or too old to be edited more often, needs nothing more. What does not
 * fit into one message is refused whole: nothing of it may be missing.
 */
export async function editMessage(mail: Mail, target: MessageRef, message: Message): Promise<Delivered> {
  const [first, ...rest] = renderMessage(message, mail.commands());
  if (!first) return { kind: "sent", ref: target };
  if (rest.length > 0) {
    const why = `it needs ${rest.length + 1} messages of Discord, and an edit has one: make it shorter`;
    return { kind: "refused", scope: "post", why };
  }
  try {
    await mail.rest.patch(Routes.channelMessage(target.channel, target.id), {
      body: first.body,
      files: await filesOf(first.uploads),
    });
    return { kind: "sent", ref: target };
  } catch (error) {
    return settle(mail, error, target);
  }
}

const ARCHIVED = 50083;

/** An archived thread is opened once; the next attempt posts. Where the bot may not open it, the place is refused. */
async function reopened(mail: Mail, channel: string, error: unknown): Promise<Delivered> {
  try {
    await mail.rest.patch(Routes.channel(channel), { body: { archived: false } });
    return { kind: "wait", until: mail.now() };
  } catch {
    // The first refusal says more than that of the attempt to mend it.
    return settle(mail, error, { platform: PLATFORM, channel, id: "" });
  }
}

function settle(mail: Mail, error: unknown, ref: MessageRef): Delivered {
  if (isUnauthorized(error)) mail.unauthorized();
  const outcome = outcomeOf(error, mail.now());
  return outcome.kind === "done" ? { kind: "sent", ref } : outcome;
}

function idOf(answer: unknown): string | undefined {
  return typeof answer === "object" && answer !== null && "id" in answer && typeof answer.id === "string"
    ? answer.id
    : undefined;
}
