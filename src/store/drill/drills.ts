import type { MessageRef } from "../../chat/event.ts";
import type { DrillBegun, DrillRecord, Ending } from "../../drill/store.ts";
import { type Fact, type Queries, run, statement, type Value } from "../engine/statement.ts";
import { ensureLearner } from "../people/learners.ts";
import { ensurePlace } from "../people/places.ts";
import type { DrillRow } from "../tables/drill-tables.ts";

const insert = statement((queries, value: Value<Omit<DrillRow, "board" | "ended_at" | "ending" | "moved_by">>) =>
  queries
    .insertInto("drills")
    .values({
      id: value("id"),
      place_id: value("place_id"),
      learner_id: value("learner_id"),
      mode: value("mode"),
      night: value("night"),
      seed: value("seed"),
      begun_at: value("begun_at"),
      lasts: value("lasts"),
      zone: value("zone"),
      schedule_id: value("schedule_id"),
      replays: value("replays"),
      presses: 0,
      people: 0,
      moved_until: value("moved_until"),
    })
    .onConflict((conflict) => conflict.column("id").doNothing()),
);

export const placed = (queries: Queries) =>
  queries
    .selectFrom("drills")
    .innerJoin("places", "places.id", "drills.place_id")
    .selectAll("drills")
    .select(["platform", "tenant", "channel", "kind"]);

const find = statement((queries, value: Value<{ id: string }>) => placed(queries).where("drills.id", "=", value("id")));

/** Whoever begins one holds the place until it is written: of two at once the second finds the first. */
const hold = statement((queries, value: Value<{ place: string }>) =>
  queries.selectFrom("places").select("id").where("id", "=", value("place")).forUpdate(),
);

const runningIn = statement((queries, value: Value<{ place: string }>) =>
  placed(queries)
    .where("place_id", "=", value("place"))
    .where("ended_at", "is", null)
    .where((where) => where.or([where("mode", "=", "live"), where("replays", "is not", null)])),
);

const bind = statement((queries, value: Value<{ id: string; board: string }>) =>
  queries
    .updateTable("drills")
    .set((column) => ({ board: column.fn.coalesce("board", value("board")) }))
    .where("id", "=", value("id")),
);

const end = statement((queries, value: Value<{ id: string; at: number; why: Ending }>) =>
  queries
    .updateTable("drills")
    .set({ ended_at: value("at"), ending: value("why") })
    .where("id", "=", value("id"))
    .where("ended_at", "is", null)
    .returning("id"),
);

type Tenant = { readonly platform: string; readonly tenant: string };

const ofTenant = statement((queries, value: Value<Tenant>) =>
  queries
    .selectFrom("places")
    .select("id")
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant")),
);

const removePresses = statement((queries, value: Value<{ place: string }>) =>
  queries
    .deleteFrom("drill_presses")
    .where("drill_id", "in", (from) => from.selectFrom("drills").select("id").where("place_id", "=", value("place"))),
);

const remove = statement((queries, value: Value<{ place: string }>) =>
  queries.deleteFrom("drills").where("place_id", "=", value("place")),
);

const removeContract = statement((queries, value: Value<{ place: string }>) =>
  queries.deleteFrom("drill_contracts").where("place_id", "=", value("place")),
);

export function* beginDrill(drill: DrillBegun): Fact<DrillRecord> {
  const { id, mode, night, seed, begunAt, lasts, zone = null, schedule = null, replays = null, by } = drill;
  const place = yield* ensurePlace(drill.place, drill.newPlace);
  const byDay = mode === "live" || replays !== null;
  if (byDay) {
    yield* run(hold, { place });
    const [other] = yield* run(runningIn, { place });
    if (other) return drillFrom(other);
  }
  const learner = by ? yield* ensureLearner(by, drill.newLearner, drill.at) : null;
  const row = { id, place_id: place, learner_id: learner, mode, night, seed, begun_at: begunAt, lasts, zone, replays };
  yield* run(insert, { ...row, schedule_id: schedule, presses: 0, people: 0, moved_until: byDay ? 0 : null });
  const kept = yield* findDrill(id);
  if (!kept) throw new Error(`Drill ${id} is not there after it was written.`);
  return kept;
}

export function* findDrill(id: string): Fact<DrillRecord | undefined> {
  const [row] = yield* run(find, { id });
  return row && drillFrom(row);
}

type Placed = DrillRow & Tenant & { readonly channel: string; readonly kind: "channel" | "direct" };

export function drillFrom(row: Placed): DrillRecord {
  const board: MessageRef | undefined = row.board === null ? undefined : JSON.parse(row.board);
  return {
    id: row.id,
    place: { platform: row.platform, tenant: row.tenant, channel: row.channel, kind: row.kind },
    mode: row.mode,
    night: row.night,
    seed: row.seed,
    begunAt: row.begun_at,
    lasts: row.lasts,
    zone: row.zone ?? undefined,
    schedule: row.schedule_id ?? undefined,
    replays: row.replays ?? undefined,
    board,
    presses: row.presses,
    ended: row.ended_at === null || row.ending === null ? undefined : { at: row.ended_at, why: row.ending },
  };
}

export function* showDrill(id: string, { platform, channel, id: message }: MessageRef): Fact<void> {
  yield* run(bind, { id, board: JSON.stringify({ platform, channel, id: message }) });
}

export function* endDrill(id: string, at: number, why: Ending): Fact<boolean> {
  return (yield* run(end, { id, at, why })).length > 0;
}

/** Removes every drill and contract of a place. */
export function* removeDrillsIn(place: string): Fact<void> {
  yield* run(removePresses, { place });
  yield* run(remove, { place });
  yield* run(removeContract, { place });
}

/** Removes every drill and contract of a tenant's places. */
export function* removeDrills({ platform, tenant }: Tenant): Fact<void> {
  for (const { id } of yield* run(ofTenant, { platform, tenant })) yield* removeDrillsIn(id);
}
