import type { KeptPress, PressMade } from "../../drill/store.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";
import { ensureLearner } from "../people/learners.ts";
import type { DrillPressRow } from "../tables/drill-tables.ts";

/** Counts one more and so holds the drill: of two presses at once, the second waits for its number. */
const countPress = statement((queries, value: Value<{ drill: string }>) =>
  queries
    .updateTable("drills")
    .set((column) => ({ presses: column("presses", "+", 1) }))
    .where("id", "=", value("drill"))
    .where("ended_at", "is", null)
    .returning("presses"),
);

const countPerson = statement((queries, value: Value<{ drill: string }>) =>
  queries
    .updateTable("drills")
    .set((column) => ({ people: column("people", "+", 1) }))
    .where("id", "=", value("drill"))
    .returning("people"),
);

const actorOf = statement((queries, value: Value<{ drill: string; learner: string }>) =>
  queries
    .selectFrom("drill_presses")
    .select("actor")
    .where("learner_id", "=", value("learner"))
    .where("drill_id", "=", value("drill"))
    .limit(1),
);

const insert = statement((queries, value: Value<DrillPressRow>) =>
  queries.insertInto("drill_presses").values({
    drill_id: value("drill_id"),
    seq: value("seq"),
    actor: value("actor"),
    learner_id: value("learner_id"),
    second: value("second"),
    minute: value("minute"),
    verb: value("verb"),
    argument: value("argument"),
  }),
);

const logAfter = statement((queries, value: Value<{ drill: string; after: number }>) =>
  queries
    .selectFrom("drill_presses")
    .selectAll()
    .where("drill_id", "=", value("drill"))
    .where("seq", ">", value("after"))
    .orderBy("seq"),
);

type Added = { readonly seq: number | undefined; readonly log: readonly KeptPress[] };

export function* addPress({ drill, who, now, newLearner, after, at, minute, verb, argument }: PressMade): Fact<Added> {
  const [counted] = yield* run(countPress, { drill });
  if (!counted) return { seq: undefined, log: yield* pressesOf(drill, after) };
  const seq = counted.presses;
  const learner = yield* ensureLearner(who, newLearner, now);
  const [known] = yield* run(actorOf, { drill, learner });
  const [counting] = known ? [] : yield* run(countPerson, { drill });
  const actor = known?.actor ?? counting?.people ?? 0;
  yield* run(insert, { drill_id: drill, seq, actor, learner_id: learner, second: at, minute, verb, argument });
  return { seq, log: yield* pressesOf(drill, after) };
}

export function* pressesOf(drill: string, after: number): Fact<readonly KeptPress[]> {
  return (yield* run(logAfter, { drill, after })).map(
    ({ seq, second: at, actor, verb, argument, learner_id, minute }) => ({
      seq,
      at,
      actor: String(actor),
      verb,
      argument,
      learner: learner_id ?? undefined,
      minute,
    }),
  );
}
