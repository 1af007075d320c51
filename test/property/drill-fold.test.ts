import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fleet } from "../../src/core/drill/fleet.ts";
import { type Drill, fold, goOn, passed, type Run, startOf } from "../../src/core/drill/fold.ts";
import { measure } from "../../src/core/drill/measure.ts";
import type { Press } from "../../src/core/drill/press.ts";
import { byNightsClock } from "../../src/core/drill/waking.ts";
import { drills, logs } from "../core/drill/arbitrary.ts";
import { SecondBySecond } from "../core/drill/second-by-second.ts";

const told = ({ judged }: Run): readonly string[] =>
  judged.map(({ outcome }) => (outcome.kind === "refused" ? outcome.why : `${outcome.effect} ${outcome.until}`));

const folded = (drill: Drill, log: readonly Press[]) => {
  const run = fold(drill, log, drill.lasts);
  const { copies, servers, wish, charge, ended } = run.fleet;
  const { lost, below, atZero } = measure(drill, run, byNightsClock);
  return {
    copies: copies.map(({ until, phase, ...rest }) => ({ ...rest, state: phase, wakes: until })),
    servers: servers.map(({ id, up, noticed, lookedAt }) => ({ id, up, noticed, lookedAt })),
    wish: { version: wish.version, before: wish.before, proven: wish.proven },
    charge: { jobs: [...charge.jobs].toSorted(), since: charge.since },
    ended,
    told: told(run),
    most: Math.max(...run.frames.map((frame) => frame.copies.length)),
    sums: { lost, below, atZero },
  };
};

const computed = (drill: Drill, log: readonly Press[]) => {
  const night = new SecondBySecond(drill).run(log, drill.lasts);
  return {
    copies: night.boxes,
    servers: night.machines.map(({ id, alive, foundAt, lookedAt }) => ({ id, up: alive, noticed: foundAt, lookedAt })),
    wish: { version: night.wanted, before: night.before, proven: night.proven },
    charge: { jobs: [...night.jobs].toSorted(), since: night.inChargeSince },
    ended: { at: night.overAt, why: night.over },
    told: night.answers,
    most: Math.max(night.most, drill.night.copies),
    sums: { lost: night.lost, below: night.below, atZero: night.atZero },
  };
};

test("a thousand random nights come out the same when they are computed second by second", () => {
  fc.assert(
    fc.property(drills, logs, (drill, log) => {
      expect(folded(drill, log)).toEqual(computed(drill, log));
    }),
    { numRuns: 1000 },
  );
});
