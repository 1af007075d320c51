import { type REST, Routes } from "discord.js";
import type { Post } from "../../../chat/answer.ts";
import type { MessageRef } from "../../../chat/event.ts";
import type { Message } from "../../../chat/message.ts";
import type { Delivered } from "../../../chat/platform.ts";
import { codeOf, isUnauthorized, outcomeOf } from "../errors.ts";
import { type Pages, quiet } from "../interactions/page.ts";
import { PLATFORM } from "../interactions/parse.ts";
import type { Rendered } from "../render/render.ts";
import type { Bounded } from "./bounded.ts";
import { seenIn } from "./history.ts";
import { marked, markOf, nonceOf } from "./mark.ts";

export type Mail = {
  readonly rest: REST;
  readonly now: () => number;
  readonly pages: Pages;
  /** Posts of several bodies that are not finished: which parts stand in the channel, with the ids of their messages. */
  readonly begun: Bounded<string, Parts>;
  /** Called when Discord refuses the token. */
  readonly unauthorized: () => void;
};

export type Parts = ReadonlyMap<number, string>;

/**
 * Posts a message, one request for each body (nearly always one). One of several bodies goes on after the parts that
 * stand in the channel already. A message that its readers or moderators deleted meanwhile counts as sent, with an empty
 * id.
 */
export async function deliverPost(mail: Mail, channel: string, { key, message }: Post): Promise<Delivered> {
  const pages = await mail.pages(message);
  const before = pages.length > 1 ? await partsOf(mail, channel, key, pages.length) : new Map<number, string>();
  if ("kind" in before) return before;
  const sent = new Map(before);
  for (const [part, page] of pages.entries()) {
    if (sent.has(part)) continue;
    const ended = await deliverPart(mail, channel, { key, part, message, page });
    if (ended.kind !== "sent") {
      if (sent.size > 0) mail.begun.set(key, sent);
      return ended;
    }
    sent.set(part, ended.ref.id);
  }
  mail.begun.delete(key);
  return { kind: "sent", ref: { platform: PLATFORM, channel, id: sent.get(pages.length - 1) ?? "" } };
}

/**
 * The parts of a post that an earlier attempt brought into the channel. Where the bot may not look, the nonce alone keeps
 * them from doubling.
 */
async function partsOf(mail: Mail, channel: string, key: string, count: number): Promise<Parts | Waits> {
  const begun = mail.begun.get(key);
  if (begun) return begun;
  const seen = await seenIn(mail, channel, undefined);
  if (seen.kind === "wait") return seen;
  return seen.kind === "seen" ? partsAmong(seen.marks, key, count) : new Map();
}

type Waits = Extract<Delivered, { kind: "wait" }>;

/** Which of `count` parts of a post are among the marks of a channel. */
export const partsAmong = (marks: ReadonlyMap<number, string>, key: string, count: number): Parts =>
  new Map(
    Array.from({ length: count }, (_, part) => [part, marks.get(markOf(key, part))] as const).flatMap(([part, id]) =>
      id === undefined ? [] : [[part, id]],
    ),
  );

type Sending = { readonly key: string; readonly part: number; readonly message: Message; readonly page: Rendered };

async function deliverPart(mail: Mail, channel: string, { key, part, message, page }: Sending): Promise<Delivered> {
  const ref = { platform: PLATFORM, channel, id: "" };
  const body = quiet(marked(page.body, markOf(key, part)), message);
  try {
    const sent = await mail.rest.post(Routes.channelMessages(channel), {
      body: { ...body, nonce: nonceOf(key, part), enforce_nonce: true },
      files: [...page.uploads],
    });
    const id = idOf(sent);
    return id === undefined ? { kind: "unknown" } : { kind: "sent", ref: { ...ref, id } };
  } catch (error) {
    return codeOf(error) === ARCHIVED ? reopened(mail, channel, error) : settle(mail, error, ref);
  }
}

/**
 * Edits a message in one request. One that is gone, or too old to be edited more often, needs nothing more. What does not
 * fit into one message is refused whole: nothing of it may be missing.
 */
export async function editMessage(mail: Mail, target: MessageRef, message: Message): Promise<Delivered> {
  const [first, ...rest] = await mail.pages(message);
  if (!first) return { kind: "sent", ref: target };
  if (rest.length > 0) {
    const why = `it needs ${rest.length + 1} messages of Discord, and an edit has one: make it shorter`;
    return { kind: "refused", scope: "post", why };
  }
  try {
    await mail.rest.patch(Routes.channelMessage(target.channel, target.id), {
      body: first.body,
      files: [...first.uploads],
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

export function settle(mail: Pick<Mail, "now" | "unauthorized">, error: unknown, ref: MessageRef): Delivered {
  if (isUnauthorized(error)) mail.unauthorized();
  const outcome = outcomeOf(error, mail.now());
  return outcome.kind === "done" ? { kind: "sent", ref } : outcome;
}

export function idOf(answer: unknown): string | undefined {
  return typeof answer === "object" && answer !== null && "id" in answer && typeof answer.id === "string"
    ? answer.id
    : undefined;
}
