import { createHash } from "node:crypto";
import type { Recipient } from "../../chat/event.ts";
import type { FollowUp } from "../../core/post.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";
import { findLearner } from "../people/learners.ts";
import type { PostRow } from "../tables/clock-tables.ts";
import { targetOf } from "./targets.ts";

type NewPost = Pick<
  PostRow,
  | "id"
  | "key"
  | "kind"
  | "platform"
  | "tenant"
  | "target"
  | "target_kind"
  | "learner_id"
  | "schedule_id"
  | "local_date"
  | "local_time"
  | "version"
  | "detail"
  | "due"
  | "leave_by"
  | "edits"
>;

const insert = statement((queries, value: Value<NewPost & { turn: number }>) =>
  queries
    .insertInto("posts")
    .values({
      id: value("id"),
      key: value("key"),
      kind: value("kind"),
      platform: value("platform"),
      tenant: value("tenant"),
      target: value("target"),
      target_kind: value("target_kind"),
      learner_id: value("learner_id"),
      schedule_id: value("schedule_id"),
      local_date: value("local_date"),
      local_time: value("local_time"),
      version: value("version"),
      detail: value("detail"),
      due: value("due"),
      leave_by: value("leave_by"),
      edits: value("edits"),
      state: "waiting",
      turn: value("turn"),
      next_at: value("due"),
      attempts: 0,
      misses: 0,
    })
    .onConflict((conflict) => conflict.column("key").doNothing()),
);

/** Where the message of a sent post stands, for those that edit it. */
const aim = statement((queries, value: Value<{ edits: string }>) =>
  queries
    .updateTable("posts")
    .from("posts as edited")
    .set((column) => ({ edit_channel: column.ref("edited.sent_channel"), edit_id: column.ref("edited.sent_id") }))
    .whereRef("edited.id", "=", "posts.edits")
    .where("posts.edits", "=", value("edits"))
    .where("posts.state", "=", "waiting"),
);

/** Adds a post that waits; the same key adds nothing. */
export function* insertPost(post: NewPost): Fact<void> {
  yield* run(insert, { ...post, turn: turnOf(post) });
  if (post.edits !== null) yield* aimEdits(post.edits);
}

/** Tells the posts that edit a post's message where that stands. */
export function* aimEdits(edited: string): Fact<void> {
  yield* run(aim, { edits: edited });
}

/** Who comes first of all recipients at one time: a hash, so that it is another one every day. */
function turnOf({ platform, tenant, target, due }: NewPost): number {
  return createHash("sha256").update(`${platform}:${tenant}:${target}:${due}`).digest().readUInt32BE();
}

/** What a post to a recipient belongs to beside them: the learner, and the schedule. */
type Family = Pick<PostRow, "learner_id" | "schedule_id">;

export function* insertFollowUp(post: FollowUp, id: string, to: Recipient, family: Family): Fact<void> {
  const { key, kind, due, detail, edits = null, leaveBy = null } = post;
  const own = to.kind === "person" ? yield* findLearner(to) : undefined;
  yield* insertPost({
    ...targetOf(to),
    ...family,
    learner_id: own?.id ?? family.learner_id,
    id,
    key,
    kind,
    local_date: null,
    local_time: null,
    version: null,
    detail: JSON.stringify(detail),
    due,
    leave_by: leaveBy,
    edits,
  });
}

export function* addPost(post: FollowUp & { readonly id: string; readonly to: Recipient }): Fact<void> {
  yield* insertFollowUp(post, post.id, post.to, { learner_id: null, schedule_id: null });
}
