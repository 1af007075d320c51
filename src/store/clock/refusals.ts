import type { Delivered } from "../../chat/platform.ts";
import type { Circuit, CircuitKey, PostState, Settled } from "../../core/post.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";
import type { PostRow } from "../tables/clock-tables.ts";
import { openCircuit } from "./circuits.ts";
import { endPost } from "./endings.ts";
import { addNotice } from "./notices.ts";
import { findSchedule } from "./schedules.ts";

type Target = { platform: string; tenant: string; target: string };

const restTarget = statement((queries, value: Value<Target & { until: number | null }>) =>
  queries
    .updateTable("schedules")
    .set({ pause: "refused", pause_until: value("until"), next_date: null, next_due: null })
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant"))
    .where("target", "=", value("target"))
    .where("pause", "is", null),
);

const restTenant = statement((queries, value: Value<Omit<Target, "target"> & { until: number }>) =>
  queries
    .updateTable("schedules")
    .set({ pause: "refused", pause_until: value("until"), next_date: null, next_due: null })
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant"))
    .where("pause", "is", null),
);

const waitingAt = statement((queries, value: Value<Target>) =>
  queries
    .selectFrom("posts")
    .selectAll()
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant"))
    .where("target", "=", value("target"))
    .where("state", "=", "waiting")
    .where("local_date", "is not", null)
    .forUpdate()
    .skipLocked(),
);

const putBack = statement((queries, value: Value<{ id: string; state: PostState; until: number }>) =>
  queries
    .updateTable("posts")
    .set({ state: value("state"), next_at: value("until"), lease_owner: null, lease_until: null })
    .where("id", "=", value("id")),
);

type Refused = Extract<Delivered, { readonly kind: "refused" }> & { readonly probeAt: number };

/**
 * What follows from a refusal: of the post alone, nothing more. Of a place or tenant, its schedules rest until it is tried again,
 * and a person's until they act. A platform that takes nothing loses nothing: its posts wait.
 */
export function* refuse(post: PostRow, { why, scope, probeAt }: Refused, settled: Settled): Fact<Circuit | undefined> {
  const { at } = settled;
  // One in doubt stays in doubt.
  const state = post.state === "unknown" ? "unknown" : "waiting";
  if (scope === "platform") yield* run(putBack, { id: post.id, state, until: probeAt });
  else yield* endPost(post, { state: "refused", why, slot: "attention", reason: "refused", at });
  if (scope === "post") return undefined;
  const circuit = { ...keyOf(post, scope), why, openedAt: at, probeAt };
  const opened = yield* openCircuit(circuit, scope === "place" ? ownerOf(post) : null);
  yield* rest(post, scope, probeAt, at);
  if (opened && scope === "place") yield* tell(post, settled.notice, why, at);
  return opened ? circuit : undefined;
}

function keyOf({ platform, tenant, target: id }: PostRow, scope: "place" | "tenant" | "platform"): CircuitKey {
  switch (scope) {
    case "place":
      return { platform, tenant, id };
    case "tenant":
      return { platform, tenant, id: undefined };
    case "platform":
      return { platform, tenant: undefined, id: undefined };
    default:
      return scope satisfies never;
  }
}

/** A person's own circuit belongs to them. */
const ownerOf = ({ target_kind: kind, learner_id: learner }: PostRow): string | null =>
  kind === "channel" ? null : learner;

function* rest(post: PostRow, scope: "place" | "tenant" | "platform", probeAt: number, at: number): Fact<void> {
  const { platform, tenant, target } = post;
  if (scope === "platform") return;
  if (scope === "tenant") {
    yield* run(restTenant, { platform, tenant, until: probeAt });
    return;
  }
  yield* run(restTarget, { platform, tenant, target, until: post.target_kind === "person" ? null : probeAt });
  for (const waiting of yield* run(waitingAt, { platform, tenant, target }))
    yield* endPost(waiting, { state: "dropped", slot: "skipped", why: "refused", at });
}

/** Tells who made the schedule, unless it is they who cannot be reached. */
function* tell(post: PostRow, notice: string, why: string, at: number): Fact<void> {
  const schedule = post.schedule_id === null ? undefined : yield* findSchedule(post.schedule_id);
  if (!schedule?.by || (post.target_kind === "person" && post.target === schedule.by.person)) return;
  yield* addNotice(schedule, notice, why, at);
}
