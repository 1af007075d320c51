import { type Drill, fold, type Run } from "./fold.ts";
import { type Job, jobs } from "./job.ts";

/** Ways to look after a fleet that the report compares. */
export type Policy =
  /** Everybody sleeps until the morning. */
  | "nobody"
  /** One person is woken for whatever breaks. */
  | "pager"
  /** Each server restarts what exits on it: blind to hangs, and gone with the server. */
  | "restart-rule"
  | "manager";

export const policies: readonly Policy[] = ["nobody", "pager", "restart-rule", "manager"];

/** The rule has the manager's own back-off, so that what differs is what it is blind to. */
const left: Readonly<Record<Policy, readonly Job[]>> = {
  nobody: [],
  pager: [],
  "restart-rule": ["restarting"],
  manager: jobs,
};

/** The same tape, looked after in another way. */
export const under = (policy: Policy, drill: Drill): Drill => ({
  ...drill,
  handOverFrom: undefined,
  jobs: left[policy],
  pager: policy === "pager",
});

/** How the night of a drill goes under a policy, to its end and with nobody else's hands in it. */
export const runUnder = (policy: Policy, drill: Drill): Run => fold(under(policy, drill), [], drill.lasts);
