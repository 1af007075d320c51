import type { After } from "../../chat/after.ts";
import type { MessageRef } from "../../chat/event.ts";
import type { Message } from "../../chat/message.ts";
import type { Outgoing, Post } from "../../chat/outgoing.ts";
import type { Delivered } from "../../chat/platform.ts";
import { tokenRefused } from "./closed.ts";
import { deliverPost, editMessage, type Mail } from "./post.ts";

/** Sends what answers nobody: posts and edits. Servers that sent the bot away, and a token taken back, are not tried. */
export type Sender = {
  deliver(post: Post): Promise<Delivered>;
  edit(target: MessageRef, message: Message): Promise<Delivered>;
  /** Sends, once more when Discord asks to wait, and tells the log when that failed. */
  send(one: Extract<Outgoing, { kind: "edit" | "post" }>): Promise<void>;
  gone(tenant: string): void;
  back(tenant: string): void;
};

/** `refused` is called once, when Discord no longer takes the token. */
export function createSender(
  options: Omit<Mail, "unauthorized"> & {
    readonly after: After;
    readonly refused: () => void;
    readonly fault: (error: unknown) => void;
  },
): Sender {
  const away = new Set<string>();
  let taken = true;
  const mail: Mail = {
    ...options,
    unauthorized: () => {
      if (taken) options.refused();
      taken = false;
    },
  };
  const deliver: Sender["deliver"] = async (post) => {
    if (!taken) return { kind: "refused", why: tokenRefused, scope: "platform" };
    if (away.has(post.to.tenant))
      return { kind: "refused", why: "the bot is no longer in this server", scope: "tenant" };
    return deliverPost(mail, post);
  };
  const edit: Sender["edit"] = async (target, message) =>
    taken ? editMessage(mail, target, message) : { kind: "refused", why: tokenRefused, scope: "platform" };
  const waited = (until: number): Promise<void> =>
    new Promise((resolve) => void options.after(Math.max(0, until - options.now()), resolve));
  return {
    deliver,
    edit,
    send: async (one) => {
      const attempt = () => (one.kind === "post" ? deliver(one) : edit(one.target, one.message));
      const first = await attempt();
      const ended = first.kind === "wait" ? await waited(first.until).then(attempt) : first;
      if (ended.kind !== "sent") options.fault(new Error(`Discord: a message was not sent: ${JSON.stringify(ended)}`));
    },
    gone: (tenant) => void away.add(tenant),
    back: (tenant) => void away.delete(tenant),
  };
}
