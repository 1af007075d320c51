import fc from "fast-check";
import type { Drill } from "../../src/fleet/fold.ts";
import { jobs } from "../../src/fleet/job.ts";
import type { Night } from "../../src/fleet/night.ts";
import type { Press } from "../../src/fleet/press.ts";
import type { Tape, TapeEvent } from "../../src/fleet/tape.ts";

/** Fleets, tapes, logs and duties of every kind, not only those that the five nights know. */

const lasts = 3000;
const second = fc.integer({ min: 0, max: lasts - 1 });

const night: fc.Arbitrary<Night> = fc
  .record({
    copies: fc.integer({ min: 1, max: 9 }),
    servers: fc.integer({ min: 1, max: 4 }),
    spare: fc.integer({ min: 0, max: 2 }),
    demand: fc.integer({ min: 1, max: 90 }),
  })
  .map(({ copies, servers, spare, demand }) => ({
    number: 1,
    copies,
    servers,
    slots: Math.ceil(copies / servers) + spare,
    demand,
    beats: [],
    wearing: false,
    beliefs: [],
    jobs: [],
  }));

const event = (copies: number, servers: number): fc.Arbitrary<TapeEvent> => {
  const nth = fc.integer({ min: 1, max: copies + 1 });
  const version = fc.integer({ min: 2, max: 3 });
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("exit" as const), at: second, nth }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("hang" as const), at: second, nth }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("server" as const),
        at: second,
        server: fc.integer({ min: 1, max: servers }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("ship" as const), at: second, version, bad: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("copy-files" as const), at: second, nth, version }) },
  );
};

const tape = (copies: number, servers: number): fc.Arbitrary<Tape> =>
  fc
    .array(event(copies, servers), { maxLength: 14, size: "max" })
    .map((events) => events.toSorted((one, other) => one.at - other.at));

const duties = fc.oneof(fc.constant(jobs), fc.constant(jobs), fc.subarray([...jobs]), fc.constant([]));

export const drills: fc.Arbitrary<Drill> = night.chain((night) =>
  fc.record({
    night: fc.constant(night),
    tape: tape(night.copies, night.servers),
    lasts: fc.constant(lasts),
    pace: fc.constant(12),
    handOverFrom: fc.option(second, { nil: undefined }),
    jobs: duties,
    pager: fc.constant(false),
  }),
);

type What = Pick<Press, "verb" | "argument">;

const small = fc.integer({ min: 1, max: 5 }).map(String);
const id = fc.oneof({ weight: 8, arbitrary: small }, { weight: 1, arbitrary: fc.constantFrom("7", "10") });

const what: fc.Arbitrary<What> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ verb: fc.constant("restart"), argument: id }) },
  { weight: 8, arbitrary: fc.record({ verb: fc.constantFrom("look", "update", "roll-back"), argument: id }) },
  {
    weight: 6,
    arbitrary: fc.record({
      verb: fc.constant("place"),
      argument: fc.tuple(id, small).map(([copy, server]) => `${copy}>${server}`),
    }),
  },
  { weight: 2, arbitrary: fc.record({ verb: fc.constantFrom("see", "bed", "hand-over"), argument: fc.constant("") }) },
  {
    weight: 1,
    arbitrary: fc.record({
      verb: fc.constantFrom("restart", "place", "see", "look", "drop table", ""),
      argument: fc.constantFrom("", "0", "1>", "-1", "1e1", "999", "1>999", "2>2>2", "١"),
    }),
  },
);

/** A log: mostly forward in time, with many presses in the same second, a clock that jumps back, and sometimes a stop. */
export const logs: fc.Arbitrary<readonly Press[]> = fc
  .tuple(
    fc.array(
      fc.record({
        step: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 150 }), fc.integer({ min: -200, max: 400 })),
        actor: fc.constantFrom("ada", "bo", "cy", "di"),
        what,
      }),
      { maxLength: 60, size: "max" },
    ),
    fc.option(fc.nat(60), { freq: 3 }),
  )
  .map(([presses, stopped]) => {
    let at = 0;
    return presses.map(({ step, actor, what }, index) => {
      at = Math.max(0, at + step);
      return { seq: index + 1, at, actor, ...(index === stopped ? { verb: "stop", argument: "" } : what) };
    });
  });
