import { join } from "node:path";
import type { Store } from "../core/store.ts";
import { type Loaded, loadCourse, watchCourse } from "../course/load.ts";
import { faultLine } from "../course/markdown/fault.ts";
import type { Course, Fault } from "../course/model.ts";
import type { Log } from "../ops/log.ts";
import { checksOf } from "../study/pages.ts";

/** The course as it is now: reloaded when its files change; while they have errors, the last good one. */
export type FollowedCourse = {
  current(): Course;
  /** Follows no further, and ends what it has begun to store. */
  close(): Promise<void>;
};

/** Loads the course in `folder`. Rejects when it has errors; the message lists them as file:line:column. */
export async function firstCourse(folder: string, log: Log): Promise<Course> {
  const { course, faults } = await loadCourse(folder);
  if (course === undefined) throw new Error(refusal(folder, faults));
  tell(log, folder, faults);
  return course;
}

/** Follows the changes of a course from `first` on. The wording of its checks is stored before anybody is asked. */
export async function followCourse(
  first: Course,
  folder: string,
  store: Pick<Store, "saveVersions">,
  log: Log,
): Promise<FollowedCourse> {
  await store.saveVersions(first.chapters.flatMap(checksOf));
  let current = first;
  const take = async ({ course, faults }: Loaded): Promise<void> => {
    tell(log, folder, faults);
    if (course === undefined) return log.error({ folder }, "the course has errors: the last good one stays");
    await store.saveVersions(course.chapters.flatMap(checksOf));
    current = course;
    log.info({ course: course.id, chapters: course.chapters.length }, "course reloaded");
  };
  let taking = Promise.resolve();
  const watch = watchCourse(folder, (loaded) => {
    // One after the other: a slow write must not put an older course in the place of a newer one.
    taking = taking
      .then(() => take(loaded))
      .catch((err: unknown) => log.error({ err, folder }, "course not reloaded: the last good one stays"));
  });
  return {
    current: () => current,
    close: () => {
      watch.close();
      return taking;
    },
  };
}

const refusal = (folder: string, faults: readonly Fault[]): string =>
  [
    `The course in ${folder} has errors. Mend them and start again:`,
    ...faults.map((fault) => lineOf(folder, fault)),
  ].join("\n  ");

function tell(log: Log, folder: string, faults: readonly Fault[]): void {
  for (const fault of faults) log[fault.severity === "error" ? "error" : "warn"](lineOf(folder, fault));
}

const lineOf = (folder: string, fault: Fault): string => faultLine({ ...fault, file: join(folder, fault.file) });
