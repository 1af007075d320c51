import type { TenantSeen } from "../../core/tenants.ts";
import { restTenant } from "../clock/changes.ts";
import { purgePlans } from "../clock/expiry.ts";
import { removeDrills } from "../drill/drills.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";
import { removeInstallation, removeWorkspace } from "../slack/installations.ts";
import { removeQuestions } from "../study/questions.ts";
import { eraseLearner } from "./privacy.ts";

type Key = { readonly platform: string; readonly tenant: string };

const insert = statement((queries, value: Value<TenantSeen>) =>
  queries
    .insertInto("tenants")
    .values({ platform: value("platform"), tenant: value("tenant"), joined_at: value("at"), removed_at: null })
    .onConflict((conflict) => conflict.columns(["platform", "tenant"]).doNothing())
    .returning("joined_at"),
);

const comeBack = statement((queries, value: Value<Key>) =>
  queries
    .updateTable("tenants")
    .set({ removed_at: null })
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant")),
);

/** A tenant that was never heard to join is written down too: what is kept of it must be purged all the same. */
const leave = statement((queries, value: Value<TenantSeen>) =>
  queries
    .insertInto("tenants")
    .values({ platform: value("platform"), tenant: value("tenant"), joined_at: value("at"), removed_at: value("at") })
    .onConflict((conflict) => conflict.columns(["platform", "tenant"]).doUpdateSet({ removed_at: value("at") })),
);

const present = statement((queries, value: Value<{ platform: string }>) =>
  queries
    .selectFrom("tenants")
    .select("tenant")
    .where("platform", "=", value("platform"))
    .where("removed_at", "is", null)
    .orderBy("tenant"),
);

const leftBy = statement((queries, value: Value<{ by: number }>) =>
  queries
    .selectFrom("tenants")
    .select(["platform", "tenant"])
    .where("removed_at", "<=", value("by"))
    .orderBy("removed_at"),
);

const learnersOf = statement((queries, value: Value<Key>) =>
  queries
    .selectFrom("learners")
    .select("id")
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant"))
    .orderBy("id"),
);

const removePlaces = statement((queries, value: Value<Key>) =>
  queries.deleteFrom("places").where("platform", "=", value("platform")).where("tenant", "=", value("tenant")),
);

const forget = statement((queries, value: Value<Key>) =>
  queries.deleteFrom("tenants").where("platform", "=", value("platform")).where("tenant", "=", value("tenant")),
);

type Claim = { readonly platform: string; readonly application: string };

const claim = statement((queries, value: Value<Claim>) =>
  queries
    .insertInto("applications")
    .values({ platform: value("platform"), application: value("application") })
    .onConflict((conflict) => conflict.column("platform").doNothing()),
);

const claimed = statement((queries, value: Value<{ platform: string }>) =>
  queries.selectFrom("applications").select("application").where("platform", "=", value("platform")),
);

export function* claimPlatform(platform: string, application: string): Fact<string> {
  yield* run(claim, { platform, application });
  const [row] = yield* run(claimed, { platform });
  return row?.application ?? application;
}

export function* joinTenant({ platform, tenant, at }: TenantSeen): Fact<{ readonly first: boolean }> {
  const first = (yield* run(insert, { platform, tenant, at })).length > 0;
  if (!first) yield* run(comeBack, { platform, tenant });
  return { first };
}

export function* leaveTenant({ platform, tenant, at }: TenantSeen): Fact<void> {
  yield* run(leave, { platform, tenant, at });
  yield* restTenant(platform, tenant, at);
}

export function* presentTenants(platform: string): Fact<readonly string[]> {
  const rows = yield* run(present, { platform });
  return rows.map(({ tenant }) => tenant);
}

export function* purgeTenants(by: number): Fact<number> {
  const tenants = yield* run(leftBy, { by });
  for (const { platform, tenant } of tenants) {
    const key = { platform, tenant };
    yield* purgePlans(platform, tenant);
    for (const { id } of yield* run(learnersOf, key)) yield* eraseLearner(id);
    yield* removeQuestions(key);
    yield* removeDrills(key);
    yield* run(removePlaces, key);
    if (platform === "slack") {
      yield* removeInstallation({ kind: "workspace", team: tenant });
      yield* removeWorkspace(tenant);
    }
    yield* run(forget, key);
  }
  return tenants.length;
}
