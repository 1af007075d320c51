import type { ExpressionBuilder } from "kysely";
import type { Circuit, CircuitKey } from "../../core/post.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";
import type { PostRow } from "../tables/clock-tables.ts";
import type { Tables } from "../tables/tables.ts";

type Key = { platform: string; tenant: string; target: string };

const insert = statement(
  (queries, value: Value<Key & { learner: string | null; why: string; at: number; probe: number }>) =>
    queries
      .insertInto("circuits")
      .values({
        platform: value("platform"),
        tenant: value("tenant"),
        target: value("target"),
        learner_id: value("learner"),
        why: value("why"),
        opened_at: value("at"),
        probe_at: value("probe"),
      })
      .onConflict((conflict) => conflict.columns(["platform", "tenant", "target"]).doNothing())
      .returning("platform"),
);

const postpone = statement((queries, value: Value<Key & { why: string; probe: number }>) =>
  queries
    .updateTable("circuits")
    .set({ probe_at: value("probe"), why: value("why") })
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant"))
    .where("target", "=", value("target")),
);

/** A recipient's own circuit and their tenant's. */
const remove = statement((queries, value: Value<Key>) =>
  queries
    .deleteFrom("circuits")
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant"))
    .where("target", "in", [value("target"), ""])
    .returning(["tenant", "target"]),
);

const all = statement((queries) => queries.selectFrom("circuits").selectAll().orderBy("opened_at"));

/** The planner takes up what rests no longer, and works out when it is due next. */
const wakeTarget = statement((queries, value: Value<Key & { at: number }>) =>
  queries
    .updateTable("schedules")
    .set({ pause_until: value("at") })
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant"))
    .where("target", "=", value("target"))
    .where("pause", "=", "refused"),
);

const wakeTenant = statement((queries, value: Value<{ platform: string; tenant: string; at: number }>) =>
  queries
    .updateTable("schedules")
    .set({ pause_until: value("at") })
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant"))
    .where("pause", "=", "refused"),
);

/** Circuits that keep a post back at this time. */
export const closed = (
  where: ExpressionBuilder<Tables & { readonly post: PostRow }, "post">,
  value: Value<{ at: number }>,
) =>
  where
    .selectFrom("circuits")
    .select("circuits.why")
    .whereRef("circuits.platform", "=", "post.platform")
    .where((circuit) =>
      circuit.or([
        circuit("circuits.tenant", "=", ""),
        circuit.and([
          circuit("circuits.tenant", "=", circuit.ref("post.tenant")),
          circuit.or([
            circuit("circuits.target", "=", ""),
            circuit("circuits.target", "=", circuit.ref("post.target")),
          ]),
        ]),
      ]),
    )
    .where("circuits.probe_at", ">", value("at"));

const keyOf = ({ platform, tenant = "", id = "" }: CircuitKey): Key => ({ platform, tenant, target: id });

/** Opens a circuit; one that is open is probed later than before. True when it was closed. */
export function* openCircuit(circuit: Circuit, learner: string | null = null): Fact<boolean> {
  const { why, openedAt: at, probeAt: probe } = circuit;
  const [opened] = yield* run(insert, { ...keyOf(circuit), learner, why, at, probe });
  if (!opened) yield* run(postpone, { ...keyOf(circuit), why, probe });
  return opened !== undefined;
}

/** Something arrived: the platform takes posts, and so does everything on the way to the recipient. */
export function* reached(key: CircuitKey, at: number): Fact<void> {
  yield* run(remove, keyOf({ platform: key.platform, tenant: undefined, id: undefined }));
  yield* closeCircuit(key, at);
}

/** Closes a recipient's circuit and their tenant's, and lets the schedules go on that rested because of one. */
export function* closeCircuit(key: CircuitKey, at: number): Fact<boolean> {
  const closed = yield* run(remove, keyOf(key));
  for (const { tenant, target } of closed) {
    if (tenant === "") continue;
    if (target === "") yield* run(wakeTenant, { platform: key.platform, tenant, at });
    else yield* run(wakeTarget, { platform: key.platform, tenant, target, at });
  }
  return closed.length > 0;
}

export function* circuits(): Fact<readonly Circuit[]> {
  const rows = yield* run(all, {});
  return rows.map((row) => ({
    platform: row.platform,
    tenant: row.tenant === "" ? undefined : row.tenant,
    id: row.target === "" ? undefined : row.target,
    why: row.why,
    openedAt: row.opened_at,
    probeAt: row.probe_at,
  }));
}
