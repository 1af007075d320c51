import { listOf } from "../../core/words.ts";
import { manager } from "../../fleet/constants.ts";
import type { Job } from "../../fleet/job.ts";
import type { Hands, Measures } from "../../fleet/measure.ts";
import type { Night } from "../../fleet/night.ts";
import type { Report } from "../../fleet/report.ts";
import { percent } from "../report/words.ts";
import { beliefs, count, spell } from "../words.ts";

/** The first words of a report, and the pages behind it; words-report.ts says the rest. */
export const morningWords = {
  title: { watch: "The morning after", live: "How it went" },
  costsTitle: "What happened, and what it cost",
  costsButton: "What happened in detail",
  numbersButton: "The numbers behind it",
  readButton: "Read why",
  wokenByHour: (byDay: boolean, hours: readonly { readonly hour: number; readonly times: number }[]): string => {
    const told = hours.map(({ hour, times }) => `${count(times, "time")} after ${String(hour).padStart(2, "0")}:00`);
    const lead = byDay ? "In a real night, people would have been woken" : "Woken, by each one's own clock:";
    return `${lead} ${told.join(", ")}.`;
  },
  nobodyUp: "Nobody was up at night.",
  /** Beside a table of a drill by day. */
  asIfAtNight: 'Nobody slept here: "woken" and "awake" tell what a real night would have taken.',
  hands: ({ actions, collisions, wrongRestarts }: Hands): string =>
    [
      `${count(actions, "thing")} done by hand`,
      ...(collisions === 0 ? [] : [`${count(collisions, "restart")} of what somebody else was starting already`]),
      ...(wrongRestarts === 0
        ? []
        : [`${count(wrongRestarts, "restart")} that could not help: the copy was well, or its server gone`]),
    ]
      .join("; ")
      .concat("."),
  yours: "Your own part, for your eyes only: ",
  nobodyPressed: "Nobody pressed anything, and nobody had to.",
  fileText: "Here it is, to keep. It tells what happened, and never who.",
  fileName: (night: number): string => `practice-night-${night}-timeline.md`,
  more: (n: number): string => `and ${n} more`,
  tomorrow: "One of the next days brings a question about this night.",
} as const;

/** What became of the night in a few sentences, and what a manager would have made of it. */
export function summary(measures: Measures, managed: Measures, byDay: boolean): string {
  const { toNotice, lost, wanted, woken } = measures;
  const seen =
    toNotice === undefined
      ? "Nobody noticed while it lasted."
      : toNotice < 60
        ? "The first failure was noticed within a minute."
        : `The first failure went unnoticed for ${spell(toNotice)}${byDay ? " of the night" : ""}.`;
  const cost =
    lost < 0.5
      ? "Readers felt nothing: no page turn was lost."
      : `${count(Math.round(lost), "page turn")} did not happen, ${percent(lost, wanted)} of what readers wanted.`;
  const up = byDay || woken.people === 0 ? "" : ` ${count(woken.people, "person was", "people were")} up for it.`;
  const less = managed.lost < 0.5 ? "none" : Math.round(managed.lost).toLocaleString("en");
  return `${seen} ${cost}${up} With a manager, a program that looks after the copies: ${less} lost, and nobody woken.`;
}

/** What people say before such a night, what it needs, and so what a manager is for. */
export const whyManager = ({ beliefs: broken, jobs }: Night): string =>
  `People say: ${broken.map((belief) => `"${beliefs[belief]}"`).join(" ")} A night like this needs somebody to ` +
  `${listOf(jobs.map((job) => needs[job]))}, at any hour and unasked. That is what a manager is for.`;

const needs: Readonly<Record<Job, string>> = {
  "health-watching": "see what is down",
  restarting: "start it again",
  placement: "find room on another server",
  updating: "bring in a new version with care",
};

/** The question to argue about. */
export function debrief({ drill, compared }: Report): string {
  const { pager: woken, manager: managed } = compared;
  switch (drill.night.number) {
    case 1:
      return "One copy, one crash. Who among you would have seen it at 02:00, and how?";
    case 2:
      return "A rule on each server that restarts what crashes mended two of three. Which one did it miss, and what would have seen it?";
    case 3: {
      const waits = manager.noticesServerAfter + manager.placesAfter;
      return `The manager waited ${spell(waits)} before it placed the lost copies elsewhere. Why would anybody build it so?`;
    }
    case 4:
      return "The manager kept the site up, and the new version never came. What was left for people to do?";
    default:
      return (
        `A person with an alarm was up for ${spell(woken.woken.awake)} and lost ${count(Math.round(woken.lost), "page turn")}; ` +
        `the manager woke nobody and lost ${count(Math.round(managed.lost), "page turn")}. Which would you choose, and what would you change?`
      );
  }
}
