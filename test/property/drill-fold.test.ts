import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { healthy } from "../../src/fleet/fleet.ts";
import { type Drill, fold, goOn, passed, type Run, startOf } from "../../src/fleet/fold.ts";
import { jobs } from "../../src/fleet/job.ts";
import { measure } from "../../src/fleet/measure.ts";
import { ON_CALL } from "../../src/fleet/pager.ts";
import type { Press } from "../../src/fleet/press.ts";
import { missingOf, surgeOf } from "../../src/fleet/rollout.ts";
import { horizonOf, spansOf } from "../../src/fleet/spans.ts";
import { byNightsClock } from "../../src/fleet/waking.ts";
import { drills, logs } from "../fleet/arbitrary.ts";
import { SecondBySecond } from "../fleet/second-by-second.ts";

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

test("a tutor that restarts anywhere in a night, once or twice, goes on as if it had not", () => {
  fc.assert(
    fc.property(drills, logs, fc.nat(60), fc.nat(3200), (drill, log, cut, looked) => {
      const whole = fold(drill, log, drill.lasts);
      const first = goOn(drill, startOf(drill), log.slice(0, cut));
      // Somebody looked at the board in between; folded again from the log it is the same.
      const tick = Math.min(looked, ...log.slice(cut).map((press) => Math.max(press.at, first.fleet.now)));
      const resumed = passed(drill, goOn(drill, passed(drill, first, tick), log.slice(cut)), drill.lasts);
      expect(resumed).toEqual(whole);
    }),
  );
});

test("a press that is refused changes nothing, and neither does any after the end", () => {
  fc.assert(
    fc.property(drills, logs, (drill, log) => {
      const run = fold(drill, log, drill.lasts);
      const kept = run.judged.flatMap(({ at, press, outcome }) => (outcome.kind === "done" ? [{ ...press, at }] : []));
      expect(spansOf(drill, fold(drill, kept, drill.lasts))).toEqual(spansOf(drill, run));
      const late = { seq: 99, at: drill.lasts, actor: "ada", verb: "restart", argument: "1" };
      const after = goOn(drill, run, [late]);
      expect(after.judged.at(-1)?.outcome).toEqual({ kind: "refused", why: "over" });
      expect({ ...after, judged: run.judged }).toEqual(run);
    }),
  );
});

describe("the manager in charge", () => {
  test("never has more copies than wished and the surge, and ends with exactly the wished ones", () => {
    fc.assert(
      fc.property(drills, (drill) => {
        const run = fold({ ...drill, jobs }, [], drill.lasts);
        const { copies } = drill.night;
        for (const frame of run.frames) expect(frame.copies.length).toBeLessThanOrEqual(copies + surgeOf(copies));
        if (run.fleet.ended?.why === "recovered") expect(run.fleet.copies).toHaveLength(copies);
      }),
    );
  });

  test("never takes more than a quarter away, whatever is shipped", () => {
    fc.assert(
      fc.property(drills, (drill) => {
        const tape = drill.tape.filter((event) => event.kind === "ship");
        const { copies } = drill.night;
        for (const frame of fold({ ...drill, tape, jobs }, [], drill.lasts).frames)
          expect(healthy(frame)).toBeGreaterThanOrEqual(copies - missingOf(copies));
      }),
    );
  });

  test("never puts more on a server than fits", () => {
    fc.assert(
      fc.property(drills, logs, (drill, log) => {
        for (const frame of fold(drill, log, drill.lasts).frames)
          for (const server of frame.servers)
            expect(frame.copies.filter((copy) => copy.server === server.id).length).toBeLessThanOrEqual(server.slots);
      }),
    );
  });
});

test("the person on call does nothing that anybody could not do by pressing the same at the same time", () => {
  fc.assert(
    fc.property(drills, (drill) => {
      const manual = { ...drill, jobs: [], handOverFrom: undefined };
      const paged = fold({ ...manual, pager: true }, [], drill.lasts);
      const repeated = fold(
        manual,
        paged.judged.map(({ press }) => press),
        drill.lasts,
      );
      expect(paged.judged.filter(({ press }) => press.actor !== ON_CALL)).toEqual([]);
      expect(paged.judged.filter(({ outcome }) => outcome.kind === "refused")).toEqual([]);
      expect(repeated.judged).toEqual(paged.judged);
      expect(repeated.fleet).toEqual(paged.fleet);
    }),
  );
});

test("the picture holds every second of every copy: its running spans add up to what served the readers", () => {
  fc.assert(
    fc.property(drills, logs, (drill, log) => {
      const run = fold(drill, log, drill.lasts);
      const horizon = horizonOf(drill, run);
      const spans = spansOf(drill, run);
      const up = Array.from({ length: horizon }, () => 0);
      for (const { phase, from, to } of spans)
        for (let second = from; phase === "running" && second < to; second += 1) up[second] = (up[second] ?? 0) + 1;
      const lost = up.reduce((sum, copies) => sum + Math.max(0, drill.night.demand - copies * 10), 0);
      expect(measure(drill, run, byNightsClock).lost).toBe(lost);
      const overlapping = spans.filter((span, index) => {
        const next = spans[index + 1];
        return next?.copy === span.copy && next.from < span.to;
      });
      expect(overlapping).toEqual([]);
    }),
  );
});
