import { describe, expect, test } from "vitest";
import { fold } from "../../src/fleet/fold.ts";
import { jobs } from "../../src/fleet/job.ts";
import { nightWatch } from "../../src/fleet/live.ts";
import { handsOf, measure } from "../../src/fleet/measure.ts";
import { gapOf } from "../../src/fleet/question.ts";
import { reportOf } from "../../src/fleet/report.ts";
import { storiesOf } from "../../src/fleet/story.ts";
import { timelineOf } from "../../src/fleet/timeline.ts";
import { byNightsClock } from "../../src/fleet/waking.ts";
import { atDawn, fiveCopies, logOf, night, type Pressing } from "./nights.ts";

const drill = fiveCopies([
  { kind: "exit", at: 0, nth: 3 },
  { kind: "hang", at: 600, nth: 2 },
]);

const measured = (...presses: readonly Pressing[]) =>
  measure(drill, fold(drill, logOf(...presses), 25_200), byNightsClock);

describe("what a night cost:", () => {
  test("four of five copies carry the readers, three do not", () => {
    // From second 600 on three copies serve 30 of 35 page turns a second.
    expect(measured()).toMatchObject({ below: 25_200, atZero: 0, wanted: 35 * 25_200, lost: 5 * (25_200 - 600) });
  });

  test("with one copy up again nothing is lost from then on", () => {
    expect(measured([1000, "ada restart 3"])).toMatchObject({ below: 25_200, lost: 5 * 460 });
  });

  test("a single copy that is down is the whole site", () => {
    const alone = nightWatch(1, night(1));
    const run = fold(alone, logOf([300, "ada see"], [300, "ada look 1"], [320, "ada restart 1"]), 25_200);
    expect(measure(alone, run, byNightsClock)).toMatchObject({ atZero: 380, below: 380, lost: 6 * 380, toNotice: 300 });
  });

  test("a night that was stopped is measured to where it was stopped", () => {
    expect(measured([1600, "ada stop"])).toMatchObject({ wanted: 35 * 1600, lost: 5 * 1000 });
  });
});

describe("who was woken:", () => {
  test("presses less than half an hour after the last work belong to one waking", () => {
    const { woken } = measured([300, "ada see"], [300, "ada look 2"], [2120, "ada look 2"], [9000, "ada look 2"]);
    expect(woken).toEqual({ people: 1, times: 2, awake: 2140 - 300 + 20 });
  });

  test("two people who come to look are two", () => {
    expect(measured([300, "ada see"], [400, "bo see"]).woken).toMatchObject({ people: 2, times: 2 });
  });

  test("whoever presses after seven is up anyway, and it is the presser's own clock that counts", () => {
    expect(measured([5 * 3600, "ada see"]).woken).toEqual({ people: 0, times: 0, awake: 0 });
    const run = fold(drill, logOf([300, "ada see"], [300, "bo see"]), 25_200);
    const { woken } = measure(drill, run, (actor) => (actor === "ada" ? 15 : 23));
    expect(woken.people).toBe(1);
  });

  test("a press that was refused took the sleep as well", () => {
    expect(measured([300, "ada restart 9"]).woken).toEqual({ people: 1, times: 1, awake: 0 });
  });
});

test("a person's own row is made of their own presses", () => {
  const run = fold(drill, logOf([100, "ada restart 3"], [130, "bo restart 3"], [300, "bo restart 1"]), 25_200);
  expect(handsOf(run.judged.filter(({ press }) => press.actor === "ada"))).toEqual({
    actions: 1,
    collisions: 0,
    wrongRestarts: 0,
  });
  expect(handsOf(run.judged.filter(({ press }) => press.actor === "bo"))).toEqual({
    actions: 2,
    collisions: 1,
    wrongRestarts: 1,
  });
});

describe("the story of a failure:", () => {
  test("an exit is noticed by whoever says so, tended by the restart, and repaired when the copy runs", () => {
    const run = fold(drill, logOf([200, "ada see"], [500, "ada restart 3"]), 25_200);
    expect(storiesOf(drill, run)[0]).toMatchObject({ noticed: 200, tended: 500, repaired: 560 });
  });

  test("a hang is noticed by a look at its server, and not by a look at another or at the site", () => {
    const run = fold(drill, logOf([700, "ada see"], [700, "ada look 1"], [800, "ada look 2"]), 25_200);
    expect(storiesOf(drill, run)[1]).toMatchObject({ noticed: 820, tended: undefined, repaired: undefined });
  });

  test("the manager notices a lost server before it tends its copies", () => {
    const lost = fiveCopies([{ kind: "server", at: 0, server: 2 }, atDawn], { jobs });
    expect(storiesOf(lost, fold(lost, [], 20_000))).toEqual([
      {
        failure: { at: 0, kind: "server", copies: [2, 5], server: 2 },
        noticed: 40,
        tended: 340,
        repaired: 345,
      },
    ]);
  });

  test("a copy of a bad version is repaired when it is gone and an old one runs in its place", () => {
    const bad = nightWatch(1, night(4));
    const crashes = storiesOf(bad, fold({ ...bad, jobs }, [], 25_200)).filter(
      ({ failure }) => failure.kind === "crash",
    );
    // Two were beyond the five, and copy 1 came back as the old version.
    expect(crashes.map(({ failure, repaired }) => [failure.copies, repaired])).toEqual([
      [[1], 605],
      [[6], 600],
      [[7], 600],
    ]);
  });
});

describe("tomorrow's check:", () => {
  test("asks for the longest time in which nobody knew", () => {
    const run = fold(drill, logOf([100, "ada restart 3"], [2400, "bo look 2"], [2430, "bo restart 2"]), 25_200);
    expect(gapOf(drill, run)).toEqual({
      from: 600,
      to: 2420,
      job: "health-watching",
      others: [
        { job: "restarting", why: "comes-after" },
        { job: "placement", why: "not-called-for" },
        { job: "updating", why: "not-called-for" },
      ],
      failure: { at: 600, kind: "hang", copies: [2], server: 2 },
    });
  });

  test("or in which somebody knew and nobody placed what was lost", () => {
    const lost = fiveCopies([{ kind: "server", at: 0, server: 2 }, atDawn]);
    const run = fold(lost, logOf([60, "ada see"], [1800, "ada place 2>1"], [1980, "ada place 5>3"]), 25_200);
    expect(gapOf(lost, run)).toMatchObject({ from: 60, to: 1800, job: "placement" });
    expect(gapOf(lost, run)?.others[0]).toEqual({ job: "health-watching", why: "was-done" });
  });

  test("and nothing after a night in which all was done within five minutes", () => {
    const run = fold(drill, logOf([100, "ada restart 3"], [650, "ada look 2"], [700, "ada restart 2"]), 25_200);
    expect(gapOf(drill, run)).toBeUndefined();
  });
});

test("the timeline tells what happened in order, and never who", () => {
  const run = fold(drill, logOf([200, "ada see"], [500, "ada restart 3"], [510, "bo restart 3"]), 25_200);
  const told = timelineOf(drill, run);
  expect(told.map(({ at, kind }) => [at, kind])).toEqual([
    [0, "failed"],
    [200, "pressed"],
    [500, "pressed"],
    [560, "repaired"],
    [600, "failed"],
    [25_200, "ended"],
  ]);
  expect(JSON.stringify(told)).not.toMatch(/ada|bo/);
});

describe("the report", () => {
  const report = reportOf(drill, fold(drill, logOf([1000, "ada restart 3"]), 25_200));

  test("holds the same night against nobody, a pager, a restart rule and a manager", () => {
    expect(report.compared.nobody).toMatchObject({ lost: 123_000, toNotice: undefined });
    expect(report.compared.pager.lost).toBe(0);
    expect(report.compared.pager.woken.times).toBe(1);
    expect(report.compared["restart-rule"]).toMatchObject({ lost: 0, toNotice: 1 });
    expect(report.compared["restart-rule"].stories[1]).toMatchObject({ noticed: undefined, repaired: undefined });
    expect(report.compared.manager).toMatchObject({ lost: 0, below: 6 + 25 });
    expect(report.compared.manager.woken.times).toBe(0);
  });

  test("shows every copy by hand above every copy under the manager", () => {
    const rows = (spans: typeof report.picture.byHand) => [...new Set(spans.map(({ copy }) => copy))];
    expect(rows(report.picture.byHand)).toEqual([1, 2, 3, 4, 5]);
    expect(rows(report.picture.manager)).toEqual([1, 2, 3, 4, 5]);
    expect(
      report.picture.byHand.filter(({ copy }) => copy === 3).map(({ phase, from, to }) => [phase, from, to]),
    ).toEqual([
      ["exited", 0, 1000],
      ["starting", 1000, 1060],
      ["running", 1060, 25_200],
    ]);
  });

  test("says what the manager did first", () => {
    expect(report.firstTurn?.observed.now).toBe(1);
    expect(report.firstTurn?.acts).toEqual([{ kind: "restart", copy: 3 }]);
  });
});
