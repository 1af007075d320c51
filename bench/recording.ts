import type { AnswerGiven } from "../src/core/store.ts";
import { openStore } from "../src/store/open.ts";
import { type Figure, figure } from "./figure.ts";
import { pose } from "./lesson.ts";
import { openRaw } from "./raw.ts";
import { inTurns } from "./rounds.ts";
import { foundSchool } from "./school.ts";

const operations = 64;
const together = 16;

/** Recording an answer, one after another and sixteen at a time, against the same statements by hand; same durability. */
export async function recording(): Promise<readonly Figure[]> {
  const [ours, theirs] = [await foundSchool(10_000), await foundSchool(10_000)];
  const [opened, posing] = [await openStore(ours), await openStore(theirs)];
  const raw = openRaw(theirs.file);
  let given: readonly AnswerGiven[] = [];
  const prepare = async () => {
    given = await pose(opened, ours, operations);
  };
  const median = await inTurns(
    {
      raw: {
        prepare: async () => {
          given = await pose(posing, theirs, operations);
        },
        run: () => given.forEach(raw.record),
      },
      single: {
        prepare,
        run: async () => {
          for (const one of given) await opened.store.saveAnswer(one);
        },
      },
      grouped: {
        prepare,
        run: async () => {
          for (let from = 0; from < operations; from += together)
            await Promise.all(given.slice(from, from + together).map(opened.store.saveAnswer));
        },
      },
    },
    { rounds: 40, operations },
  );
  raw.close();
  for (const one of [opened, posing]) await one.close();
  for (const school of [ours, theirs]) await school.remove();
  const common = { unit: "µs", baseline: median("raw") };
  return [
    figure({ name: "recording an answer", value: median("single"), limit: 1.5, ...common }),
    figure({ name: "recording an answer, 16 at once", value: median("grouped"), ...common }),
  ];
}
