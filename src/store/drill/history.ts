import type { DrillRecord, Ending } from "../../drill/store.ts";
import type { PlaceKey } from "../../standings/standing.ts";
import { type Fact, type Queries, run, statement, type Value } from "../engine/statement.ts";
import { drillFrom, placed } from "./drills.ts";

/** What the drills of a place say about what it has had. */

const here = (queries: Queries, value: Value<PlaceKey>) =>
  placed(queries)
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant"))
    .where("channel", "=", value("channel"))
    .orderBy("begun_at", "desc");

/** Not stopped, not skipped, and no replay: its night counts as had (core/drill/history.ts says the same of a record). */
const COUNTS: readonly Ending[] = ["recovered", "morning"];

const open = statement((queries, value: Value<PlaceKey>) => here(queries, value).where("ended_at", "is", null));

const watches = statement((queries, value: Value<PlaceKey>) =>
  here(queries, value)
    .where("replays", "is", null)
    .where("mode", "=", "watch")
    .where((where) => where.or([where("ended_at", "is", null), where("ending", "in", COUNTS)])),
);

const had = statement((queries, value: Value<PlaceKey>) =>
  queries
    .selectFrom("drills")
    .innerJoin("places", "places.id", "drills.place_id")
    .select("night")
    .distinct()
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant"))
    .where("channel", "=", value("channel"))
    .where("replays", "is", null)
    .where((where) => where.or([where("ended_at", "is", null), where("ending", "in", COUNTS)])),
);

const newest = statement((queries, value: Value<PlaceKey & { limit: number }>) =>
  here(queries, value).where("replays", "is", null).where("ending", "in", COUNTS).limit(value("limit")),
);

const keyOf = ({ platform, tenant, channel }: PlaceKey): PlaceKey => ({ platform, tenant, channel });

export function* openDrills(place: PlaceKey): Fact<readonly DrillRecord[]> {
  return (yield* run(open, keyOf(place))).map(drillFrom);
}

export function* watchesOf(place: PlaceKey): Fact<readonly DrillRecord[]> {
  return (yield* run(watches, keyOf(place))).map(drillFrom);
}

export function* nightsHad(place: PlaceKey): Fact<readonly number[]> {
  return (yield* run(had, keyOf(place))).map(({ night }) => night);
}

export function* newestEnded(place: PlaceKey): Fact<DrillRecord | undefined> {
  const [row] = yield* run(newest, { ...keyOf(place), limit: 1 });
  return row && drillFrom(row);
}
