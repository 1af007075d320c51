import type { Check, Course } from "../../course/model.ts";
import { retrievability } from "../memory/review.ts";
import { checksOf } from "../pages.ts";
import type { PlaceStudy } from "./question.ts";

/**
 * The check that a place should be asked at `at`: where it is weakest, which is where the chance to remember, over all its
 * active learners, is lowest in the mean; who never answered a check has none. Checks in `study.asked` come only when there
 * is no other, the one asked longest ago first. Undefined when there is nothing to ask.
 */
export function weakestCheck(
  course: Course,
  study: PlaceStudy,
  taught: readonly string[],
  at: number,
): Check | undefined {
  const reached = reachedChecks(course, study, taught);
  const lastAsked = new Map(study.asked.map(({ check, at: moment }) => [check, moment]));
  const fresh = reached.filter((check) => !lastAsked.has(check.key));
  const memory = memoryOf(study, at);
  if (fresh.length > 0) return lowest(fresh, (check) => memory.get(check.key) ?? 0);
  return lowest(reached, (check) => lastAsked.get(check.key) ?? 0);
}

/** Checks of the chapters that somebody has reached; with nobody yet, of the first that asks anything. */
function reachedChecks({ chapters }: Course, study: PlaceStudy, taught: readonly string[]): readonly Check[] {
  const read = new Set([...study.chapters, ...taught]);
  const answered = new Set(study.reviews.map(({ check }) => check));
  const reached = chapters
    .filter((chapter) => read.has(chapter.key) || checksOf(chapter).some(({ key }) => answered.has(key)))
    .flatMap(checksOf);
  return reached.length > 0 ? reached : (chapters.map(checksOf).find((checks) => checks.length > 0) ?? []);
}

/** The mean chance to remember each check, over all active learners. */
function memoryOf({ learners, reviews }: PlaceStudy, at: number): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const review of reviews) sums.set(review.check, (sums.get(review.check) ?? 0) + retrievability(review, at));
  return new Map([...sums].map(([check, sum]) => [check, sum / Math.max(1, learners)]));
}

/** The first of those with the lowest value. */
function lowest(checks: readonly Check[], value: (check: Check) => number): Check | undefined {
  return checks.toSorted((one, other) => value(one) - value(other))[0];
}
