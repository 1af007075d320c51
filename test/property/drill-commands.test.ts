import fc from "fast-check";
import { expect, test } from "vitest";
import { copyOf, freshFleet } from "../../src/fleet/fleet.ts";
import { type Drill, fold, passed, pressed, type Run, startOf } from "../../src/fleet/fold.ts";
import type { Night } from "../../src/fleet/night.ts";
import type { Outcome, Press } from "../../src/fleet/press.ts";

/** Four copies on two servers; nothing breaks before the last second, so that people are all that happens. */
const night: Night = {
  number: 2,
  copies: 4,
  servers: 2,
  slots: 3,
  demand: 30,
  beats: [],
  wearing: false,
  beliefs: [],
  jobs: [],
};
const lasts = 4000;
const drill: Drill = {
  night,
  tape: [{ kind: "exit", at: lasts - 1, nth: 1 }],
  lasts,
  pace: 12,
  handOverFrom: undefined,
  jobs: [],
  pager: false,
};

/** What a spectator with a stopwatch would say. */
type Model = { clock: number; over: boolean; freeAt: Map<string, number>; startedAt: Map<number, number> };

/** A tutor that keeps a log and a run in memory, and can lose its memory. */
class Tutor {
  log: Press[] = [];
  run: Run = startOf(drill);

  press(at: number, actor: string, verb: string, argument: string): Outcome | undefined {
    const press = { seq: this.log.length + 1, at, actor, verb, argument };
    const run = pressed(drill, this.run, press);
    const judged = run.judged.at(-1);
    if (judged?.outcome.kind === "done") this.log.push({ ...press, at: judged.at });
    this.run = run;
    return judged?.outcome;
  }

  restart(now: number): void {
    this.run = fold(drill, this.log, now);
  }

  tick(now: number): void {
    this.run = passed(drill, this.run, now);
  }
}

function expected(model: Model, actor: string, copy: number): string {
  const now = model.clock;
  const startedAt = model.startedAt.get(copy);
  const starting = startedAt !== undefined && now < startedAt + 60;
  if (model.over) return "over";
  if ((model.freeAt.get(actor) ?? 0) > now) return "busy";
  if (starting && now - startedAt < 24) return "taken";
  model.freeAt.set(actor, now + 60);
  model.startedAt.set(copy, now);
  return starting ? "collision" : "wrong";
}

const said = (outcome: Outcome | undefined): string | undefined =>
  outcome?.kind === "refused" ? outcome.why : outcome?.effect;

const actor = fc.constantFrom("ada", "bo", "cy");
const copy = fc.integer({ min: 1, max: 4 });

const restartBy = (model: Model, tutor: Tutor, who: string, which: number): void => {
  expect(said(tutor.press(model.clock, who, "restart", String(which)))).toBe(expected(model, who, which));
};

const commands = [
  fc.tuple(actor, copy).map(([who, which]) => ({
    check: () => true,
    run: (model: Model, tutor: Tutor) => restartBy(model, tutor, who, which),
    toString: () => `${who} restarts ${which}`,
  })),
  fc.tuple(actor, copy).map(([who, which]) => ({
    check: () => true,
    run: (model: Model, tutor: Tutor) => {
      restartBy(model, tutor, who, which);
      restartBy(model, tutor, who, which);
    },
    toString: () => `${who} presses restart ${which} twice`,
  })),
  copy.map((which) => ({
    check: () => true,
    run: (model: Model, tutor: Tutor) => {
      for (const who of ["ada", "bo", "cy"]) restartBy(model, tutor, who, which);
    },
    toString: () => `all restart ${which} at once`,
  })),
  fc.constant({
    check: () => true,
    run: (model: Model, tutor: Tutor) => {
      expect(said(tutor.press(model.clock, "bo", "stop", ""))).toBe(model.over ? "over" : "plain");
      model.over = true;
    },
    toString: () => "stop",
  }),
  fc.constant({
    check: () => true,
    run: (model: Model, tutor: Tutor) => tutor.restart(model.clock),
    toString: () => "the tutor restarts",
  }),
  fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: -300, max: -1 })).map((step) => ({
    check: () => true,
    run: (model: Model, tutor: Tutor) => {
      // A clock that is set back stands still until it has caught up.
      if (step > 0 && model.clock + step < lasts - 1 && !model.over) model.clock += step;
      tutor.tick(model.clock + Math.min(0, step));
    },
    toString: () => `the clock moves by ${step}`,
  })),
];

test("whatever people press, and however often the tutor restarts, each is told what a stopwatch would say", () => {
  fc.assert(
    fc.property(fc.commands(commands, { maxCommands: 60, size: "max" }), (sequence) => {
      const tutor = new Tutor();
      const model: Model = { clock: 0, over: false, freeAt: new Map(), startedAt: new Map() };
      fc.modelRun(() => ({ model, real: tutor }), sequence);
      tutor.tick(model.clock);
      for (const { id } of freshFleet(night, []).copies) {
        const startedAt = model.startedAt.get(id);
        const starting = startedAt !== undefined && model.clock < startedAt + 60;
        expect(copyOf(tutor.run.fleet, id)?.phase).toBe(starting ? "starting" : "running");
      }
      expect(tutor.run.fleet.ended?.why).toBe(model.over ? "stopped" : undefined);
    }),
    { numRuns: 300 },
  );
});
