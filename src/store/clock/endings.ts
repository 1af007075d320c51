import type { MessageRef } from "../../chat/event.ts";
import type { PostState } from "../../core/post.ts";
import type { SlotState } from "../../core/schedule.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";
import type { PostRow } from "../tables/clock-tables.ts";
import { settleSlot } from "./slots.ts";

type End = Pick<PostRow, "id" | "state" | "why" | "sent_channel" | "sent_id"> & { at: number };

const end = statement((queries, value: Value<End>) =>
  queries
    .updateTable("posts")
    .set({
      state: value("state"),
      why: value("why"),
      sent_channel: value("sent_channel"),
      sent_id: value("sent_id"),
      settled_at: value("at"),
      lease_owner: null,
      lease_until: null,
    })
    .where("id", "=", value("id")),
);

const dropEdits = statement((queries, value: Value<{ edits: string; at: number }>) =>
  queries
    .updateTable("posts")
    .set({ state: "dropped", why: "nothing to edit", settled_at: value("at") })
    .where("edits", "=", value("edits"))
    .where("state", "=", "waiting"),
);

/** How a post ends, and its slot with it. */
export type Ended = {
  readonly state: PostState;
  readonly why: string | null;
  readonly slot: SlotState;
  /** What the slot records, where that is not `why`. */
  readonly reason?: string;
  readonly at: number;
  /** The message; its id is empty when somebody deleted it already. */
  readonly ref?: MessageRef;
};

/** Ends a post and its slot; edits of a message that never came, or is gone, do not leave. */
export function* endPost(post: PostRow, { state, why, slot, reason, at, ref }: Ended): Fact<void> {
  const { id } = post;
  const reference = { sent_channel: ref?.channel ?? null, sent_id: ref?.id || null };
  yield* run(end, { id, state, why, at, ...reference });
  yield* settleSlot(post, slot, reason ?? why, at);
  const mayArrive = state === "lost";
  if (reference.sent_id === null && !mayArrive) yield* run(dropEdits, { edits: id, at });
}
