import { percent, policyNames } from "../../src/drill/report/words.ts";
import { spell } from "../../src/drill/words.ts";
import { nightWatch } from "../../src/fleet/live.ts";
import { type Measures, measure } from "../../src/fleet/measure.ts";
import type { Night } from "../../src/fleet/night.ts";
import { type Policy, runUnder } from "../../src/fleet/policies.ts";
import { byNightsClock } from "../../src/fleet/waking.ts";

/** Nights of each kind that a row of the table stands for: seeds 1 to 200. */
const SEEDS = 200;

export const tableHead: readonly string[] = [
  "night",
  "looked after by",
  "a failure is noticed after",
  "never noticed",
  "the slowest repair takes",
  "page turns lost",
  "of all",
  "people woken",
  "up at night",
];

/** One row of the table of policies in docs/drill.md. */
export function tableRow(night: Night, policy: Policy): readonly string[] {
  const nights = Array.from({ length: SEEDS }, (_, index) => measured(index + 1, night, policy));
  const stories = nights.flatMap((one) => one.stories);
  const unnoticed = stories.filter(({ noticed }) => noticed === undefined).length;
  return [
    String(night.number),
    policyNames[policy],
    told(middle(stories.map(({ failure, noticed }) => since(failure.at, noticed)))),
    percent(unnoticed, stories.length),
    told(middle(nights.map(slowest))),
    Math.round(mean(nights.map((one) => one.lost))).toLocaleString("en"),
    percent(mean(nights.map((one) => one.lost)), mean(nights.map((one) => one.wanted))),
    `${mean(nights.map((one) => one.woken.times)).toFixed(1)} times`,
    spell(60 * Math.round(mean(nights.map((one) => one.woken.awake)) / 60)),
  ];
}

export const markdownRow = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function measured(seed: number, night: Night, policy: Policy): Measures {
  const drill = nightWatch(seed, night);
  return measure(drill, runUnder(policy, drill), byNightsClock);
}

/** The longest of a night's repairs; never, when one never came. */
const slowest = ({ stories }: Measures): number =>
  Math.max(...stories.map(({ failure, repaired }) => since(failure.at, repaired)));

const since = (from: number, to: number | undefined): number =>
  to === undefined ? Number.POSITIVE_INFINITY : to - from;

const told = (seconds: number): string => (seconds === Number.POSITIVE_INFINITY ? "never" : spell(seconds));

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The lower of the two in the middle; what never came stands last. */
function middle(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => (one === other ? 0 : one - other));
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}
