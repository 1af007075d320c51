import type { DuePost } from "../../core/post.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";
import type { PostRow } from "../tables/clock-tables.ts";
import { closed } from "./circuits.ts";
import { detailFrom } from "./schedules.ts";
import { recipientFrom } from "./targets.ts";

/** What waits because of a circuit is told of there, and is not behind. */
const oldest = statement((queries, value: Value<{ at: number }>) =>
  queries
    .selectFrom("posts as post")
    .select((column) => column.fn.min<number | null>("post.due").as("due"))
    .where("post.state", "in", ["waiting", "sending", "unknown"])
    .where("post.due", "<=", value("at"))
    .where((where) => where.or([where("post.edits", "is", null), where("post.edit_id", "is not", null)]))
    .where((where) => where.not(where.exists(closed(where, value)))),
);

/** Indexed one by one: the soonest of schedules, of pauses, and of posts in each state that has a time. */
const soonest = (["next_due", "pause_until"] as const).map((column) =>
  statement((queries, value: Value<{ after: number; by: number }>) =>
    queries
      .selectFrom("schedules")
      .select((from) => from.fn.min<number | null>(column).as("due"))
      .where(column, ">", value("after"))
      .where(column, "<=", value("by")),
  ),
);

const soonestPost = statement((queries, value: Value<{ after: number; by: number }>) =>
  queries
    .selectFrom("posts")
    .select((from) => from.fn.min<number | null>("next_at").as("due"))
    .where("state", "in", ["waiting", "unknown"])
    .where("next_at", ">", value("after"))
    .where("next_at", "<=", value("by"))
    .where((where) => where.or([where("edits", "is", null), where("edit_id", "is not", null)])),
);

export function* oldestDue(at: number): Fact<number | undefined> {
  const [found] = yield* run(oldest, { at });
  return found?.due ?? undefined;
}

export function* nextDue(after: number, by: number): Fact<number | undefined> {
  const found: number[] = [];
  for (const query of [...soonest, soonestPost]) {
    const [first] = yield* run(query, { after, by });
    if (first?.due !== null && first?.due !== undefined) found.push(first.due);
  }
  return found.length === 0 ? undefined : Math.min(...found);
}

export const inTurn = (one: PostRow, other: PostRow): number =>
  one.next_at - other.next_at || one.turn - other.turn || (one.id < other.id ? -1 : 1);

/** Milliseconds after which a post is late. */
const late = 300_000;

export function postFrom(row: PostRow, at: number): DuePost {
  const { local_date: date, local_time: time, edit_channel: channel, edit_id: id } = row;
  return {
    id: row.id,
    key: row.key,
    kind: row.kind,
    to: recipientFrom(row),
    schedule: row.schedule_id ?? undefined,
    slot: date === null || time === null ? undefined : { date, time, due: row.due },
    detail: detailFrom(row.detail),
    due: row.due,
    late: isLate(row.due, at),
    leaveBy: row.leave_by ?? undefined,
    target: channel === null || id === null ? undefined : { platform: row.platform, channel, id },
    message: row.message === null ? undefined : JSON.parse(row.message),
    attempts: row.attempts,
    firstTry: row.first_try ?? undefined,
    misses: row.misses,
  };
}

export const isLate = (due: number, at: number): boolean => at - due > late;
