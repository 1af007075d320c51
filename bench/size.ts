import type { AnswerGiven } from "../src/core/store.ts";
import { openStore } from "../src/store/open.ts";
import { type Figure, figure } from "./figure.ts";
import { pose } from "./lesson.ts";
import { reading } from "./reading.ts";
import { inTurns } from "./rounds.ts";
import { foundSchool, type School } from "./school.ts";

const operations = 64;

/** Recording in a school of ten thousand answers and in one of a million, and reading in the large one. */
export async function size(): Promise<readonly Figure[]> {
  const small = await foundSchool(10_000);
  const large = await foundSchool(1_000_000);
  const growth = await recordIn(small, large);
  const read = await reading(large);
  for (const school of [small, large]) await school.remove();
  return [growth, ...read];
}

async function recordIn(small: School, large: School): Promise<Figure> {
  const [few, many] = [await openStore(small), await openStore(large)];
  let given: readonly AnswerGiven[] = [];
  const contender = (opened: typeof few, school: School) => ({
    prepare: async () => {
      given = await pose(opened, school, operations);
    },
    run: async () => {
      for (const one of given) await opened.store.saveAnswer(one);
    },
  });
  const median = await inTurns(
    { small: contender(few, small), large: contender(many, large) },
    { rounds: 40, operations },
  );
  for (const opened of [few, many]) await opened.close();
  return figure({
    name: "recording an answer, at a million answers to ten thousand",
    value: median("large"),
    unit: "µs",
    baseline: median("small"),
    limit: 1.5,
  });
}
