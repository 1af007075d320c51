import type { After } from "../../../chat/after.ts";
import type { Post } from "../../../chat/answer.ts";
import type { MessageRef } from "../../../chat/event.ts";
import type { Message } from "../../../chat/message.ts";
import type { Delivered, Found } from "../../../chat/platform.ts";
import { createBounded } from "../posts/bounded.ts";
import { createPeople } from "../posts/dm-channels.ts";
import { find } from "../posts/find.ts";
import { deliverPost, editMessage, type Mail, type Parts } from "../posts/post.ts";
import type { Gate } from "./rate-guard.ts";

/** Sends what answers nobody: posts and edits. */
export type Sender = {
  deliver(post: Post): Promise<Delivered>;
  edit(target: MessageRef, message: Message): Promise<Delivered>;
  find(post: Post, since: number): Promise<Found>;
  /** Delivers, once more when that may help, and tells the log when it failed. */
  send(post: Post): Promise<void>;
};

/** Posts of several bodies that are half there, and remembered. */
const BEGUN = 1000;

type Wants = Omit<Mail, "begun"> & {
  readonly after: After;
  readonly gate: Gate;
  readonly fault: (error: unknown) => void;
};

export function createSender(wants: Wants): Sender {
  const { now, after, gate, fault } = wants;
  const mail: Mail = { ...wants, begun: createBounded<string, Parts>(BEGUN) };
  const people = createPeople(wants);

  const deliver: Sender["deliver"] = async (post) => {
    const { to } = post;
    const hindered = await gate.hindrance(to.tenant);
    if (hindered) return hindered;
    if (to.kind !== "person") return deliverPost(mail, to.channel, post);
    return people.inTurn(to.person, (channel) => deliverPost(mail, channel, post));
  };
  const wait = (until: number): Promise<void> => new Promise((done) => void after(Math.max(0, until - now()), done));
  return {
    deliver,
    find: (post, since) => find({ mail, people, gate }, post, since),
    edit: async (target, message) => (await gate.hindrance()) ?? editMessage(mail, target, message),
    send: async (post) => {
      const first = await deliver(post);
      if (first.kind === "wait") await wait(first.until);
      // One that may have arrived is repeated at once: the same nonce makes it the same message.
      const again = first.kind === "wait" || first.kind === "unknown";
      const ended = again ? await deliver(post) : first;
      if (ended.kind !== "sent") fault(new Error(`Discord: a message was not sent: ${JSON.stringify(ended)}`));
    },
  };
}
