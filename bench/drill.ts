import { fold } from "../src/core/drill/fold.ts";
import { nightWatch } from "../src/core/drill/live.ts";
import { nights } from "../src/core/drill/night.ts";
import { runUnder, under } from "../src/core/drill/policies.ts";
import { reportOf } from "../src/core/drill/report.ts";
import { drillCrowd } from "./drill-crowd.ts";
import { type Figure, figure } from "./figure.ts";
import { inTurns } from "./rounds.ts";

/** The night of seven hours with a hundred copies: by hand, under the manager, and the whole report in the morning. */
export async function drill(): Promise<readonly Figure[]> {
  const night = nights.find(({ copies }) => copies === 100);
  if (!night) throw new Error("no night has a hundred copies: look at src/core/drill/night.ts");
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
