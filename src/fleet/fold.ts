import { type Failure, looked, nextLook, ripened, struck } from "./fate.ts";
import { type Ending, type Fleet, freshFleet } from "./fleet.ts";
import type { Job } from "./job.ts";
import type { Night } from "./night.ts";
import { ON_CALL, paged } from "./pager.ts";
import { judge, type Outcome, type Press } from "./press.ts";
import { type Act, acted, nextTurn, reconcile } from "./reconciler.ts";
import type { Tape } from "./tape.ts";

/** All that is fixed before a drill starts. */
export type Drill = {
  readonly night: Night;
  readonly tape: Tape;
  /** Seconds of night. */
  readonly lasts: number;
  /** Seconds of night in a real second. */
  readonly pace: number;
  /** Second from which the manager may be given charge; undefined: never. */
  readonly handOverFrom: number | undefined;
  /** Jobs that software does from the start. */
  readonly jobs: readonly Job[];
  /** Somebody carries a pager and acts on it. */
  readonly pager: boolean;
};

/** A night so far: what the fold makes of the tape and the log. */
export type Run = {
  readonly fleet: Fleet;
  /** The fleet after every change, oldest first; the last one is `fleet`, but for the time of day. */
  readonly frames: readonly Fleet[];
  readonly failures: readonly Failure[];
  /** Every turn of the reconcile loop that found something to do. */
  readonly turns: readonly Turn[];
  /** Every press with what came of it, those of the person on call included. */
  readonly judged: readonly Judged[];
};

/** Observe, compare, act: the fleet as the manager saw it, with what was wished then, and what it did about it. */
export type Turn = { readonly observed: Fleet; readonly acts: readonly Act[] };

export type Judged = { readonly at: number; readonly press: Press; readonly outcome: Outcome };

/** The night at its first instant, before anything has happened. */
export function startOf(drill: Drill): Run {
  const fleet = freshFleet(drill.night, drill.jobs);
  return { fleet, frames: [fleet], failures: [], turns: [], judged: [] };
}

/** The night up to and with the second `until`: tape and log, and nothing else, decide what it is. */
export const fold = (drill: Drill, log: readonly Press[], until: number): Run =>
  passed(drill, goOn(drill, startOf(drill), log), until);

/** A run and more of the log: the same as folding the whole log at once, wherever it was cut. */
export const goOn = (drill: Drill, run: Run, log: readonly Press[]): Run =>
  log.reduce((so, press) => pressed(drill, so, press), run);

/**
 * A run after a press: all that was due by then has happened first, and what follows at once happens after it. What came
 * of it is the last of `judged`; a press that was done is kept with the second in which it was judged, a refused one
 * need not be.
 */
export function pressed(drill: Drill, run: Run, press: Press): Run {
  const before = passed(drill, run, press.at);
  const { fleet, outcome } = judge(before.fleet, press, drill);
  const frames = fleet === before.fleet ? before.frames : [...before.frames, fleet];
  const judged = [...before.judged, { at: fleet.now, press, outcome }];
  return passed(drill, { ...before, fleet, frames, judged }, fleet.now);
}

/** A run when time has passed: everything that is due up to and with `until` has happened, in its order. */
export function passed(drill: Drill, run: Run, until: number): Run {
  const notes: Notes = {
    frames: [...run.frames],
    failures: [...run.failures],
    turns: [...run.turns],
    judged: [...run.judged],
  };
  let { fleet } = run;
  const to = Math.max(fleet.now, until);
  while (!fleet.ended) {
    const next = nextChange(drill, fleet);
    if (next > to) break;
    fleet = instant(drill, next > fleet.now ? { ...fleet, now: next } : fleet, notes);
    notes.frames.push(fleet);
  }
  return { ...notes, fleet: fleet.ended || fleet.now === to ? fleet : { ...fleet, now: to } };
}

/** What is written down while time passes. */
type Notes = { frames: Fleet[]; failures: Failure[]; turns: Turn[]; judged: Judged[] };

/** When the fleet next changes if nobody presses anything; at most the end of the night. */
function nextChange(drill: Drill, fleet: Fleet): number {
  if (endOf(drill, fleet)) return fleet.now;
  let next = Math.min(drill.lasts, drill.tape[fleet.played]?.at ?? drill.lasts, nextLook(fleet), nextTurn(fleet));
  for (const { until } of fleet.copies) if (until !== undefined && until < next) next = until;
  if (drill.pager) next = Math.min(next, paged(fleet)?.at ?? next);
  return next;
}

/**
 * One turn at the fleet's instant, in this order: copies that have started or waited, looks, the tape, the manager, the
 * end, the person on call. What they cause at the same instant is the next turn's.
 */
function instant(drill: Drill, fleet: Fleet, notes: Notes): Fleet {
  const ripe = ripened(fleet, drill.tape);
  notes.failures.push(...ripe.failures);
  let next = looked(ripe.fleet);
  for (let event = drill.tape[next.played]; event && event.at <= next.now; event = drill.tape[next.played]) {
    const { fleet, failures } = struck(next, event);
    notes.failures.push(...failures);
    next = fleet;
  }
  const acts = reconcile(next);
  if (acts.length > 0) notes.turns.push({ observed: next, acts });
  next = acts.reduce(acted, next);
  const ended = endOf(drill, next);
  if (ended) return { ...next, ended };
  return drill.pager ? answered(drill, next, notes) : next;
}

function answered(drill: Drill, fleet: Fleet, notes: Notes): Fleet {
  const page = paged(fleet);
  if (!page || page.at > fleet.now) return fleet;
  const press: Press = { seq: notes.judged.length + 1, actor: ON_CALL, ...page };
  const { fleet: next, outcome } = judge(fleet, press, drill);
  notes.judged.push({ at: fleet.now, press, outcome });
  return next;
}

function endOf(drill: Drill, fleet: Fleet): Ending | undefined {
  const { now, wish, copies, charge } = fleet;
  if (now >= drill.lasts) return { at: now, why: "morning" };
  const quiet = fleet.played >= drill.tape.length && (wish.proven || !charge.jobs.includes("updating"));
  const well = () => copies.length === wish.copies && copies.every((copy) => copy.phase === "running");
  return quiet && well() ? { at: now, why: "recovered" } : undefined;
}
