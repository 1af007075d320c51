import type { Place } from "../../chat/event.ts";
import type { PlaceKey } from "../../standings/standing.ts";
import { type Fact, type Queries, run, statement, type Value } from "../engine/statement.ts";

const insert = statement((queries, value: Value<Place & { id: string }>) =>
  queries
    .insertInto("places")
    .values({
      id: value("id"),
      platform: value("platform"),
      tenant: value("tenant"),
      channel: value("channel"),
      kind: value("kind"),
    })
    .onConflict((conflict) => conflict.columns(["platform", "tenant", "channel"]).doNothing()),
);

const find = statement((queries, value: Value<PlaceKey>) => placeId(queries, value));

const zoneOf = statement((queries, value: Value<PlaceKey>) => placeId(queries, value).select("zone"));

const setZone = statement((queries, value: Value<{ id: string; zone: string }>) =>
  queries
    .updateTable("places")
    .set({ zone: value("zone") })
    .where("id", "=", value("id")),
);

/** The query for a place's id: tenant and platform are part of every look-up by channel. */
export const placeId = (queries: Queries, value: Value<PlaceKey>) =>
  queries
    .selectFrom("places")
    .select("id")
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant"))
    .where("channel", "=", value("channel"));

/** The id of a place, made under `id` when new. */
export function* ensurePlace({ platform, tenant, channel, kind }: Place, id: string): Fact<string> {
  yield* run(insert, { platform, tenant, channel, kind, id });
  const [place] = yield* run(find, { platform, tenant, channel });
  return place?.id ?? id;
}

export function* placeZone({ platform, tenant, channel }: PlaceKey): Fact<string | undefined> {
  const [place] = yield* run(zoneOf, { platform, tenant, channel });
  return place?.zone ?? undefined;
}

export function* savePlaceZone(place: Place, zone: string, newPlace: string): Fact<void> {
  yield* run(setZone, { id: yield* ensurePlace(place, newPlace), zone });
}
