import type { Failure } from "./fate.ts";
import type { Drill, Run } from "./fold.ts";
import { type Job, jobs } from "./job.ts";
import { horizonOf } from "./spans.ts";
import { storiesOf } from "./story.ts";

/** The facts of one generated check: in this time, this job was nobody's. Seconds into the night. */
export type Gap = {
  readonly from: number;
  readonly to: number;
  readonly job: Job;
  /** The other three, each with what there is to say about it in that time. */
  readonly others: readonly { readonly job: Job; readonly why: Innocent }[];
  readonly failure: Failure;
};

/** Why it was not this job that was missing first. */
export type Innocent =
  /** It can only begin when somebody has noticed. */
  | "comes-after"
  /** It was done: somebody knew. */
  | "was-done"
  /** Nothing of its kind was to be done, or it would not have helped. */
  | "not-called-for";

/** A shorter time teaches nothing. */
const LEAST = 300;

/**
 * The longest time in a night in which something was broken and a job about it was nobody's: until somebody noticed
 * it was health-watching, and from then until somebody began to mend it, what mends it. Undefined when no such time
 * lasted five minutes.
 */
export function gapOf(drill: Drill, run: Run): Gap | undefined {
  const horizon = horizonOf(drill, run);
  const gaps = storiesOf(drill, run).flatMap(({ failure, noticed, tended, repaired }): readonly Gap[] => {
    const mended = repaired ?? horizon;
    const known = noticed ?? mended;
    return [
      gap(failure, failure.at, known, "health-watching"),
      gap(failure, known, tended ?? mended, remedyOf(failure)),
    ];
  });
  const longest = gaps.toSorted((one, other) => other.to - other.from - (one.to - one.from))[0];
  return longest && longest.to - longest.from >= LEAST ? longest : undefined;
}

function gap(failure: Failure, from: number, to: number, job: Job): Gap {
  const remedy = remedyOf(failure);
  const others = jobs.filter((other) => other !== job).map((other) => ({ job: other, why: innocence(other, remedy) }));
  return { from, to, job, others, failure };
}

function innocence(job: Job, remedy: Job): Innocent {
  if (job === "health-watching") return "was-done";
  return job === remedy ? "comes-after" : "not-called-for";
}

/** The job that mends a failure: a crash of a bad version is mended by taking the version back. */
function remedyOf({ kind }: Failure): Job {
  switch (kind) {
    case "exit":
    case "hang":
      return "restarting";
    case "server":
      return "placement";
    case "crash":
      return "updating";
    default:
      return kind satisfies never;
  }
}
