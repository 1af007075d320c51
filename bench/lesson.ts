import { randomUUIDv7 } from "node:crypto";
import type { AnswerGiven } from "../src/core/store.ts";
import type { Opened } from "../src/store/open.ts";
import { checkOf, month, now, personOf, placeOf, type School, week } from "./school.ts";

/** Poses so many checks to learners all over the school, and gives the answers that they will give. */
export async function pose(opened: Opened, school: School, count: number): Promise<readonly AnswerGiven[]> {
  const posing = Array.from({ length: count }, async (_, index): Promise<AnswerGiven> => {
    const learner = (index * 7907 + Math.floor(Math.random() * school.learners)) % school.learners;
    const check = checkOf(learner % 20);
    const sitting = await opened.store.beginSitting({
      id: randomUUIDv7(),
      who: personOf(learner),
      place: placeOf(learner),
      kind: "quiz",
      chapter: undefined,
      checks: [check],
      at: now,
      ask: { id: randomUUIDv7(), page: 0, check, version: "v1", order: [2, 0, 1, 3], message: undefined },
      newLearner: randomUUIDv7(),
      newPlace: randomUUIDv7(),
    });
    const [ask] = sitting.asks;
    if (!ask) throw new Error("Nothing was posed.");
    return { ask, message: undefined, ...answer(check) };
  });
  return Promise.all(posing);
}

const answer = (check: string) => ({
  answer: { response: { kind: "choices", choices: [1] }, right: true, at: now } as const,
  picks: undefined,
  tags: [],
  review: {
    check,
    due: now + 3 * 86_400_000,
    stability: 2.3065,
    difficulty: 2.1181,
    scheduledDays: 3,
    reps: 2,
    lapses: 0,
    state: 2,
    lastReview: now,
    lastRight: true,
  },
  points: 1,
  periods: [week, month],
});
