import type { Recipient } from "../../chat/event.ts";
import type { PostState } from "../../core/post.ts";
import type { PauseReason, ScheduleKind, SlotState } from "../../core/schedule.ts";

/** The rows of what is planned and of what leaves by the clock. */

/** The columns of a recipient: `target` is a channel's or a person's id. */
export type TargetRow = {
  readonly platform: string;
  readonly tenant: string;
  readonly target: string;
  readonly target_kind: Recipient["kind"];
};

export type ScheduleRow = TargetRow & {
  readonly id: string;
  readonly kind: ScheduleKind;
  readonly learner_id: string | null;
  readonly maker_id: string | null;
  readonly local_time: string;
  readonly days: string;
  readonly zone: string;
  readonly detail: string;
  readonly version: number;
  readonly pause: PauseReason | null;
  readonly pause_until: number | null;
  readonly next_date: string | null;
  readonly next_due: number | null;
  readonly last_date: string | null;
  readonly created_at: number;
};

export type SlotRow = {
  readonly schedule_id: string;
  readonly local_date: string;
  readonly local_time: string;
  readonly learner_id: string | null;
  readonly due: number;
  readonly state: SlotState;
  readonly reason: string | null;
  readonly settled_at: number | null;
};

export type PostRow = TargetRow & {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly learner_id: string | null;
  readonly schedule_id: string | null;
  readonly local_date: string | null;
  readonly local_time: string | null;
  readonly version: number | null;
  readonly detail: string;
  readonly due: number;
  readonly leave_by: number | null;
  readonly edits: string | null;
  readonly edit_channel: string | null;
  readonly edit_id: string | null;
  readonly message: string | null;
  readonly afterwards: string | null;
  readonly state: PostState;
  readonly turn: number;
  readonly next_at: number;
  readonly lease_owner: string | null;
  readonly lease_until: number | null;
  readonly attempts: number;
  readonly first_try: number | null;
  readonly misses: number;
  readonly sent_channel: string | null;
  readonly sent_id: string | null;
  readonly why: string | null;
  readonly settled_at: number | null;
};

export type CircuitRow = Pick<TargetRow, "platform" | "tenant" | "target"> & {
  readonly learner_id: string | null;
  readonly why: string;
  readonly opened_at: number;
  readonly probe_at: number;
};
