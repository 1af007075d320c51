import fc from "fast-check";
import { expect, test } from "vitest";
import type { DrillVerb } from "../../src/chat/action.ts";
import { type DrillRoom, drillRoom } from "../rooms/drill-room.ts";
import { textOf, type Visitor } from "../rooms/study-room.ts";

/** What must be true of a channel's drill, whatever people do: written down beside it, and never asked of it. */
type Model = {
  /** A drill by day runs, as far as presses and the clock say. */
  running: boolean;
  /** Seconds since it began. */
  seconds: number;
  /** Presses that its log must hold. */
  presses: number;
  drills: number;
};

type Real = { readonly room: DrillRoom; readonly people: readonly Visitor[] };
type Command = fc.AsyncCommand<Model, Real>;

const LASTS = 300;

/** A command from a function; its name is what a failure shows. */
const command = (name: string, check: (model: Model) => boolean, run: Command["run"]): Command => ({
  check: (model) => check({ ...model }),
  run: async (model, real) => {
    await run(model, real);
    await agrees(model, real);
  },
  toString: () => name,
});

async function agrees(model: Model, { room }: Real): Promise<void> {
  expect(room.faults).toEqual([]);
  expect(room.posts.filter((post) => !textOf(post).includes("How it went"))).toHaveLength(model.drills);
  if (model.drills === 0) return;
  const drill = await room.drill();
  expect(drill.presses).toBe(model.presses);
  if (model.running) expect(drill.ended).toBeUndefined();
}

/** A drill may recover before its time is up; the model learns it from the board, and from then on it is over. */
async function ended(model: Model, { room }: Real): Promise<void> {
  if (model.drills > 0 && (await room.drill()).ended) model.running = false;
}

const start = (night: number): Command =>
  command(
    `start night ${night}`,
    () => true,
    async (model, real) => {
      await ended(model, real);
      const { room, people } = real;
      const said = textOf((await people[0]?.type("drill start", { night: String(night) })) ?? room.board());
      if (model.running) expect(said).toContain("A drill runs here already");
      else {
        expect(said).toContain(`Practice: Night ${night}`);
        Object.assign(model, { running: true, seconds: 0, presses: 0, drills: model.drills + 1 });
      }
    },
  );

const press = (who: number, verb: DrillVerb, argument: string | undefined, times: number): Command =>
  command(
    `person ${who} presses ${verb} ${argument ?? ""} ${times} times at once`,
    ({ drills }) => drills > 0,
    async (model, real) => {
      const { room, people } = real;
      const visitor = people[who];
      if (!visitor) return;
      await ended(model, real);
      const answers = await Promise.all(Array.from({ length: times }, () => room.act(visitor, verb, argument)));
      for (const answer of answers) expect(answer).toContain("Practice: Night");
      if (!model.running) for (const answer of answers) expect(answer).toContain("This drill is over");
      else if (verb === "stop") {
        expect(answers.filter((answer) => answer.includes("The drill was stopped"))).toHaveLength(1);
        model.running = false;
        model.presses = (await room.drill()).presses;
      } else model.presses += times;
      // Of several hands on one copy at one moment, one has it.
      if (verb === "restart")
        expect(answers.filter((answer) => answer.includes("Restarting copy")).length).toBeLessThan(2);
    },
  );

const wait = (seconds: number): Command =>
  command(
    `${seconds} seconds go by`,
    () => true,
    async (model, real) => {
      await real.room.seconds(seconds);
      model.seconds += seconds;
      if (model.seconds >= LASTS) model.running = false;
      await ended(model, real);
      if (model.drills > 0 && model.seconds >= LASTS) expect((await real.room.drill()).ended).toBeDefined();
    },
  );

const jump = (seconds: number): Command =>
  command(
    `the clock jumps ${seconds} seconds`,
    ({ seconds: now }) => now + seconds >= 0,
    async (model, real) => {
      real.room.later({ seconds });
      model.seconds += seconds;
      await real.room.seconds(2);
      model.seconds += 2;
      await ended(model, real);
      if (model.seconds >= LASTS) model.running = false;
    },
  );

const restart = command(
  "the tutor begins anew",
  () => true,
  async (model, real) => {
    // What was pressed a moment ago is on the board within two seconds.
    await real.room.seconds(2);
    model.seconds += 2;
    await ended(model, real);
    const before = model.running && model.seconds < LASTS ? textOf(real.room.board()) : undefined;
    await real.room.again();
    await ended(model, real);
    if (before !== undefined && model.running) expect(withoutTime(textOf(real.room.board()))).toBe(withoutTime(before));
  },
);

/** Page turns are lost while one looks. */
const withoutTime = (text: string): string => text.replaceAll(/\d\d:\d\d|[\d,]+ page turns? lost/g, "");

const copy = fc.integer({ min: 1, max: 6 });
const commands = [
  fc.integer({ min: 1, max: 5 }).map(start),
  fc
    .tuple(fc.nat(2), copy, fc.integer({ min: 1, max: 3 }))
    .map(([who, of, to]) => press(who, "place", `${of}>${to}`, 1)),
  fc
    .tuple(fc.nat(2), copy, fc.constantFrom("roll-back" as const, "update" as const))
    .map(([who, of, verb]) => press(who, verb, String(of), 1)),
  fc
    .tuple(fc.nat(2), copy, fc.integer({ min: 1, max: 3 }))
    .map(([who, of, times]) => press(who, "restart", String(of), times)),
  fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 3 })).map(([who, of]) => press(who, "look", String(of), 1)),
  fc.nat(2).map((who) => press(who, "hand-over", undefined, 1)),
  fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 2 })).map(([who, times]) => press(who, "stop", undefined, times)),
  fc.constantFrom(2, 10, 60).map(wait),
  fc.constantFrom(-30, 5, 40).map(jump),
  fc.constant(restart),
];

test("whatever two, three, or one do to a drill, and however often the tutor begins anew, it is what the model says", async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 25 }), fc.nat(1000), async (run, seed) => {
      const room = await drillRoom(seed + 1);
      const people = ["Ada", "Grace", "Linus"].map((name) => room.person(name));
      const [ada] = people;
      if (!ada) return;
      const ids = { newPlace: room.context.newId(), newLearner: room.context.newId() };
      await room.context.store.acceptContract(ada.in, { platform: "test", tenant: "t1", person: "boss" }, 0, ids);
      const model: Model = { running: false, seconds: 0, presses: 0, drills: 0 };
      await fc.asyncModelRun(() => ({ model, real: { room, people } }), run);
    }),
    { numRuns: 60 },
  );
}, 120_000);
