import type { Who } from "../../core/who.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";

type Person = { platform: string; tenant: string; person: string };

const resting = statement((queries, value: Value<Person>) =>
  queries
    .selectFrom("learners")
    .innerJoin("schedules", "schedules.learner_id", "learners.id")
    .select("schedules.id")
    .where("learners.platform", "=", value("platform"))
    .where("learners.tenant", "=", value("tenant"))
    .where("learners.person", "=", value("person"))
    .where("schedules.kind", "=", "review")
    .where((schedule) =>
      schedule.or([
        schedule("schedules.pause", "in", ["zone", "refused", "removed"]),
        schedule(
          schedule
            .selectFrom("slots")
            .select("slots.reason")
            .whereRef("slots.schedule_id", "=", "schedules.id")
            .orderBy("slots.due", "desc")
            .limit(1),
          "=",
          "refused",
        ),
      ]),
    ),
);

/** Asked at every command of everybody: one statement, by indexes alone. */
export function* reminderRests({ platform, tenant, person }: Who): Fact<boolean> {
  return (yield* run(resting, { platform, tenant, person })).length > 0;
}
