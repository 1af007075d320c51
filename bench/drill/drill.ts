import { fold } from "../../src/fleet/fold.ts";
import { nightWatch } from "../../src/fleet/live.ts";
import { nights } from "../../src/fleet/night.ts";
import { runUnder, under } from "../../src/fleet/policies.ts";
import { reportOf } from "../../src/fleet/report.ts";
import { type Figure, figure } from "../figure.ts";
import { inTurns } from "../rounds.ts";
import { drillCrowd } from "./crowd.ts";

/** The night of seven hours with a hundred copies: by hand, under the manager, and the whole report in the morning. */
export async function drill(): Promise<readonly Figure[]> {
  const night = nights.find(({ copies }) => copies === 100);
  if (!night) throw new Error("no night has a hundred copies: look at src/fleet/night.ts");
  const watch = nightWatch(1, night);
  const managed = under("manager", watch);
  const restarted = under("restart-rule", watch);
  // What the person on call does in that night, pressed by somebody: the longest log that one pair of hands makes.
  const log = runUnder("pager", watch).judged.map(({ press }) => press);
  const run = fold(watch, log, watch.lasts);
  const median = await inTurns(
    {
      watch: { run: () => void fold(watch, log, watch.lasts) },
      managed: { run: () => void fold(managed, [], managed.lasts) },
      restarted: { run: () => void fold(restarted, [], restarted.lasts) },
      report: { run: () => void reportOf(watch, run) },
    },
    { rounds: 15, operations: 1 },
  );
  const told = (name: string, value: number, limit?: number): Figure =>
    figure({ name, value: value / 1000, unit: "ms", ...(limit !== undefined && { limit }) });
  return [
    told(`a night of a hundred copies and ${log.length} presses, folded`, median("watch"), 50),
    told("the same under the manager", median("managed"), 50),
    told("the same with a restart rule: a crash loop all night", median("restarted"), 50),
    told("its report: four policies, spans, stories", median("report")),
    ...(await drillCrowd()),
  ];
}
