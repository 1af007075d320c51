import type { Schedule } from "../../core/schedule.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";
import type { ScheduleRow } from "../tables/clock-tables.ts";
import { endPost } from "./endings.ts";
import { timing } from "./schedules.ts";

type Timing = Pick<
  ScheduleRow,
  "local_time" | "days" | "zone" | "detail" | "pause" | "pause_until" | "next_date" | "next_due"
>;

/** As it was read: neither a person nor the clock has changed it since. */
type Was = { id: string; version: number; was_detail: string; was_last: string };

const change = statement((queries, value: Value<Timing & Was>) =>
  queries
    .updateTable("schedules")
    .set((column) => ({
      local_time: value("local_time"),
      days: value("days"),
      zone: value("zone"),
      detail: value("detail"),
      pause: value("pause"),
      pause_until: value("pause_until"),
      next_date: value("next_date"),
      next_due: value("next_due"),
      version: column("version", "+", 1),
    }))
    .where("id", "=", value("id"))
    .where("version", "=", value("version"))
    .where("detail", "=", value("was_detail"))
    .where((where) => where(where.fn.coalesce("last_date", where.val("")), "=", value("was_last")))
    .returning("id"),
);

const hold = statement((queries, value: Value<{ id: string }>) =>
  queries.selectFrom("schedules").select("id").where("id", "=", value("id")).forUpdate(),
);

const waiting = statement((queries, value: Value<{ schedule: string }>) =>
  queries
    .selectFrom("posts")
    .selectAll()
    .where("schedule_id", "=", value("schedule"))
    .where("state", "=", "waiting")
    .where("edits", "is", null)
    .orderBy("id")
    .forUpdate()
    .skipLocked(),
);

const letGo = statement((queries, value: Value<{ schedule: string }>) =>
  queries.updateTable("posts").set({ schedule_id: null }).where("schedule_id", "=", value("schedule")),
);

const removeSlots = statement((queries, value: Value<{ schedule: string }>) =>
  queries.deleteFrom("slots").where("schedule_id", "=", value("schedule")),
);

const remove = statement((queries, value: Value<{ id: string }>) =>
  queries.deleteFrom("schedules").where("id", "=", value("id")),
);

const removeAll = statement((queries, value: Value<Tenant>) =>
  queries
    .updateTable("schedules")
    .set({ pause: "removed", pause_until: null, next_date: null, next_due: null })
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant")),
);

type Tenant = { platform: string; tenant: string };

const waitingIn = statement((queries, value: Value<Tenant>) =>
  queries
    .selectFrom("posts")
    .selectAll()
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant"))
    .where("state", "=", "waiting")
    .orderBy("id")
    .forUpdate()
    .skipLocked(),
);

export function* changeSchedule(schedule: Schedule, was: Schedule, why: string, at: number): Fact<boolean> {
  const before = { id: was.id, version: was.version, was_detail: JSON.stringify(was.detail), was_last: was.last ?? "" };
  const [changed] = yield* run(change, { ...timing(schedule), ...before });
  if (!changed) return false;
  yield* dropPlanned(was.id, why, at);
  return true;
}

/** What was planned and has not been tried does not leave; follow-ups of what was posted before do. */
function* dropPlanned(schedule: string, why: string, at: number): Fact<void> {
  for (const post of yield* run(waiting, { schedule }))
    if (post.version !== null) yield* endPost(post, { state: "dropped", slot: "skipped", why, at });
}

export function* removeSchedule(id: string, at: number): Fact<boolean> {
  const [there] = yield* run(hold, { id });
  if (!there) return false;
  for (const post of yield* run(waiting, { schedule: id }))
    yield* endPost(post, { state: "dropped", slot: "skipped", why: "removed", at });
  yield* run(letGo, { schedule: id });
  yield* run(removeSlots, { schedule: id });
  yield* run(remove, { id });
  return true;
}

/** The tutor was sent away: schedules rest until somebody there resumes them, and nothing that waits leaves. */
export function* restTenant(platform: string, tenant: string, at: number): Fact<void> {
  yield* run(removeAll, { platform, tenant });
  for (const post of yield* run(waitingIn, { platform, tenant }))
    yield* endPost(post, { state: "dropped", slot: "skipped", why: "removed", at });
}
