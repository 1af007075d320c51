import { describe, expect, test } from "vitest";
import { debrief, summary, whyManager } from "../../src/drill/night/words.ts";
import {
  comparedRow,
  costLines,
  gapWords,
  parameterLines,
  percent,
  pictureAlt,
  reportWords,
  turnLines,
} from "../../src/drill/report/words.ts";
import { timelineMarkdown } from "../../src/drill/report/words-timeline.ts";
import { beliefs, clock, drillWords, marks, pressWords, spell } from "../../src/drill/words.ts";
import { readCommand } from "../../src/fleet/command.ts";
import { fold } from "../../src/fleet/fold.ts";
import { jobs } from "../../src/fleet/job.ts";
import { nightWatch } from "../../src/fleet/live.ts";
import { nights } from "../../src/fleet/night.ts";
import { gapOf } from "../../src/fleet/question.ts";
import { reportOf } from "../../src/fleet/report.ts";
import { timelineOf } from "../../src/fleet/timeline.ts";
import { atDawn, fiveCopies, logOf, night, type Pressing } from "../fleet/nights.ts";

test("every message of a drill begins by saying that it is practice", () => {
  expect(drillWords.practice(drillWords.title(2))).toBe('Practice: Night 2, "Five copies". Nothing real is broken.');
});

describe("time is told", () => {
  test.each([
    [0, "02:00", "02:00:00"],
    [1, "02:00", "02:00:01"],
    [7 * 3600, "09:00", "09:00:00"],
    [3 * 3600 + 59 * 60 + 59, "05:59", "05:59:59"],
  ])("as on the night's clock: second %i is %s", (at, short, exact) => {
    expect(clock(at)).toBe(short);
    expect(clock(at, true)).toBe(exact);
  });

  test.each([
    [0, "0 s"],
    [40, "40 s"],
    [340, "5 min 40 s"],
    [300, "5 min"],
    [3600, "1 h"],
    [7500, "2 h 5 min"],
  ])("as a duration: %i s is %s", (seconds, told) => {
    expect(spell(seconds)).toBe(told);
  });
});

test("every state of a copy has a letter of its own, so that nothing hangs on colour", () => {
  const letters = Object.values(marks).map(({ letter }) => letter);
  expect(new Set(letters).size).toBe(letters.length);
  expect(drillWords.legend(["running", "hung"])).toBe("R running · H hanging: alive, but answering nobody");
});

test("every night says which belief it breaks, and what a manager is for", () => {
  for (const one of nights) {
    expect(drillWords.title(one.number)).not.toContain('""');
    for (const belief of one.beliefs) expect(whyManager(one)).toContain(`"${beliefs[belief]}"`);
    expect(whyManager(one)).toMatch(
      /^People say: "[A-Z].*\." A night like this needs somebody to .* manager is for\.$/,
    );
  }
});

describe("whoever pressed is told", () => {
  const drill = fiveCopies([{ kind: "exit", at: 10, nth: 3 }, atDawn]);
  const told = (...presses: readonly Pressing[]) => {
    const judged = fold(drill, logOf(...presses), 3000).judged.at(-1);
    const command = judged && readCommand(judged.press.verb, judged.press.argument);
    if (!judged || !command) return "";
    return judged.outcome.kind === "done"
      ? pressWords(command, judged.outcome)
      : drillWords.refused(judged.outcome.why);
  };

  test("what they are doing now and until when", () => {
    expect(told([100, "ada restart 3"])).toBe("Restarting copy 3, until 02:02:40.");
    expect(told([100, "ada look 2"])).toBe(
      "Looking at server 2, until 02:02:00. If a copy hangs there, it shows as H then.",
    );
    expect(told([100, "ada place 3>1"])).toBe("Placing copy 3 on server 1, until 02:04:40.");
    expect(told([100, "ada see"])).toMatch(/^Thank you/);
  });

  test("kindly, that it did not help", () => {
    expect(told([100, "ada restart 1"])).toMatch(/That copy was well\./);
    expect(told([100, "ada restart 3"], [130, "bo restart 3"])).toMatch(/stopped and starts once more/);
    expect(told([100, "ada restart 3"], [100, "bo restart 3"])).toMatch(/a moment quicker/);
    expect(told([100, "ada stop"], [100, "bo restart 3"])).toMatch(/over, so nothing was changed/);
  });
});

describe("the morning's words", () => {
  const drill = nightWatch(7, night(2));
  const run = fold(drill, logOf([1200, "ada see"], [1200, "ada look 1"]), drill.lasts);
  const report = reportOf(drill, run);

  test("put each way to look after the night in one row under one head", () => {
    const rows = (["nobody", "pager", "restart-rule", "manager"] as const).map((policy) =>
      comparedRow(policy, report.compared[policy]),
    );
    expect(rows.map((row) => row.length)).toEqual(rows.map(() => reportWords.comparedHead.length));
    expect(rows.map(([name, noticed]) => [name, noticed])).toEqual([
      ["Nobody", "never"],
      ["A person with an alarm", "after 5 min 20 s"],
      ["A restart rule on each server", "after 1 s"],
      ["A manager", "after 1 s"],
    ]);
  });

  test("say first what became of the night, and what a manager would have made of it", () => {
    const { manager } = report.compared;
    expect(summary(report.channel, manager, false)).toMatch(
      /^The first failure went unnoticed for 20 min\. [\d,]+ page turns did not happen, .* 1 person was up for it\. With a manager, a program that looks after the copies: none lost, and nobody woken\.$/,
    );
    expect(summary(manager, manager, false)).toMatch(
      /^The first failure was noticed within a minute\. Readers felt nothing/,
    );
    expect(summary(report.compared.nobody, manager, false)).toMatch(/^Nobody noticed while it lasted\./);
  });

  test("tell the cost and every failure's story", () => {
    expect(costLines(report.channel)).toEqual([
      expect.stringMatching(/^[\d,]+ page turns lost, \d+ % of what readers wanted$/),
      expect.stringMatching(/^7 h with fewer copies than wished, and never without any$/),
      expect.stringMatching(/^02:00:00 Copy \d crashed\. Noticed after 20 min, never mended\.$/),
      expect.stringMatching(/hung: alive, but answering nobody\. Never noticed, never mended\.$/),
      expect.stringMatching(/crashed\. Never noticed, never mended\.$/),
    ]);
  });

  test("tell one turn of the manager in three lines", () => {
    expect(report.firstTurn && reportWords.turnTitle(report.firstTurn)).toBe("What the manager did at 02:00:01");
    expect(report.firstTurn && turnLines(report.firstTurn)).toEqual([
      "Observed: 4 of 5 copies running.",
      "Wished: 5 copies of version 1.",
      expect.stringMatching(/^Did: started copy \d again\.$/),
    ]);
  });

  test("say the picture for who cannot see it", () => {
    expect(pictureAlt(report, 500)).toMatch(
      /^One row for each copy, 5 in all, time to the right\. By hand: .*copy \d did not serve from 02:00:00 to 09:00:00.*With a manager: copy \d did not serve from .*\.$/,
    );
  });

  test("ask one question a night, and name the five minutes and forty seconds of night 3", () => {
    const questions = nights.map((one) => {
      const other = nightWatch(7, one);
      return debrief(reportOf(other, fold(other, [], other.lasts)));
    });
    expect(new Set(questions).size).toBe(5);
    expect(questions.every((question) => question.endsWith("?"))).toBe(true);
    expect(questions[2]).toContain("5 min 40 s");
  });

  test("make a check with four jobs to choose from, one right, and a reason for each", () => {
    const gap = gapOf(drill, run);
    const check = gap && gapWords(gap);
    expect(check?.choices.map(({ text }) => text).toSorted()).toEqual([
      "Health-watching: seeing what is down",
      "Placement: finding a server with room",
      "Restarting: starting a copy again where it was",
      "Updating: bringing in a version, or taking it back",
    ]);
    expect(check?.choices.filter(({ right }) => right)).toHaveLength(1);
    expect(check?.choices.every(({ reason }) => reason.length > 20)).toBe(true);
    expect(check?.question).toMatch(
      /^\d\d:\d\d: Copy \d .* Which job was missing first, between \d\d:\d\d and \d\d:\d\d\?$/,
    );
  });

  test("show the parameters that made the numbers", () => {
    expect(parameterLines.join("\n")).toContain(
      "after 40 s of silence, and its copies are placed elsewhere 5 min later",
    );
  });
});

test("the timeline is a Markdown file that names nobody", () => {
  const drill = nightWatch(7, night(4));
  const run = fold(drill, logOf([400, "ada see"], [400, "ada look 1"], [500, "ada roll-back 1"]), drill.lasts);
  const text = timelineMarkdown(4, timelineOf(drill, run));
  expect(text.split("\n")[0]).toBe('# Practice: Night 4, "Maya ships". Nothing real is broken.');
  expect(text).toContain("- 02:06:40 Somebody looked at server 1.");
  expect(text).toContain("- 02:08:20 Somebody began to roll copy 1 back.");
  expect(text).not.toMatch(/\bada\b/);
  const managed = timelineMarkdown(4, timelineOf(drill, fold({ ...drill, jobs }, [], drill.lasts)));
  expect(managed).toContain("- 02:10:00 The manager went back to version 1, because the new one did not come up.");
});

test("shares are told with the digits that matter", () => {
  expect([percent(0, 9), percent(1, 9999), percent(25, 1000), percent(252, 1000), percent(1, 0)]).toEqual([
    "0 %",
    "< 0.1 %",
    "2.5 %",
    "25 %",
    "0 %",
  ]);
});
