import type { Learner } from "../../core/store.ts";
import type { Who } from "../../core/who.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";

const find = statement((queries, value: Value<Who>) =>
  queries
    .selectFrom("learners")
    .select("id")
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant"))
    .where("person", "=", value("person")),
);

const insert = statement((queries, value: Value<Who & { id: string; at: number }>) =>
  queries
    .insertInto("learners")
    .values({
      id: value("id"),
      platform: value("platform"),
      tenant: value("tenant"),
      person: value("person"),
      created_at: value("at"),
    })
    .onConflict((conflict) => conflict.columns(["platform", "tenant", "person"]).doNothing()),
);

export function* findLearner({ platform, tenant, person }: Who): Fact<Learner | undefined> {
  const [learner] = yield* run(find, { platform, tenant, person });
  return learner;
}

/** The id of a learner, made under `id` when new. */
export function* ensureLearner({ platform, tenant, person }: Who, id: string, at: number): Fact<string> {
  yield* run(insert, { platform, tenant, person, id, at });
  const learner = yield* findLearner({ platform, tenant, person });
  return learner?.id ?? id;
}

export function* meetLearner(who: Who, newLearner: string, at: number): Fact<Learner> {
  return { id: yield* ensureLearner(who, newLearner, at) };
}
