import { type Fact, run, statement, type Value } from "../engine/statement.ts";

type By = { by: number };
type Tenant = { platform: string; tenant: string };

const oldPosts = statement((queries, value: Value<By>) =>
  queries.deleteFrom("posts").where("settled_at", "<=", value("by")).returning("id"),
);

/** Edits of a message that never came. */
const forlorn = statement((queries, value: Value<By>) =>
  queries
    .deleteFrom("posts")
    .where("state", "=", "waiting")
    .where("edits", "is not", null)
    .where("edit_id", "is", null)
    .where("due", "<=", value("by"))
    .returning("id"),
);

const oldSlots = statement((queries, value: Value<By>) =>
  queries.deleteFrom("slots").where("settled_at", "<=", value("by")).returning("due"),
);

const postsOf = statement((queries, value: Value<Tenant>) =>
  queries.deleteFrom("posts").where("platform", "=", value("platform")).where("tenant", "=", value("tenant")),
);

const slotsOf = statement((queries, value: Value<Tenant>) =>
  queries
    .deleteFrom("slots")
    .where("schedule_id", "in", (from) =>
      from
        .selectFrom("schedules")
        .select("id")
        .where("platform", "=", value("platform"))
        .where("tenant", "=", value("tenant")),
    ),
);

const schedulesOf = statement((queries, value: Value<Tenant>) =>
  queries.deleteFrom("schedules").where("platform", "=", value("platform")).where("tenant", "=", value("tenant")),
);

const circuitsOf = statement((queries, value: Value<Tenant>) =>
  queries.deleteFrom("circuits").where("platform", "=", value("platform")).where("tenant", "=", value("tenant")),
);

export function* purgePosts(by: number): Fact<number> {
  const posts = [...(yield* run(oldPosts, { by })), ...(yield* run(forlorn, { by }))];
  return posts.length + (yield* run(oldSlots, { by })).length;
}

/** Removes all that was planned in a tenant and sent there. */
export function* purgePlans(platform: string, tenant: string): Fact<void> {
  for (const gone of [postsOf, slotsOf, schedulesOf, circuitsOf]) yield* run(gone, { platform, tenant });
}
