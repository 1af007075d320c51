import Database from "better-sqlite3";
import type { Fact } from "../src/store/engine/statement.ts";
import { openStore } from "../src/store/open.ts";
import { dueReviews } from "../src/store/study/reviews.ts";
import { checkStatistics, rankOf, standings } from "../src/store/study/totals.ts";
import { type Figure, figure } from "./figure.ts";
import { planOf, slowSteps } from "./plan.ts";
import { type Contender, inTurns } from "./rounds.ts";
import { checkOf, learnerId, now, placeOf, type School, week } from "./school.ts";

const operations = 50;

/** What is read at every turn, in a school of a million answers: each under a millisecond, and without a scan. */
export async function reading(school: School): Promise<readonly Figure[]> {
  assertPlans(school);
  const { store, close } = await openStore(school);
  let turn = 0;
  const someone = () => {
    turn = (turn + 7919) % school.learners;
    return turn;
  };
  const often = (name: string, read: (learner: number) => Promise<unknown>): [string, Contender] => {
    const run = async () => {
      for (let index = 0; index < operations; index += 1) await read(someone());
    };
    return [name, { run }];
  };
  const reads = [
    often("top ten of a place for a week", (learner) => store.standings(placeOf(learner), week, 10)),
    often("top ten of a place in which few of 5,000 have joined", () =>
      store.standings(placeOf(school.learners - 1), week, 10),
    ),
    often("own rank in a place for a week", (learner) => store.rankOf(placeOf(learner), week, learnerId(learner))),
    often("due reviews of a learner", (learner) => store.dueReviews(learnerId(learner), now, 10)),
    often("statistics of a check", (learner) => store.checkStatistics(checkOf(learner % 20), "v1")),
  ];
  const median = await inTurns(Object.fromEntries(reads), { rounds: 30, operations });
  await close();
  return reads.map(([name]) =>
    figure({ name: `${name}, at a million answers`, value: median(name), unit: "µs", limit: 1000 }),
  );
}

function assertPlans({ file }: School): void {
  const database = new Database(file, { readonly: true });
  const facts: readonly Fact<unknown>[] = [
    standings(placeOf(0), week, 10),
    rankOf(placeOf(0), week, learnerId(0)),
    dueReviews(learnerId(0), now, 10),
    checkStatistics(checkOf(0), "v1"),
  ];
  const slow = facts.flatMap((fact) => slowSteps(planOf(database, fact)));
  database.close();
  if (slow.length > 0) throw new Error(`A query reads more than it needs: ${slow.join("; ")}`);
}
