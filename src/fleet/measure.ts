import { type Fleet, healthy, served } from "./fleet.ts";
import type { Drill, Judged, Run } from "./fold.ts";
import { horizonOf } from "./spans.ts";
import { type Story, storiesOf } from "./story.ts";
import { type HourOf, type Wakings, wakingsOf } from "./waking.ts";

/** What a night cost, and what it took; durations in seconds. */
export type Measures = {
  readonly stories: readonly Story[];
  /** From the first failure until anybody, or anything, noticed it; undefined when that never happened. */
  readonly toNotice: number | undefined;
  /** Fewer healthy copies than wished. */
  readonly below: number;
  /** No healthy copy at all. */
  readonly atZero: number;
  /** Page turns that readers wanted, and those of them that nobody served. */
  readonly wanted: number;
  readonly lost: number;
  readonly woken: Wakings;
  readonly hands: Hands;
};

/** What people did: presses that came to something. */
export type Hands = {
  readonly actions: number;
  /** A copy that somebody else was starting was killed. */
  readonly collisions: number;
  /** Restarts of copies that were well, or whose server was gone. */
  readonly wrongRestarts: number;
};

/** The measures of a run up to its horizon. */
export function measure(drill: Drill, run: Run, hourOf: HourOf): Measures {
  const stories = storiesOf(drill, run);
  const [first] = stories;
  return {
    stories,
    toNotice: first?.noticed === undefined ? undefined : first.noticed - first.failure.at,
    ...integrals(drill, run),
    woken: wakingsOf(run, hourOf),
    hands: handsOf(run.judged),
  };
}

function integrals(drill: Drill, run: Run): Pick<Measures, "below" | "atZero" | "wanted" | "lost"> {
  return {
    below: seconds(drill, run, (frame) => healthy(frame) < frame.wish.copies),
    atZero: seconds(drill, run, (frame) => healthy(frame) === 0),
    wanted: drill.night.demand * horizonOf(drill, run),
    lost: lostOf(drill, run),
  };
}

/** Page turns that nobody served, up to the run's horizon: the integral of what the healthy copies fell short. */
export const lostOf = (drill: Drill, run: Run): number =>
  integral(drill, run, (frame) => drill.night.demand - served(frame, drill.night.demand));

const seconds = (drill: Drill, run: Run, is: (frame: Fleet) => boolean): number =>
  integral(drill, run, (frame) => (is(frame) ? 1 : 0));

function integral(drill: Drill, run: Run, rate: (frame: Fleet) => number): number {
  const horizon = horizonOf(drill, run);
  return run.frames.reduce((sum, frame, index) => {
    const lasted = (run.frames[index + 1]?.now ?? horizon) - frame.now;
    return lasted > 0 ? sum + rate(frame) * lasted : sum;
  }, 0);
}

/** What these presses came to; a person's own row is made of their own presses. */
export function handsOf(judged: readonly Judged[]): Hands {
  const effects = judged.flatMap(({ press, outcome }) =>
    outcome.kind === "done" ? [{ verb: press.verb, effect: outcome.effect }] : [],
  );
  return {
    actions: effects.filter(({ verb }) => !["see", "bed", "stop", "hand-over"].includes(verb)).length,
    collisions: effects.filter(({ effect }) => effect === "collision").length,
    wrongRestarts: effects.filter(
      ({ verb, effect }) => verb === "restart" && (effect === "wrong" || effect === "in-vain"),
    ).length,
  };
}
