import type { Delivered, Platform } from "../chat/platform.ts";
import type { Circuit, Compose, Composed, DuePost, Lease, PostFacts, Settled } from "../core/post.ts";
import type { Edits } from "./edits.ts";

/** What sending a post needs. */
export type Office = {
  readonly store: Pick<PostFacts, "saveComposed" | "settlePost">;
  readonly compose: Compose;
  readonly edit: Edits["edit"];
  readonly now: () => number;
  readonly newId: () => string;
  readonly fault: (error: unknown) => void;
  /** Told how each attempt ended, and of each circuit that opened. */
  readonly ended: (platform: string, outcome: Settled["outcome"]) => void;
  readonly opened: (circuit: Circuit) => void;
};

/** Milliseconds until a post that may have arrived is looked for: it may still be on its way. */
const LOOK = 5000;

/** Milliseconds until a place or tenant that refused is tried again: with the next daily post, so a bit less than a day. */
const PROBE = 23 * 3_600_000;

/** Milliseconds until a platform that takes nothing is tried again, with one post. */
const PROBE_PLATFORM = 60_000;

/** Milliseconds of a lease that are left for a request. */
const MARGIN = 20_000;

/** Times a post is tried to be composed before it is given up: about an hour. */
const TRIES = 10;

/** Composes a leased post, keeps what will be said, and only then sends it. Never rejects. */
export async function sendPost(office: Office, platform: Platform, post: DuePost, lease: Lease): Promise<void> {
  const { now } = office;
  if (post.leaveBy !== undefined && now() > post.leaveBy)
    return settle(office, post, lease, { kind: "dropped", why: "too late" });
  let said: Composed;
  try {
    said = post.message ? { kind: "say", message: post.message, follow: [] } : await office.compose(post);
    if (!(await office.store.saveComposed(post.id, lease, said, now()))) return;
  } catch (error) {
    office.fault(error);
    return settle(office, post, lease, unsaid(post, now()));
  }
  if (said.kind === "nothing") return office.ended(platform.name, { kind: "dropped", why: said.why });
  // Too little of the lease is left, after a pause of the whole machine: nothing was sent, and somebody else may.
  if (now() > lease.until - MARGIN) return settle(office, post, lease, { kind: "wait", until: now() });
  await settle(office, post, lease, await attempt(office, platform, { ...post, message: said.message }));
}

/** A fault while composing: some come from a disk that is full for a while. */
function unsaid({ attempts }: DuePost, now: number): Settled["outcome"] {
  if (attempts >= TRIES) return { kind: "refused", scope: "post", why: "it could not be composed", probeAt: now };
  return { kind: "wait", until: now + Math.min(10_000 * 2 ** attempts, 600_000) };
}

/** One attempt, told as what becomes of the post. */
export async function attempt(office: Office, platform: Platform, post: DuePost): Promise<Settled["outcome"]> {
  const delivered = await request(office, platform, post);
  const at = office.now();
  switch (delivered.kind) {
    case "sent":
    case "wait":
      return delivered;
    case "refused":
      return { ...delivered, probeAt: at + (delivered.scope === "platform" ? PROBE_PLATFORM : PROBE) };
    case "unknown":
      return { kind: "unknown", until: at + LOOK, misses: 0 };
    default:
      return delivered satisfies never;
  }
}

async function request(office: Office, platform: Platform, post: DuePost): Promise<Delivered> {
  const { target, message, key, to } = post;
  if (!message) return { kind: "refused", scope: "post", why: "nothing was kept of what to say" };
  try {
    if (!target) return await platform.deliver({ kind: "post", to, key, message });
    const edited = await office.edit(target, message);
    // A newer edit took its place.
    return edited.kind === "replaced" ? { kind: "sent", ref: target } : edited;
  } catch (error) {
    // A platform that throws breaks its word; whatever it did may have been done.
    office.fault(error);
    return { kind: "unknown" };
  }
}

/** Records how an attempt ended. When that fails, the lease runs out and the post is looked up. */
export async function settle(office: Office, post: DuePost, lease: Lease, outcome: Settled["outcome"]): Promise<void> {
  const { store, now, newId, fault } = office;
  try {
    const opened = await store.settlePost({ post: post.id, lease, at: now(), notice: newId(), outcome });
    office.ended(post.to.platform, outcome);
    if (opened) office.opened(opened);
  } catch (error) {
    fault(error);
  }
}
