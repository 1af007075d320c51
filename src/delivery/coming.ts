import type { PostFacts } from "../core/post.ts";
import type { ScheduleFacts } from "../core/schedule.ts";

type Wants = Pick<ScheduleFacts, "dueSchedules" | "restedSchedules"> & Pick<PostFacts, "oldestDue">;

/** Schedules looked at; a clock that is moved by hand has few. */
const MOST = 100;

/**
 * The first instant after `after`, and at or before `by`, at which a schedule or a post is due, or a rest ends (all in epoch
 * milliseconds); undefined when nothing is.
 */
export async function nextComing(store: Wants, after: number, by: number): Promise<number | undefined> {
  const [due, rested, oldest] = await Promise.all([
    store.dueSchedules(by, MOST),
    store.restedSchedules(by, MOST),
    store.oldestDue(by),
  ]);
  const moments = [...due.map(({ next }) => next?.due), ...rested.map(({ paused }) => paused?.until), oldest];
  return moments
    .filter((moment) => moment !== undefined)
    .filter((moment) => moment > after)
    .toSorted((one, other) => one - other)[0];
}
