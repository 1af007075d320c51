import type { Who } from "../../core/who.ts";
import { type Fact, type Queries, run, statement, type Value } from "../engine/statement.ts";
import { ensureLearner } from "../people/learners.ts";

/** The people of the local page are learners of one platform with one tenant. */
const page = { platform: "web", tenant: "local" } as const;

const whoIs = (person: string): Who => ({ ...page, person });

/** The query for a person of the page. One without a profile is unknown: never seen, or erased. */
export const personOfPage = (queries: Queries, person: ReturnType<Value<{ person: string }>>) =>
  queries
    .selectFrom("web_profiles")
    .innerJoin("learners", "learners.id", "web_profiles.learner_id")
    .where("learners.platform", "=", page.platform)
    .where("learners.tenant", "=", page.tenant)
    .where("learners.person", "=", person);

const find = statement((queries, value: Value<{ person: string }>) =>
  personOfPage(queries, value("person")).select(["web_profiles.learner_id", "web_profiles.name"]),
);

const save = statement((queries, value: Value<{ learner: string; name: string; at: number }>) =>
  queries
    .insertInto("web_profiles")
    .values({ learner_id: value("learner"), name: value("name"), created_at: value("at") })
    .onConflict((conflict) =>
      conflict.column("learner_id").doUpdateSet((column) => ({ name: column.ref("excluded.name") })),
    ),
);

export type Profile = { readonly learner: string; readonly name: string };

export function* findProfile(person: string): Fact<Profile | undefined> {
  const [row] = yield* run(find, { person });
  return row && { learner: row.learner_id, name: row.name };
}

/** Makes or renames a profile; `newLearner` is the learner's id when the person is new. */
export function* saveProfile(person: string, name: string, at: number, newLearner: string): Fact<void> {
  const learner = yield* ensureLearner(whoIs(person), newLearner, at);
  yield* run(save, { learner, name, at });
}
