import { byHand, manager, pager, readers, startTakes } from "../../fleet/constants.ts";
import { healthy } from "../../fleet/fleet.ts";
import type { Turn } from "../../fleet/fold.ts";
import type { Job } from "../../fleet/job.ts";
import type { Measures } from "../../fleet/measure.ts";
import type { Policy } from "../../fleet/policies.ts";
import type { Gap, Innocent } from "../../fleet/question.ts";
import type { Report } from "../../fleet/report.ts";
import { type Down, downTimes, type Span } from "../../fleet/spans.ts";
import { clock, count, spell } from "../words.ts";
import { actWords, failureWords } from "./words-timeline.ts";

/** What the morning after a drill says. */

export const policyNames: Readonly<Record<Policy | "channel", string>> = {
  channel: "Your night",
  nobody: "Nobody",
  pager: "A person with an alarm",
  "restart-rule": "A restart rule on each server",
  manager: "A manager",
};

const jobNames: Readonly<Record<Job, string>> = {
  "health-watching": "Health-watching: seeing what is down",
  restarting: "Restarting: starting a copy again where it was",
  placement: "Placement: finding a server with room",
  updating: "Updating: bringing in a version, or taking it back",
};

export const reportWords = {
  comparedHead: ["looked after by", "first noticed", "page turns lost", "woken", "awake"],
  pictureTitle: "By hand above, the manager below",
  byHand: "By hand",
  withManager: "With a manager",
  copy: (id: number): string => `Copy ${id}`,
  looks: {
    up: { label: "serving", letter: "R" },
    starting: { label: "starting or waiting", letter: "S" },
    hung: { label: "hanging", letter: "H" },
    down: { label: "crashed or lost", letter: "X" },
  },
  turnTitle: (turn: Turn): string => `What the manager did at ${clock(turn.observed.now, true)}`,
  parametersTitle: "The numbers behind this",
  timelineButton: "Give me the timeline",
  replayButton: "Replay with a manager",
  questionTitle: "Practice: a question made from the last drill here. Nothing real is broken.",
  cameLater: (posted: string): string =>
    `On this date there was no 02:00 here: the clocks went forward, so the night began at ${posted}.`,
  cameOnce: "On this date 02:00 came twice here: the clocks went back. The night began at the first one, once.",
} as const;

/** One row of the comparison, under `comparedHead`. */
export const comparedRow = (name: Policy | "channel", measures: Measures): readonly string[] => [
  policyNames[name],
  measures.toNotice === undefined ? "never" : `after ${spell(measures.toNotice)}`,
  measures.lost < 0.5
    ? "none"
    : `${Math.round(measures.lost).toLocaleString("en")} (${percent(measures.lost, measures.wanted)})`,
  measures.woken.times === 0 ? "nobody" : count(measures.woken.times, "time"),
  measures.woken.awake === 0 ? (measures.woken.times === 0 ? "no time" : "a moment") : spell(measures.woken.awake),
];

/** "0 %", "< 0.1 %", "0.3 %", "25 %". */
export function percent(part: number, whole: number): string {
  const share = whole === 0 ? 0 : (100 * part) / whole;
  if (share > 0 && share < 0.1) return "< 0.1 %";
  return `${share < 10 ? Math.round(share * 10) / 10 : Math.round(share)} %`;
}

/** What a night cost, a line each. */
export const costLines = (measures: Measures): readonly string[] => [
  `${count(Math.round(measures.lost), "page turn")} lost, ${percent(measures.lost, measures.wanted)} of what readers wanted`,
  `${spell(measures.below)} with fewer copies than wished, ${measures.atZero === 0 ? "and never without any" : `${spell(measures.atZero)} of them without any`}`,
  ...measures.stories.map(
    ({ failure, noticed, repaired }) =>
      `${clock(failure.at, true)} ${failureWords(failure)} ` +
      `${noticed === undefined ? "Never noticed" : `Noticed after ${spell(noticed - failure.at)}`}, ` +
      `${repaired === undefined ? "never mended" : `mended after ${spell(repaired - failure.at)}`}.`,
  ),
];

/** Observed, wished, done: a turn of the reconcile loop in three lines; of many acts as many as make `most` characters. */
export function turnLines({ observed, acts }: Turn, most = 160): readonly [string, string, string] {
  return [
    `Observed: ${healthy(observed)} of ${count(observed.wish.copies, "copy", "copies")} running.`,
    `Wished: ${count(observed.wish.copies, "copy", "copies")} of version ${observed.wish.version}.`,
    `Did: ${actsInWords(acts, most)}.`,
  ];
}

/** The manager's latest turn, on a board: when it was, and what was done. */
export const latestTurn = ({ observed, acts }: Turn): string =>
  `At ${clock(observed.now, true)} the manager ${actsInWords(acts, 80)}.`;

function actsInWords(acts: Turn["acts"], most: number): string {
  const done = acts.map(actWords);
  let told = done.length;
  while (told > 1 && done.slice(0, told).join("; ").length > most) told -= 1;
  const more = told < done.length ? `; and ${done.length - told} more` : "";
  return `${done.slice(0, told).join("; ")}${more}`;
}

/** The parameters that made the numbers, so that a reader can judge them. */
export const parameterLines: readonly string[] = [
  "The manager works as Kubernetes does when nobody sets anything. That is a tool you will meet later.",
  `It sees a crash within ${manager.seesExitAfter} s. It asks each copy every ${manager.probeEvery} s, and one that gives no answer ${manager.misses} times is restarted.`,
  `It restarts at once; a copy that crashes again waits ${manager.backOffFirst} s, then twice as long each time, up to ${spell(manager.backOffMost)}.`,
  `A server counts as lost after ${manager.noticesServerAfter} s of silence, and its copies are placed elsewhere ${spell(manager.placesAfter)} later.`,
  `While a new version comes in, at most a quarter of the copies are missing or extra. After ${spell(manager.progressDeadline)} without progress it goes back. (Kubernetes only reports that; other tools go back.)`,
  "The restart rule starts a copy again on its own server when it crashes. It asks no copy, and knows of no other server.",
  `The person with an alarm is at the keyboard ${spell(pager.wakesIn)} after it rings, and asleep again after ${spell(pager.asleepAfter)} without work.`,
  `By hand, a look takes ${spell(byHand.look)}, a restart ${spell(byHand.restart)}, placing ${spell(byHand.place)}, an update or a roll-back ${spell(byHand.update)}.`,
  `A copy serves ${readers.perCopy} page turns a second and takes ${startTakes} s to start. People, readers and failures are assumptions.`,
];

/** The picture in words, in at most so many characters: when each copy did not serve. */
export function pictureAlt(report: Report, most: number): string {
  for (let spoken = SPOKEN; spoken > 0; spoken -= 1) {
    const alt = altOf(report, spoken);
    if (alt.length <= most) return alt;
  }
  return altOf(report, 0);
}

/** Down times of each side: as many as somebody listens to. */
const SPOKEN = 8;

function altOf({ picture, drill }: Report, spoken: number): string {
  const side = (name: string, spans: readonly Span[]): string => {
    const downs = downTimes(spans);
    const shown = downs.slice(0, spoken).map(downWords);
    const left = downs.length - shown.length;
    const more =
      left === 0
        ? []
        : [
            `${shown.length === 0 ? "" : "and "}${count(left, "time", "times")}${shown.length === 0 ? " a copy did not serve" : " more"}`,
          ];
    return `${name}: ${downs.length === 0 ? "every copy served all night" : [...shown, ...more].join(", ")}.`;
  };
  return (
    `${drill.night.copies === 1 ? "One row, for the one copy" : `One row for each copy, ${drill.night.copies} in all`}, time to the right. ` +
    `${side(reportWords.byHand, picture.byHand)} ${side(reportWords.withManager, picture.manager)}`
  );
}

const downWords = ({ copy, from, to }: Down): string =>
  `copy ${copy} did not serve from ${clock(from, true)} to ${clock(to, true)}`;

/** The generated check: its question, the right choice and the others, each with its reason. */
export function gapWords(gap: Gap): {
  readonly question: string;
  readonly choices: readonly { readonly text: string; readonly right: boolean; readonly reason: string }[];
} {
  const right = { text: jobNames[gap.job], right: true, reason: missing(gap) };
  const others = gap.others.map(({ job, why }) => ({ text: jobNames[job], right: false, reason: innocent[why] }));
  return {
    question: `${clock(gap.failure.at)}: ${failureWords(gap.failure)} Which job was missing first, between ${clock(gap.from)} and ${clock(gap.to)}?`,
    choices: [right, ...others],
  };
}

const missing = ({ job, from, to }: Gap): string =>
  job === "health-watching"
    ? `For ${spell(to - from)} nobody knew. Without somebody who watches, no other job can begin.`
    : `It was known, and for ${spell(to - from)} nobody began to mend it.`;

const innocent: Readonly<Record<Innocent, string>> = {
  "comes-after": "It would have mended it. But nobody can mend what nobody has noticed: that comes first.",
  "was-done": "That was done: somebody had noticed by then.",
  "not-called-for": "It would not have helped here: what was down needed something else.",
};
