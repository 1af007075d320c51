import { describe, expect, test } from "vitest";
import { copyOf, healthy } from "../../src/fleet/fleet.ts";
import { fold, type Run } from "../../src/fleet/fold.ts";
import { jobs } from "../../src/fleet/job.ts";
import { liveDrill, nightWatch } from "../../src/fleet/live.ts";
import { runUnder } from "../../src/fleet/policies.ts";
import type { TapeEvent } from "../../src/fleet/tape.ts";
import { atDawn, fiveCopies, logOf, night } from "./nights.ts";

const managed = (...tape: readonly TapeEvent[]): Run => fold(fiveCopies([...tape, atDawn], { jobs }), [], 20_000);

const acts = (run: Run): readonly string[] =>
  run.turns.flatMap(({ observed, acts }) =>
    acts.map((act) => [observed.now, act.kind, "copy" in act ? act.copy : ""].join(" ").trim()),
  );

const exit = (at: number): TapeEvent => ({ kind: "exit", at, nth: 3 });

describe("the manager, by Kubernetes' defaults:", () => {
  test("at 02:00:01 it has seen that four of five run, and starts the one that is missing", () => {
    const [turn] = managed(exit(0)).turns;
    expect(turn?.observed.now).toBe(1);
    expect(turn && healthy(turn.observed)).toBe(4);
    expect(turn?.observed.wish).toMatchObject({ copies: 5, version: 1 });
    expect(turn?.acts).toEqual([{ kind: "restart", copy: 3 }]);
  });

  test("restarts at once, then after 10 s, and doubles that to 300 s", () => {
    const crashes = [0, 20, 60, 110, 180, 310, 700].map(exit);
    const backOffs = managed(...crashes).turns.flatMap(({ acts }) =>
      acts.map((act) => (act.kind === "back-off" ? act.delay : act.kind)),
    );
    expect(backOffs).toEqual(["restart", 10, 20, 40, 80, 160, 300]);
  });

  test("forgets the restarts of a copy that was well for ten minutes, and not a second sooner", () => {
    // It runs again at second 6.
    expect(acts(managed(exit(0), exit(605)))).toEqual(["1 restart 3", "606 back-off 3"]);
    expect(acts(managed(exit(0), exit(606)))).toEqual(["1 restart 3", "607 restart 3"]);
  });

  test("gives a copy that hangs up after three silent answers, ten seconds apart", () => {
    expect(acts(managed({ kind: "hang", at: 100, nth: 2 }))).toEqual(["120 restart 2"]);
    expect(acts(managed({ kind: "hang", at: 101, nth: 2 }))).toEqual(["130 restart 2"]);
    expect(acts(managed({ kind: "hang", at: 109, nth: 2 }))).toEqual(["130 restart 2"]);
  });

  test("night 3: notices a lost server after 40 s and places its copies 5 min 40 s after the loss", () => {
    const run = runUnder("manager", nightWatch(1, night(3)));
    const [notice, placed] = run.turns;
    expect(notice?.observed.now).toBe(40);
    expect(notice?.acts.map((act) => act.kind)).toEqual(["notice"]);
    expect(placed?.observed.now).toBe(5 * 60 + 40);
    expect(placed?.acts.map((act) => act.kind)).toEqual(["place", "place"]);
  });

  test("places where there is most room, and what finds no room waits", () => {
    const run = managed({ kind: "server", at: 0, server: 1 }, { kind: "server", at: 10, server: 2 });
    // Server 3 holds copy 3 and has two slots left; four copies were lost.
    expect(acts(run)).toEqual(["40 notice", "50 notice", "340 place 1", "340 place 4"]);
    expect(copyOf(run.fleet, 2)?.phase).toBe("lost");
    expect(run.fleet.copies.filter((copy) => copy.server === 3)).toHaveLength(3);
  });

  test("mends and rolls out in the same second without filling a slot twice", () => {
    const tape: readonly TapeEvent[] = [
      { kind: "server", at: 0, server: 1 },
      { kind: "ship", at: 340, version: 2, bad: false },
    ];
    for (const frame of managed(...tape).frames)
      for (const server of frame.servers)
        expect(frame.copies.filter((copy) => copy.server === server.id).length).toBeLessThanOrEqual(server.slots);
  });
});

describe("a rollout:", () => {
  const ship = (bad: boolean): TapeEvent => ({ kind: "ship", at: 0, version: 2, bad });

  test("of a good version replaces every copy with never fewer than four and never more than seven there", () => {
    const run = managed(ship(false));
    expect(run.fleet.copies.map((copy) => copy.version)).toEqual([2, 2, 2, 2, 2]);
    expect(run.fleet.wish).toMatchObject({ version: 2, proven: true });
    expect(Math.min(...run.frames.map(healthy))).toBe(4);
    expect(Math.max(...run.frames.map((frame) => frame.copies.length))).toBe(7);
  });

  test("of a bad one gets stuck with four old copies serving, and is taken back after ten minutes", () => {
    const run = managed(ship(true));
    expect(Math.min(...run.frames.map(healthy))).toBe(4);
    expect(run.turns.find(({ acts }) => acts.some((act) => act.kind === "roll-back"))?.observed.now).toBe(600);
    expect(run.fleet.copies.map((copy) => copy.version)).toEqual([1, 1, 1, 1, 1]);
    expect(healthy(run.fleet)).toBe(5);
  });

  test("that once was complete is not doubted when a copy crashes later", () => {
    const run = managed(ship(false), exit(5000));
    expect(run.fleet.copies.map((copy) => copy.version)).toEqual([2, 2, 2, 2, 2]);
  });

  test("takes Maya's files off her hands; by hand she copies them to every copy", () => {
    expect(runUnder("nobody", nightWatch(1, night(4))).fleet.copies.map((copy) => copy.version)).toEqual([
      2, 2, 2, 2, 2,
    ]);
    expect(runUnder("manager", nightWatch(1, night(4))).fleet.copies.map((copy) => copy.version)).toEqual([
      1, 1, 1, 1, 1,
    ]);
  });
});

describe("handing over in a live drill:", () => {
  const drill = { ...liveDrill(3, night(3)), tape: [{ kind: "server", at: 100, server: 1 } as const, atDawn] };

  test("is possible from half time on, and once", () => {
    const run = fold(drill, logOf([1799, "ada hand-over"], [1800, "ada hand-over"], [1801, "bo hand-over"]), 1801);
    expect(run.judged.map(({ outcome }) => (outcome.kind === "refused" ? outcome.why : "done"))).toEqual([
      "too-early",
      "done",
      "handed-over",
    ]);
  });

  test("the manager sees only what is still broken, and counts its delays from then", () => {
    const run = fold(drill, logOf([1900, "ada hand-over"]), 3000);
    expect(acts(run)).toEqual(["1940 notice", "2240 place 1", "2240 place 4"]);
  });
});
