import type { After } from "../chat/after.ts";
import type { Platform } from "../chat/platform.ts";
import type { Lease, PostFacts } from "../core/post.ts";
import { createJobs } from "./in-flight.ts";
import { createQueue } from "./poller.ts";
import { type Office, sendPost } from "./sending.ts";
import { resolveDoubt } from "./uncertain.ts";

/** One platform's part of the outbox. */
export type Counter = {
  /** Takes up what is in doubt and what is due; of a platform that was refusing one post, to see. */
  open(refusing: boolean): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  close(): Promise<void>;
};

export type Desk = Office & {
  readonly store: Pick<PostFacts, "claimPosts" | "doubtfulPosts">;
  readonly after: After;
  /** A name for this process, which no other has. */
  readonly owner: string;
};

/** Milliseconds for which a post is one process's own: more than two requests of fifteen seconds take. */
const LEASE = 60_000;

/** Posts under way at once, and leased in one transaction. */
const AT_ONCE = 64;
const BATCH = 32;

/** Milliseconds, at least, after which a recipient's next post is looked for. */
const SOON = 100;

export function createCounter(desk: Desk, platform: Platform): Counter {
  const { store, now, after, fault } = desk;
  const { apart = 0 } = platform.pace ?? {};
  let state: "open" | "refusing" | "closed" = "open";
  const lease = (): Lease => ({ owner: desk.owner, until: now() + LEASE });
  const jobs = createJobs(desk, platform, after, () => queue.ended());
  const claim = async (): Promise<boolean> => {
    const limit = Math.min(state === "refusing" ? 1 : BATCH, AT_ONCE - jobs.size);
    // What is left is claimed when one of those under way has ended.
    if (state === "closed" || limit <= 0) return state === "open";
    const held = lease();
    const posts = await store.claimPosts(platform.name, held, now(), { limit, apart });
    for (const post of posts) jobs.begin(sendPost, post, held);
    return posts.length === limit && state === "open";
  };
  const queue = createQueue({
    claim,
    hasRoom: () => jobs.size <= AT_ONCE / 2,
    soon: (run) => after(Math.max(SOON, apart + 1), run),
    fault,
  });
  return {
    open: async (refusing) => {
      if (state === "closed") return;
      state = refusing ? "refusing" : "open";
      const held = lease();
      const doubtful = await store.doubtfulPosts(platform.name, held, now(), BATCH);
      for (const post of doubtful) jobs.begin(resolveDoubt, post, held);
      await queue.fill();
    },
    idle: async () => {
      while (queue.isFilling() || jobs.size > 0) await Promise.all([queue.fill(), jobs.done()]);
    },
    close: async () => {
      state = "closed";
      queue.close();
      await jobs.close();
    },
  };
}
