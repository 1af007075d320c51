import { nightWatch } from "../src/core/drill/live.ts";
import { type Measures, measure } from "../src/core/drill/measure.ts";
import { type Night, nights } from "../src/core/drill/night.ts";
import { type Policy, policies, runUnder } from "../src/core/drill/policies.ts";
import { byNightsClock } from "../src/core/drill/waking.ts";

const SEEDS = 200;

const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1);

function measuresOf(night: Night, policy: Policy): readonly Measures[] {
  return seeds.map((seed) => {
    const drill = nightWatch(seed, night);
    return measure(drill, runUnder(policy, drill), byNightsClock);
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The middle of them, where what never came is later than everything. */
function middle(values: readonly (number | undefined)[]): number | undefined {
  const sorted = values.toSorted((one, other) => (one ?? Number.MAX_VALUE) - (other ?? Number.MAX_VALUE));
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

const since = (from: number, to: number | undefined): number | undefined => (to === undefined ? undefined : to - from);

function rowOf(night: Night, policy: Policy): string {
  const measures = measuresOf(night, policy);
  const stories = measures.flatMap((one) => one.stories);
  const notices = stories.map(({ failure, noticed }) => since(failure.at, noticed));
  const repairs = stories.map(({ failure, repaired }) => since(failure.at, repaired));
  const lost = mean(measures.map((one) => one.lost));
  const cells = [
    String(night.number),
    policy,
    duration(middle(notices)),
    share(notices),
    duration(middle(repairs)),
    share(repairs),
    Math.round(lost).toLocaleString("en"),
    `${((100 * lost) / mean(measures.map((one) => one.wanted))).toFixed(1)} %`,
    mean(measures.map((one) => one.woken.times)).toFixed(1),
    `${(mean(measures.map((one) => one.woken.awake)) / 60).toFixed(0)} min`,
  ];
  return `| ${cells.join(" | ")} |`;
}

const share = (values: readonly (number | undefined)[]): string =>
  `${((100 * values.filter((value) => value === undefined).length) / values.length).toFixed(0)} %`;

function duration(seconds: number | undefined): string {
  if (seconds === undefined) return "never";
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}

const head = [
  "night",
  "policy",
  "time to notice",
  "never noticed",
  "time to repair",
  "never repaired",
  "lost page turns",
  "of all",
  "people woken",
  "awake",
];
console.log(`| ${head.join(" | ")} |\n|${"---|".repeat(head.length)}`);
for (const night of nights) for (const policy of policies) console.log(rowOf(night, policy));
