import type { Schedule } from "../../core/schedule.ts";
import type { Fact } from "../engine/statement.ts";
import { findLearner } from "../people/learners.ts";
import { insertPost } from "./posts.ts";
import { targetOf } from "./targets.ts";

type About = Pick<Schedule, "id" | "by">;

/** Adds the post that tells a schedule's maker why it rests; nobody is told when its maker is gone. */
export function* addNotice({ id: schedule, by }: About, id: string, why: string, at: number): Fact<void> {
  if (!by) return;
  const learner = yield* findLearner(by);
  yield* insertPost({
    ...targetOf({ kind: "person", ...by }),
    id,
    key: `rests:${schedule}:${id}`,
    kind: "rests",
    learner_id: learner?.id ?? null,
    schedule_id: schedule,
    local_date: null,
    local_time: null,
    version: null,
    detail: JSON.stringify({ why }),
    due: at,
    leave_by: null,
    edits: null,
  });
}
