import { live, nightLasts } from "./constants.ts";
import { type Drill, fold, type Run } from "./fold.ts";
import { type Job, jobs } from "./job.ts";
import type { Night } from "./night.ts";
import { tapeOf } from "./tape.ts";

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

/** Night watch: in real time, from 02:00 until the morning, `lasts` seconds. */
export const nightWatch = (seed: number, night: Night, lasts = nightLasts): Drill => ({
  night,
  tape: tapeOf(seed, night, { lasts, lead: 0 }),
  lasts,
  handOverFrom: undefined,
  jobs: [],
  pager: false,
});

/** Be the manager: an hour of night in five minutes; from half time on the manager can take over. */
export const liveDrill = (seed: number, night: Night): Drill => ({
  ...nightWatch(seed, night, live.lasts),
  tape: tapeOf(seed, night, live),
  handOverFrom: live.lasts / 2,
});

/** The same tape, looked after in another way. */
export const under = (policy: Policy, drill: Drill): Drill => ({
  ...drill,
  handOverFrom: undefined,
  jobs: left[policy],
  pager: policy === "pager",
});

/** How the night of a drill goes under a policy, to its end and with nobody else's hands in it. */
export const runUnder = (policy: Policy, drill: Drill): Run => fold(under(policy, drill), [], drill.lasts);
