import type { Found, Platform } from "../chat/platform.ts";
import type { DuePost, Lease, Settled } from "../core/post.ts";
import { attempt, type Office, settle } from "./sending.ts";

/** Milliseconds between two looks for a post that was not found. */
const AGAIN = 30_000;

/** Looks without finding it after which a post counts as absent. */
const LOOKS = 2;

/** Milliseconds before the end of a platform's promise at which it is no longer relied on: a request takes its time. */
const MARGIN = 20_000;

/** Milliseconds after which a post that could not be looked for is given up. */
const GIVEN_UP = 86_400_000;

/**
 * Settles a post that may have arrived. An edit is made again, which changes nothing twice, and so is a post as long as the platform
 * makes one message of both. Every other one is looked for; one that is absent twice is sent again where the platform makes
 * such a promise, and lost where it makes none: there a message may still turn up, and two are worse than one less. Never rejects.
 */
export async function resolveDoubt(office: Office, platform: Platform, post: DuePost, lease: Lease): Promise<void> {
  await settle(office, post, lease, await outcomeOf(office, platform, post));
}

async function outcomeOf(office: Office, platform: Platform, post: DuePost): Promise<Settled["outcome"]> {
  const { sameFor = 0 } = platform;
  const { firstTry: since = office.now() } = post;
  const age = office.now() - since;
  if (age > GIVEN_UP) return { kind: "lost", why: "lost" };
  // A clock that was set back tells nothing of how long ago that was.
  const isSame = age >= 0 && age < sameFor - MARGIN;
  return post.target || isSame ? repeat(office, platform, post) : look(office, platform, post, since);
}

/** The first try may have arrived, so what is not sent now stays in doubt. */
async function repeat(office: Office, platform: Platform, post: DuePost): Promise<Settled["outcome"]> {
  const outcome = await attempt(office, platform, post);
  return outcome.kind === "wait" ? { kind: "unknown", until: outcome.until, misses: 0 } : outcome;
}

async function look(office: Office, platform: Platform, post: DuePost, since: number): Promise<Settled["outcome"]> {
  const { key, to, message } = post;
  if (!message) return { kind: "lost", why: "lost" };
  let found: Found;
  try {
    found = await platform.find({ kind: "post", to, key, message }, since);
  } catch (error) {
    // A platform that throws breaks its word, and has told nothing.
    office.fault(error);
    return { kind: "unknown", until: office.now() + AGAIN, misses: post.misses };
  }
  switch (found.kind) {
    case "found":
      return { kind: "sent", ref: found.ref };
    case "wait":
      return { kind: "unknown", until: found.until, misses: post.misses };
    case "blind":
      return { kind: "lost", why: "lost" };
    case "absent":
      break;
    default:
      return found satisfies never;
  }
  const misses = post.misses + 1;
  if (misses < LOOKS) return { kind: "unknown", until: office.now() + AGAIN, misses };
  return platform.sameFor === undefined ? { kind: "lost", why: "lost" } : { kind: "again" };
}
