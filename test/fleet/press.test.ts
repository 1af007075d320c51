import { describe, expect, test } from "vitest";
import { copyOf } from "../../src/fleet/fleet.ts";
import { fold } from "../../src/fleet/fold.ts";
import { handsOf } from "../../src/fleet/measure.ts";
import { markOf } from "../../src/fleet/view.ts";
import { atDawn, fiveCopies, logOf, type Pressing } from "./nights.ts";

const hung = fiveCopies([{ kind: "hang", at: 10, nth: 3 }, atDawn]);
const exited = fiveCopies([{ kind: "exit", at: 10, nth: 3 }, atDawn]);
const serverGone = fiveCopies([{ kind: "server", at: 10, server: 1 }, atDawn]);

const outcomes = (drill: typeof hung, ...presses: readonly Pressing[]) =>
  fold(drill, logOf(...presses), 3000).judged.map(({ outcome }) =>
    outcome.kind === "refused" ? outcome.why : outcome.effect,
  );

describe("several people at one copy:", () => {
  test("a hundred press at once, one has it, and the copy starts once", () => {
    const presses = Array.from({ length: 100 }, (_, index) => [100, `person-${index} restart 3`] as const);
    const run = fold(exited, logOf(...presses), 100);
    expect(run.judged.filter(({ outcome }) => outcome.kind === "done")).toHaveLength(1);
    expect(run.judged.filter(({ outcome }) => outcome.kind === "refused" && outcome.why === "taken")).toHaveLength(99);
    expect(copyOf(run.fleet, 3)).toMatchObject({ phase: "starting", since: 100, until: 160, restarts: 1 });
  });

  test("whoever restarts what the board shows as starting kills it, and it starts again", () => {
    expect(outcomes(exited, [100, "ada restart 3"], [123, "bo restart 3"])).toEqual(["plain", "taken"]);
    const run = fold(exited, logOf([100, "ada restart 3"], [124, "bo restart 3"]), 183);
    expect(run.judged.at(-1)?.outcome).toEqual({ kind: "done", effect: "collision", until: 184 });
    expect(copyOf(run.fleet, 3)?.phase).toBe("starting");
    expect(handsOf(run.judged)).toEqual({ actions: 2, collisions: 1, wrongRestarts: 0 });
    expect(copyOf(fold(exited, logOf([100, "ada restart 3"], [124, "bo restart 3"]), 184).fleet, 3)?.phase).toBe(
      "running",
    );
  });

  test("a person does one thing at a time, and is free when it is done", () => {
    expect(outcomes(exited, [100, "ada restart 3"], [159, "ada look 1"], [160, "ada look 1"])).toEqual([
      "plain",
      "busy",
      "plain",
    ]);
  });

  test("saying that one sees it does not cut a restart short", () => {
    expect(outcomes(exited, [100, "ada restart 3"], [110, "ada see"], [120, "ada look 1"])).toEqual([
      "plain",
      "plain",
      "busy",
    ]);
  });
});

describe("what a person can see and do:", () => {
  test("a hang looks like a running copy until somebody has looked at its server for twenty seconds", () => {
    const shown = (until: number, ...presses: readonly Pressing[]) => {
      const { fleet } = fold(hung, logOf(...presses), until);
      return fleet.copies.map((copy) => markOf(fleet, copy).phase)[2];
    };
    expect(shown(1000)).toBe("running");
    expect(shown(1000, [900, "ada look 1"])).toBe("running");
    expect(shown(919, [900, "ada look 3"])).toBe("running");
    expect(shown(920, [900, "ada look 3"])).toBe("hung");
  });

  test("a restart of a copy that is well takes it down for a minute and is counted", () => {
    const run = fold(exited, logOf([100, "ada restart 1"]), 130);
    expect(copyOf(run.fleet, 1)?.phase).toBe("starting");
    expect(handsOf(run.judged)).toEqual({ actions: 1, collisions: 0, wrongRestarts: 1 });
  });

  test("just restarting does not help when the server is gone, and the minute is gone too", () => {
    const run = fold(serverGone, logOf([100, "ada restart 1"], [130, "ada look 1"]), 1000);
    expect(run.judged.map(({ outcome }) => outcome)).toEqual([
      { kind: "done", effect: "in-vain", until: 160 },
      { kind: "refused", why: "busy" },
    ]);
    expect(copyOf(run.fleet, 1)?.phase).toBe("lost");
    expect(handsOf(run.judged).wrongRestarts).toBe(1);
  });

  test("a lost copy can be placed where there is room, and nowhere else", () => {
    expect(outcomes(serverGone, [50, "ada place 1>1"])).toEqual(["server-gone"]);
    expect(outcomes(serverGone, [50, "ada place 2>3"])).toEqual(["running"]);
    expect(outcomes(serverGone, [50, "ada place 1>2"], [50, "bo place 4>2"])).toEqual(["plain", "server-full"]);
    const run = fold(serverGone, logOf([50, "ada place 1>2"]), 230);
    expect(copyOf(run.fleet, 1)).toMatchObject({ server: 2, phase: "running", since: 230 });
  });

  test("an update by hand takes two minutes, and one roll-back takes the wish back for all", () => {
    const shipped = fiveCopies([{ kind: "ship", at: 5, version: 2, bad: false }, atDawn]);
    const updated = fold(shipped, logOf([100, "ada update 1"]), 220);
    expect(copyOf(updated.fleet, 1)).toMatchObject({ version: 2, phase: "running" });
    expect(outcomes(shipped, [100, "ada update 1"], [130, "bo update 1"])).toEqual(["plain", "same-version"]);
    const back = fold(shipped, logOf([100, "ada update 1"], [300, "ada roll-back 1"]), 500);
    expect(copyOf(back.fleet, 1)).toMatchObject({ version: 1, phase: "running" });
    expect(back.fleet.wish).toMatchObject({ version: 1, before: 1 });
    expect(outcomes(shipped, [100, "ada roll-back 2"])).toEqual(["same-version"]);
  });

  test.each([
    ["restart", "0"],
    ["restart", "six"],
    ["restart", "99"],
    ["restart", "1;2"],
    ["look", "4"],
    ["place", "1"],
    ["place", "1>9"],
    ["stop", "now"],
    ["format", "1"],
  ])("hostile or stale: %s %s is unknown and changes nothing", (verb, argument) => {
    const run = fold(exited, logOf([100, `ada ${verb} ${argument}`]), 100);
    expect(run.judged[0]?.outcome).toEqual({ kind: "refused", why: "unknown" });
    expect(run.fleet).toEqual(fold(exited, [], 100).fleet);
  });
});

describe("the end:", () => {
  test("anybody stops the drill with their next press, and everybody after them is told that it is over", () => {
    const run = fold(exited, logOf([100, "ada stop"], [100, "bo restart 3"], [101, "ada stop"]), 25_200);
    expect(run.fleet.ended).toEqual({ at: 100, why: "stopped" });
    expect(run.judged.slice(1).map(({ outcome }) => outcome)).toEqual([
      { kind: "refused", why: "over" },
      { kind: "refused", why: "over" },
    ]);
    expect(copyOf(run.fleet, 3)?.phase).toBe("exited");
  });

  test("a night ends when all is well again and nothing more is to come", () => {
    const once = fiveCopies([{ kind: "exit", at: 10, nth: 3 }]);
    expect(fold(once, logOf([100, "ada restart 3"]), 159).fleet.ended).toBeUndefined();
    expect(fold(once, logOf([100, "ada restart 3"]), 25_200).fleet.ended).toEqual({ at: 160, why: "recovered" });
  });

  test("and else in the morning", () => {
    expect(fold(exited, [], 25_199).fleet.ended).toBeUndefined();
    expect(fold(exited, [], 90_000).fleet.ended).toEqual({ at: 25_200, why: "morning" });
  });
});
