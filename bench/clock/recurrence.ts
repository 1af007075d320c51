import { Cron } from "croner";
import { nextSlot } from "../../src/planning/recurrence.ts";
import { type Figure, figure } from "../figure.ts";
import { inTurns } from "../rounds.ts";
import { now } from "../school.ts";

/** Firings worked out in one round by each; ours are a million in all rounds together. */
const ours = 50_000;
const theirs = 1000;
const rounds = 20;

/** Fifty zones, spread over all there are. */
const zones = Intl.supportedValuesOf("timeZone")
  .filter((_, index) => index % 8 === 0)
  .slice(0, 50);
const days = [1, 2, 3, 4, 5];

/** Some moment of a year, another one for each firing. */
const moment = (index: number): number => now + ((index * 7_919_000) % (365 * 86_400_000));

/** One million next firings in fifty zones, beside croner, which works out the same. */
export async function recurrence(): Promise<readonly Figure[]> {
  const crons = zones.map((timezone) => new Cron("30 8 * * 1-5", { timezone, paused: true }));
  let drift = 0;
  const own = (index: number) =>
    nextSlot({ zone: zones[index % zones.length] ?? "UTC", time: "08:30", days }, moment(index));
  const croner = (index: number) => crons[index % crons.length]?.nextRun(new Date(moment(index)));
  for (let index = 0; index < theirs; index += 1)
    drift += Math.abs((own(index)?.due ?? 0) - (croner(index)?.getTime() ?? 0));
  if (drift > 0) throw new Error("The two do not agree on when something is due.");
  const times = await inTurns(
    {
      own: { run: () => repeat(ours, own) },
      croner: { run: () => repeat(theirs, croner) },
    },
    { rounds, operations: 1 },
  );
  return [
    figure({
      name: "clock: a next firing, fifty zones",
      value: times("own") / ours,
      unit: "µs",
      baseline: times("croner") / theirs,
      limit: 1,
    }),
  ];
}

function repeat(count: number, work: (index: number) => unknown): void {
  for (let index = 0; index < count; index += 1) work(index);
}
