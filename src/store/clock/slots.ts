import type { PauseReason, Plan, Slot, SlotRecord } from "../../core/schedule.ts";
import { type Fact, run, type Step, statement, type Value } from "../engine/statement.ts";
import type { SlotRow } from "../tables/clock-tables.ts";
import { addNotice } from "./notices.ts";
import { insertPost } from "./posts.ts";
import { coming, rest } from "./schedules.ts";
import { targetOf } from "./targets.ts";

type Move = {
  id: string;
  version: number;
  was_due: number;
  was_pause: string;
  next_date: string | null;
  next_due: number | null;
  last_date: string | null;
  pause: PauseReason | null;
  pause_until: number | null;
};

/** Moves a schedule on, if it is as it was planned for: `was_due` is -1 for one that rests, and `was_pause` is empty for one that does not. */
const move = statement((queries, value: Value<Move>) =>
  queries
    .updateTable("schedules")
    .set((column) => ({
      next_date: value("next_date"),
      next_due: value("next_due"),
      last_date: column.fn.coalesce(value("last_date"), "last_date"),
      pause: value("pause"),
      pause_until: value("pause_until"),
    }))
    .where("id", "=", value("id"))
    .where("version", "=", value("version"))
    .where((where) => where(where.fn.coalesce("next_due", where.lit(-1)), "=", value("was_due")))
    .where((where) => where(where.fn.coalesce("pause", where.val<string>("")), "=", value("was_pause")))
    .returning("id"),
);

/**
 * A slot that is there stays as it is, except one that was skipped at a time yet to come: the clock was wrong, and it is planned
 * after all.
 */
const insert = statement((queries, value: Value<SlotRow & { at: number }>) =>
  queries
    .insertInto("slots")
    .values({
      schedule_id: value("schedule_id"),
      local_date: value("local_date"),
      local_time: value("local_time"),
      learner_id: value("learner_id"),
      due: value("due"),
      state: value("state"),
      reason: value("reason"),
      settled_at: value("settled_at"),
    })
    .onConflict((conflict) =>
      conflict
        .columns(["schedule_id", "local_date", "local_time"])
        .doUpdateSet((column) => ({
          due: column.ref("excluded.due"),
          state: column.ref("excluded.state"),
          reason: column.ref("excluded.reason"),
          settled_at: column.ref("excluded.settled_at"),
        }))
        .where("slots.state", "=", "skipped")
        .where("slots.reason", "in", ["downtime", "night"])
        .where("slots.settled_at", ">", value("at")),
    )
    .returning("due"),
);

type SlotKey = Pick<SlotRow, "schedule_id" | "local_date" | "local_time">;

const settle = statement((queries, value: Value<SlotKey & Pick<SlotRow, "state" | "reason" | "settled_at">>) =>
  queries
    .updateTable("slots")
    .set({ state: value("state"), reason: value("reason"), settled_at: value("settled_at") })
    .where("schedule_id", "=", value("schedule_id"))
    .where("local_date", "=", value("local_date"))
    .where("local_time", "=", value("local_time"))
    .returning("due"),
);

const newest = statement((queries, value: Value<{ schedule: string; limit: number }>) =>
  queries
    .selectFrom("slots")
    .selectAll()
    .where("schedule_id", "=", value("schedule"))
    .orderBy("due", "desc")
    .limit(value("limit")),
);

export function* planSlots(plans: readonly Plan[], at: number): Fact<number> {
  let taken = 0;
  // In one order everywhere, so that on PostgreSQL two transactions cannot cross.
  for (const plan of plans.toSorted((one, other) => (one.schedule.id < other.schedule.id ? -1 : 1)))
    if (yield* planOne(plan, at)) taken += 1;
  return taken;
}

function* planOne(plan: Plan, at: number): Fact<boolean> {
  const { schedule, slot, skipped } = plan;
  const { id, version, next, paused, learner = null } = schedule;
  const [moved] = yield* run(move, {
    id,
    version,
    was_due: next?.due ?? -1,
    was_pause: paused?.why ?? "",
    last_date: slot?.date ?? null,
    ...coming(plan.next),
    ...rest(plan.paused),
  });
  if (!moved) return false;
  for (const { reason, ...passed } of skipped)
    yield* run(insert, {
      ...keyOf(id, passed),
      learner_id: learner,
      due: passed.due,
      ...ended("skipped", reason, at),
      at,
    });
  if (plan.paused) yield* addNotice(schedule, plan.paused.notice, plan.paused.why, at);
  if (!slot) return true;
  const planned = { state: "planned", reason: null, settled_at: null } as const;
  const [added] = yield* run(insert, { ...keyOf(id, slot), learner_id: learner, due: slot.due, ...planned, at });
  if (added) yield* insertSlotPost(plan, slot);
  return true;
}

function* insertSlotPost({ schedule }: Plan, slot: NonNullable<Plan["slot"]>): Fact<void> {
  yield* insertPost({
    ...targetOf(schedule.to),
    id: slot.post,
    key: `${schedule.id}:${slot.date}:${slot.time}`,
    kind: schedule.kind,
    learner_id: schedule.learner ?? null,
    schedule_id: schedule.id,
    local_date: slot.date,
    local_time: slot.time,
    version: schedule.version,
    detail: JSON.stringify(schedule.detail),
    due: slot.due,
    leave_by: slot.leaveBy,
    edits: null,
  });
}

const keyOf = (schedule: string, { date, time }: Pick<Slot, "date" | "time">): SlotKey => ({
  schedule_id: schedule,
  local_date: date,
  local_time: time,
});

const ended = (state: SlotRow["state"], reason: string | null, at: number) => ({ state, reason, settled_at: at });

/** Records how a slot ended; does nothing for a post that is none's. */
export function* settleSlot(
  post: { readonly [Column in keyof SlotKey]: SlotKey[Column] | null },
  state: SlotRow["state"],
  reason: string | null,
  at: number,
): Fact<void> {
  const { schedule_id, local_date, local_time } = post;
  if (schedule_id === null || local_date === null || local_time === null) return;
  yield* run(settle, { schedule_id, local_date, local_time, ...ended(state, reason, at) });
}

/** Why a statement skips a slot, when it gives a row back; undefined when it does something else. */
export const skipIn = ({ query, values }: Step): string | undefined =>
  (query === insert || query === settle) && values.state === "skipped" ? String(values.reason) : undefined;

export function* slotsOf(schedule: string, limit: number): Fact<readonly SlotRecord[]> {
  const rows = yield* run(newest, { schedule, limit });
  return rows.map((row) => ({
    schedule: row.schedule_id,
    date: row.local_date,
    time: row.local_time,
    due: row.due,
    state: row.state,
    reason: row.reason ?? undefined,
    settledAt: row.settled_at ?? undefined,
  }));
}
