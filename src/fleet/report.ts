import type { Drill, Run, Turn } from "./fold.ts";
import { type Measures, measure } from "./measure.ts";
import { type Policy, runUnder } from "./policies.ts";
import { type Gap, gapOf } from "./question.ts";
import { type Span, spansOf } from "./spans.ts";
import { type Moment, timelineOf } from "./timeline.ts";
import { byNightsClock, type HourOf } from "./waking.ts";

/** All that a report shows, as data; a stopped drill has none. */
export type Report = {
  readonly drill: Drill;
  /** The night as it went. */
  readonly channel: Measures;
  /** The same tape under each policy. */
  readonly compared: Readonly<Record<Policy, Measures>>;
  /** The picture: what each copy did, by hand and under the manager. */
  readonly picture: { readonly byHand: readonly Span[]; readonly manager: readonly Span[] };
  /** The manager's first turn in the same night. */
  readonly firstTurn: Turn | undefined;
  readonly timeline: readonly Moment[];
  /** What tomorrow's check asks about; undefined when nothing was left undone for long. */
  readonly gap: Gap | undefined;
};

/** The report of a run. `hourOf` is the hour on a presser's own clock; without it everybody lives by the night's. */
export function reportOf(drill: Drill, run: Run, hourOf: HourOf = byNightsClock): Report {
  const managed = runUnder("manager", drill);
  const under = (policy: Policy): Measures =>
    measure(drill, policy === "manager" ? managed : runUnder(policy, drill), byNightsClock);
  return {
    drill,
    channel: measure(drill, run, hourOf),
    compared: {
      nobody: under("nobody"),
      pager: under("pager"),
      "restart-rule": under("restart-rule"),
      manager: under("manager"),
    },
    picture: { byHand: spansOf(drill, run), manager: spansOf(drill, managed) },
    firstTurn: managed.turns[0],
    timeline: timelineOf(drill, run),
    gap: gapOf(drill, run),
  };
}
