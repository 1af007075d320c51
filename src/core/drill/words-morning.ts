import type { Hands, Measures } from "./measure.ts";
import { count, spell } from "./words.ts";
import { percent } from "./words-report.ts";

/** The first words of a report, and the pages behind it; words-report.ts says the rest. */
export const morningWords = {
  title: { watch: "The morning after", live: "How it went" },
  costsTitle: "What it cost",
  costsButton: "What happened in detail",
  numbersButton: "The numbers behind it",
  readButton: "Read why",
  wokenByHour: (hours: readonly { readonly hour: number; readonly times: number }[]): string =>
    `Up at night, by their own clocks: ${hours
      .map(({ hour, times }) => `${String(hour).padStart(2, "0")}:00 ${count(times, "time")}`)
      .join(", ")}.`,
  nobodyUp: "Nobody was up at night.",
  hands: ({ actions, collisions, wrongRestarts }: Hands): string =>
    `${count(actions, "action")}, ${count(collisions, "collision")}, ${count(wrongRestarts, "restart")} of a copy that did not need it or could not have it.`,
  yours: "Your own row, for your eyes only: ",
  nobodyPressed: "Nobody pressed anything, and nobody had to.",
  fileText: "Here it is, to keep. It tells what happened, and never who.",
  fileName: (night: number): string => `practice-night-${night}-timeline.md`,
  more: (n: number): string => `and ${n} more`,
  tomorrow: "Tomorrow one question is made from this night's log.",
} as const;

/** What became of the night in one or two sentences. */
export function summary(measures: Measures, byDay: boolean): string {
  const { toNotice, lost, wanted, woken } = measures;
  const seen =
    toNotice === undefined
      ? "Nobody noticed while it lasted."
      : toNotice < 60
        ? "Somebody noticed within a minute."
        : `It took ${spell(toNotice)} until somebody noticed.`;
  const cost = `${count(Math.round(lost), "page turn")} did not happen, ${percent(lost, wanted)} of what readers wanted.`;
  const up = byDay || woken.people === 0 ? "" : ` ${count(woken.people, "person was", "people were")} up for it.`;
  return `${seen} ${cost}${up}`;
}
