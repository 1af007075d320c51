import type { Engine } from "../engine/engine.ts";
import type { Fact } from "../engine/statement.ts";
import { skipIn } from "./slots.ts";

/** The same engine, which tells after each commit why slots were skipped in it, one by one, whichever fact did that. */
export const tellingSkips = (engine: Engine, skipped: (reason: string) => void): Engine => ({
  ...engine,
  write: async (fact) => {
    const reasons: string[] = [];
    const result = await engine.write(() => {
      // It may run again from its start, and what it did before is undone then.
      reasons.length = 0;
      return watched(fact(), reasons);
    });
    for (const reason of reasons) skipped(reason);
    return result;
  },
});

/** Hands on what a fact asks, and notes the slots that are skipped by it. */
function* watched<Result>(fact: Fact<Result>, reasons: string[]): Fact<Result> {
  let step = fact.next([]);
  while (!step.done) {
    const rows = yield step.value;
    const reason = rows.length === 0 ? undefined : skipIn(step.value);
    if (reason !== undefined) reasons.push(reason);
    step = fact.next(rows);
  }
  return step.value;
}
