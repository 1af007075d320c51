import type { Detail, Pause, Schedule, ScheduleMade, ScheduleOwner, Slot } from "../../core/schedule.ts";
import { type Fact, type Queries, run, statement, type Value } from "../engine/statement.ts";
import { ensureLearner } from "../people/learners.ts";
import type { ScheduleRow } from "../tables/clock-tables.ts";
import { recipientFrom, targetOf } from "./targets.ts";

type Made = Omit<ScheduleRow, "version" | "last_date">;

const insert = statement((queries, value: Value<Made>) =>
  queries
    .insertInto("schedules")
    .values({
      id: value("id"),
      kind: value("kind"),
      platform: value("platform"),
      tenant: value("tenant"),
      target: value("target"),
      target_kind: value("target_kind"),
      learner_id: value("learner_id"),
      maker_id: value("maker_id"),
      local_time: value("local_time"),
      days: value("days"),
      zone: value("zone"),
      detail: value("detail"),
      version: 1,
      pause: value("pause"),
      pause_until: value("pause_until"),
      next_date: value("next_date"),
      next_due: value("next_due"),
      last_date: null,
      created_at: value("created_at"),
    })
    .onConflict((conflict) => conflict.column("id").doNothing()),
);

const schedules = (queries: Queries) =>
  queries
    .selectFrom("schedules")
    .leftJoin("learners as maker", "maker.id", "schedules.maker_id")
    .selectAll("schedules")
    .select(["maker.platform as maker_platform", "maker.tenant as maker_tenant", "maker.person as maker_person"]);

const find = statement((queries, value: Value<{ id: string }>) =>
  schedules(queries).where("schedules.id", "=", value("id")),
);

const ofTarget = statement((queries, value: Value<{ platform: string; tenant: string; target: string }>) =>
  schedules(queries)
    .where("schedules.platform", "=", value("platform"))
    .where("schedules.tenant", "=", value("tenant"))
    .where("schedules.target", "=", value("target"))
    .where("schedules.learner_id", "is", null)
    .orderBy("schedules.created_at")
    .orderBy("schedules.id"),
);

const ofLearner = statement((queries, value: Value<{ learner: string }>) =>
  schedules(queries)
    .where("schedules.learner_id", "=", value("learner"))
    .orderBy("schedules.created_at")
    .orderBy("schedules.id"),
);

const ofPerson = statement((queries, value: Value<{ platform: string; person: string }>) =>
  schedules(queries)
    .where("schedules.platform", "=", value("platform"))
    .where("schedules.target", "=", value("person"))
    .where("schedules.learner_id", "is not", null)
    .orderBy("schedules.created_at")
    .orderBy("schedules.id"),
);

const due = statement((queries, value: Value<{ at: number; limit: number }>) =>
  schedules(queries)
    .where("schedules.next_due", "<=", value("at"))
    .orderBy("schedules.next_due")
    .orderBy("schedules.id")
    .limit(value("limit")),
);

const rested = statement((queries, value: Value<{ at: number; limit: number }>) =>
  schedules(queries)
    .where("schedules.pause_until", "<=", value("at"))
    .orderBy("schedules.pause_until")
    .orderBy("schedules.id")
    .limit(value("limit")),
);

const after = statement((queries, value: Value<{ id: string; limit: number }>) =>
  schedules(queries)
    .where("schedules.id", ">", value("id"))
    .where("schedules.next_due", "is not", null)
    .orderBy("schedules.id")
    .limit(value("limit")),
);

export function* saveSchedule(made: ScheduleMade): Fact<Schedule> {
  const { id, kind, createdAt } = made;
  const maker = yield* ensureLearner(made.by, made.newLearner, createdAt);
  const whose = { learner_id: made.own ? maker : null, maker_id: maker };
  yield* run(insert, { id, kind, ...targetOf(made.to), ...whose, ...timing(made), created_at: createdAt });
  const schedule = yield* findSchedule(id);
  if (!schedule) throw new Error(`Schedule ${id} is not there after it was written.`);
  return schedule;
}

/** The columns that a change by a person may change. */
export const timing = (
  schedule: Pick<Schedule, "time" | "days" | "zone" | "detail" | "paused" | "next">,
): Pick<
  ScheduleRow,
  "local_time" | "days" | "zone" | "detail" | "pause" | "pause_until" | "next_date" | "next_due"
> => ({
  local_time: schedule.time,
  days: schedule.days.join(""),
  zone: schedule.zone,
  detail: JSON.stringify(schedule.detail),
  ...rest(schedule.paused),
  ...coming(schedule.paused ? undefined : schedule.next),
});

export const rest = (paused: Pause | undefined): Pick<ScheduleRow, "pause" | "pause_until"> => ({
  pause: paused?.why ?? null,
  pause_until: paused?.until ?? null,
});

export const coming = (next: Slot | undefined): Pick<ScheduleRow, "next_date" | "next_due"> => ({
  next_date: next?.date ?? null,
  next_due: next?.due ?? null,
});

export function* findSchedule(id: string): Fact<Schedule | undefined> {
  const [row] = yield* run(find, { id });
  return row && scheduleFrom(row);
}

export function* schedulesOf(owner: ScheduleOwner): Fact<readonly Schedule[]> {
  if ("learner" in owner) return (yield* run(ofLearner, owner)).map(scheduleFrom);
  if ("person" in owner) return (yield* run(ofPerson, owner)).map(scheduleFrom);
  const { platform, tenant, target } = targetOf(owner.to);
  return (yield* run(ofTarget, { platform, tenant, target })).map(scheduleFrom);
}

export function* dueSchedules(at: number, limit: number): Fact<readonly Schedule[]> {
  return (yield* run(due, { at, limit })).map(scheduleFrom);
}

export function* restedSchedules(at: number, limit: number): Fact<readonly Schedule[]> {
  return (yield* run(rested, { at, limit })).map(scheduleFrom);
}

export function* schedulesAfter(id: string, limit: number): Fact<readonly Schedule[]> {
  return (yield* run(after, { id, limit })).map(scheduleFrom);
}

type Found = ScheduleRow & {
  readonly maker_platform: string | null;
  readonly maker_tenant: string | null;
  readonly maker_person: string | null;
};

function scheduleFrom(row: Found): Schedule {
  const { id, kind, zone, version, local_time: time, next_date: date, next_due: dueAt } = row;
  return {
    id,
    kind,
    to: recipientFrom(row),
    learner: row.learner_id ?? undefined,
    by: makerFrom(row),
    time,
    days: [...row.days].map(Number),
    zone,
    detail: detailFrom(row.detail),
    version,
    paused: row.pause === null ? undefined : { why: row.pause, until: row.pause_until ?? undefined },
    next: date === null || dueAt === null ? undefined : { date, time, due: dueAt },
    last: row.last_date ?? undefined,
    createdAt: row.created_at,
  };
}

function makerFrom({ maker_platform: platform, maker_tenant: tenant, maker_person: person }: Found): Schedule["by"] {
  return platform === null || tenant === null || person === null ? undefined : { platform, tenant, person };
}

/** What `timing` and the outbox wrote, and nothing else. */
export const detailFrom = (text: string): Detail => JSON.parse(text);
