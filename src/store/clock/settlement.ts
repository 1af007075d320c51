import { randomUUIDv7 } from "node:crypto";
import type { MessageRef } from "../../chat/event.ts";
import type { Circuit, Composed, Lease, Settled } from "../../core/post.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";
import type { PostRow } from "../tables/clock-tables.ts";
import { reached } from "./circuits.ts";
import { isLate } from "./due-posts.ts";
import { type Ended, endPost } from "./endings.ts";
import { aimEdits, insertFollowUp } from "./posts.ts";
import { refuse } from "./refusals.ts";
import { recipientFrom } from "./targets.ts";

/** A post, while this process holds its lease. */
const held = statement((queries, value: Value<{ id: string; owner: string }>) =>
  queries
    .selectFrom("posts")
    .selectAll()
    .where("id", "=", value("id"))
    .where("lease_owner", "=", value("owner"))
    .where("state", "in", ["sending", "unknown"])
    .forUpdate(),
);

const find = statement((queries, value: Value<{ id: string }>) =>
  queries.selectFrom("posts").selectAll().where("id", "=", value("id")).forUpdate(),
);

/** Of these it is not known whether they arrived. */
const doubtful = ["sending", "unknown", "lost"] as const;

const inDoubt = statement((queries, value: Value<{ schedule: string }>) =>
  queries
    .selectFrom("posts")
    .selectAll()
    .where("schedule_id", "=", value("schedule"))
    .where("state", "in", doubtful)
    .where("first_try", "is not", null)
    .where("edits", "is", null)
    .orderBy("first_try", "desc")
    .limit(1)
    .forUpdate(),
);

const said = statement((queries, value: Value<MessageRef>) =>
  queries
    .selectFrom("posts")
    .select("id")
    .where("platform", "=", value("platform"))
    .where("sent_id", "=", value("id"))
    .where("sent_channel", "=", value("channel")),
);

const current = statement((queries, value: Value<{ schedule: string; version: number }>) =>
  queries
    .selectFrom("schedules")
    .select("id")
    .where("id", "=", value("schedule"))
    .where("version", "=", value("version"))
    .where("pause", "is", null),
);

type Said = { id: string; message: string; afterwards: string | null; at: number };

/** What was kept at the first attempt stays: a later one says the same, and no longer knows what follows from it. */
const keep = statement((queries, value: Value<Said>) =>
  queries
    .updateTable("posts")
    .set((column) => ({
      message: column.fn.coalesce("message", value("message")),
      afterwards: column.fn.coalesce("afterwards", value("afterwards")),
      first_try: column.fn.coalesce("first_try", value("at")),
    }))
    .where("id", "=", value("id")),
);

type Standing = Pick<PostRow, "state" | "misses" | "first_try" | "next_at">;

const stand = statement((queries, value: Value<Standing & { id: string }>) =>
  queries
    .updateTable("posts")
    .set({
      state: value("state"),
      misses: value("misses"),
      first_try: value("first_try"),
      next_at: value("next_at"),
      lease_owner: null,
      lease_until: null,
    })
    .where("id", "=", value("id")),
);

const moveOn = statement((queries, value: Value<{ schedule: string; version: number; detail: string }>) =>
  queries
    .updateTable("schedules")
    .set({ detail: value("detail") })
    .where("id", "=", value("schedule"))
    .where("version", "=", value("version")),
);

export function* saveComposed(id: string, { owner }: Lease, composed: Composed, at: number): Fact<boolean> {
  const [post] = yield* run(held, { id, owner });
  if (post?.state !== "sending") return false;
  if (yield* isStale(post)) {
    yield* endPost(post, { state: "dropped", slot: "skipped", why: "changed", at });
    return false;
  }
  // Those that are due together leave in the order of their ids, and ids of one millisecond come in none.
  const ids = composed.follow.map(() => randomUUIDv7()).toSorted();
  for (const [index, follow] of composed.follow.entries())
    yield* insertFollowUp(follow, ids[index] ?? randomUUIDv7(), follow.to ?? recipientFrom(post), post);
  if (composed.kind === "nothing") {
    yield* endPost(post, { state: "dropped", slot: "skipped", why: composed.why, at });
    return true;
  }
  const afterwards = composed.afterwards ? JSON.stringify(composed.afterwards) : null;
  yield* run(keep, { id, message: JSON.stringify(composed.message), afterwards, at });
  return true;
}

/** Whether the schedule that planned a slot's post has changed, rests or is gone. */
function* isStale({ schedule_id: schedule, version }: PostRow): Fact<boolean> {
  if (version === null) return false;
  if (schedule === null) return true;
  return (yield* run(current, { schedule, version })).length === 0;
}

export function* settlePost(settled: Settled): Fact<Circuit | undefined> {
  const { post: id, lease, at, outcome } = settled;
  const [post] = yield* run(held, { id, owner: lease.owner });
  if (!post) return undefined;
  switch (outcome.kind) {
    case "sent":
      yield* arrive(post, outcome.ref, at);
      return undefined;
    case "wait":
      // One in doubt stays in doubt: the first try may have arrived.
      if (post.state === "unknown") yield* run(stand, { ...post, next_at: outcome.until });
      else yield* run(stand, { id, state: "waiting", misses: 0, first_try: null, next_at: outcome.until });
      return undefined;
    case "unknown":
      // Nothing leaves before it is kept that it is tried.
      if (post.first_try === null) yield* run(stand, { ...post, state: "waiting", next_at: at });
      else yield* run(stand, { ...post, state: "unknown", misses: outcome.misses, next_at: outcome.until });
      return undefined;
    case "again":
      yield* run(stand, { id, state: "waiting", misses: 0, first_try: null, next_at: at });
      return undefined;
    case "refused":
      return yield* refuse(post, outcome, settled);
    case "lost":
      yield* endPost(post, { state: "lost", slot: "attention", why: outcome.why, at });
      return undefined;
    case "dropped":
      yield* endPost(post, { state: "dropped", slot: "skipped", why: outcome.why, at });
      return undefined;
    default:
      return outcome satisfies never;
  }
}

function* arrive(post: PostRow, ref: MessageRef, at: number): Fact<void> {
  const slot = isLate(post.due, at) ? "late" : "posted";
  const arrived: Ended = { state: "sent", slot, why: null, at, ref };
  yield* endPost(post, arrived);
  yield* aimEdits(post.id);
  const { schedule_id: schedule, version, afterwards: detail } = post;
  if (schedule !== null && version !== null && detail !== null) yield* run(moveOn, { schedule, version, detail });
  yield* reached({ platform: post.platform, tenant: post.tenant, id: post.target }, at);
}

export function* provePost(id: string, ref: MessageRef, at: number): Fact<boolean> {
  const [post] = yield* run(find, { id });
  if (!post || !doubtful.some((state) => state === post.state)) return false;
  yield* arrive(post, ref, at);
  return true;
}

export function* provePostOf(schedule: string, ref: MessageRef, at: number): Fact<boolean> {
  if ((yield* run(said, ref)).length > 0) return false;
  const [post] = yield* run(inDoubt, { schedule });
  if (post) yield* arrive(post, ref, at);
  return post !== undefined;
}
