import type { Outgoing, Post } from "../../../chat/answer.ts";
import type { MessageRef } from "../../../chat/event.ts";
import type { Message } from "../../../chat/message.ts";
import type { Delivered, Found } from "../../../chat/platform.ts";
import type { Access } from "../access/access.ts";
import { partsOf } from "../interactions/reply-target.ts";
import type { SlackOptions } from "../options.ts";
import type { Files } from "../posts/files.ts";
import { findPost } from "../posts/find.ts";
import { channelOf, deliverPost, editMessage } from "../posts/post.ts";
import { createLanes, type Lanes } from "./lanes.ts";

/** Sends what answers nobody: posts and edits. Workspaces and channels that sent the tutor away are not tried. */
export type Sender = {
  deliver(post: Post): Promise<Delivered>;
  edit(target: MessageRef, message: Message): Promise<Delivered>;
  find(post: Post, since: number): Promise<Found>;
  /** Sends, once more when Slack asks to wait, and tells the log when that failed. */
  send(one: Extract<Outgoing, { kind: "edit" | "post" }>): Promise<void>;
  /** A workspace, or with `channel` one channel of it, takes nothing any more, or does again. */
  gone(tenant: string, channel?: string): void;
  back(tenant: string, channel?: string): void;
  stop(): void;
};

const refusedTenant = {
  kind: "refused",
  scope: "tenant",
  why: "the tutor is not installed in this workspace",
} as const;
const refusedPlace = { kind: "refused", scope: "place", why: "the tutor is not in the channel any more" } as const;

/** How soon to try again when something of ours went wrong before anything was sent. */
const AGAIN = 30_000;

type Office = Pick<SlackOptions, "now" | "after" | "newId" | "fault"> & {
  readonly access: Access;
  readonly files: Files;
  readonly lanes: Lanes;
  readonly away: ReadonlySet<string>;
};

export function createSender(
  access: Access,
  files: Files,
  { now, after, newId, fault }: Pick<SlackOptions, "now" | "after" | "newId" | "fault">,
): Sender {
  const away = new Set<string>();
  const lanes = createLanes({ now, after });
  const office: Office = { access, files, lanes, away, now, after, newId, fault };
  const waited = (until: number): Promise<void> =>
    new Promise((resolve) => void after(Math.max(0, until - now()), resolve));
  return {
    deliver: (post) => settled(office, post.to.tenant, () => deliver(office, post)),
    edit: (target, message) => edit(office, target, message),
    find: (post, since) => find(office, post, since),
    send: async (one) => {
      const attempt = () =>
        one.kind === "post"
          ? settled(office, one.to.tenant, () => deliver(office, one))
          : edit(office, one.target, one.message);
      const first = await attempt();
      const ended = first.kind === "wait" ? await waited(first.until).then(attempt) : first;
      if (ended.kind !== "sent") fault(new Error(`Slack: a message was not sent: ${JSON.stringify(ended)}`));
    },
    gone: (tenant, channel) => void away.add(keyOf(tenant, channel)),
    back: (tenant, channel) => void away.delete(keyOf(tenant, channel)),
    stop: lanes.stop,
  };
}

const keyOf = (tenant: string, channel?: string): string => (channel === undefined ? tenant : `${tenant} ${channel}`);

/** Told as an outcome, whatever fails: nothing was sent yet when something is thrown here. */
async function settled(
  { access, now, fault }: Office,
  tenant: string,
  attempt: () => Promise<Delivered>,
): Promise<Delivered> {
  try {
    const ended = await attempt();
    if (ended.kind === "refused" && ended.scope === "tenant") access.refused(tenant, ended.why);
    return ended;
  } catch (error) {
    fault(error);
    return { kind: "wait", until: now() + AGAIN };
  }
}

async function deliver({ access, files, lanes, away, now, newId }: Office, post: Post): Promise<Delivered> {
  const { tenant } = post.to;
  const lane = keyOf(tenant, channelOf(post));
  if (away.has(tenant)) return refusedTenant;
  if (away.has(lane)) return refusedPlace;
  const client = await access.client(tenant);
  if (!client) return refusedTenant;
  const hosted = await files.host(post.message, tenant, post.to.kind === "person" ? post.to.person : undefined);
  return lanes.take(lane, async () => {
    const ended = await deliverPost({ client, now, newId }, post, hosted);
    if (ended.kind === "wait") lanes.hold(lane, ended.until);
    return ended;
  });
}

async function edit(office: Office, target: MessageRef, message: Message): Promise<Delivered> {
  const parts = partsOf(target);
  if (!parts) return { kind: "refused", scope: "post", why: `"${target.id}" names no message of Slack` };
  const { tenant, ts } = parts;
  const { access, files, away, now, newId } = office;
  return settled(office, tenant, async () => {
    const client = away.has(tenant) ? undefined : await access.client(tenant);
    if (!client) return refusedTenant;
    return editMessage({ client, now, newId }, target, ts, message, await files.host(message, tenant, undefined));
  });
}

async function find({ access, now, fault }: Office, post: Post, since: number): Promise<Found> {
  try {
    const client = await access.client(post.to.tenant);
    if (!client) return { kind: "blind", why: refusedTenant.why };
    return await findPost({ client, bot: await access.bot(post.to.tenant), now }, post, since);
  } catch (error) {
    fault(error);
    return { kind: "wait", until: now() + AGAIN };
  }
}
