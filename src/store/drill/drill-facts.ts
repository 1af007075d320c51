import type { Place } from "../../chat/event.ts";
import type { Who } from "../../core/who.ts";
import type { DrillBegun, DrillFacts } from "../../drill/store.ts";
import type { PlaceKey } from "../../standings/standing.ts";
import type { Engine } from "../engine/engine.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";
import { ensureLearner } from "../people/learners.ts";
import { ensurePlace } from "../people/places.ts";
import { boardsMove, finishBoard, moveBoards } from "./boards.ts";
import { beginDrill, endDrill, findDrill, showDrill } from "./drills.ts";
import { newestEnded, nightsHad, openDrills, watchesOf } from "./history.ts";
import { addPress, pressesOf } from "./presses.ts";

const accept = statement((queries, value: Value<{ place: string; learner: string; at: number }>) =>
  queries
    .insertInto("drill_contracts")
    .values({ place_id: value("place"), learner_id: value("learner"), accepted_at: value("at") })
    .onConflict((conflict) => conflict.column("place_id").doNothing()),
);

const accepted = statement((queries, value: Value<PlaceKey>) =>
  queries
    .selectFrom("drill_contracts")
    .innerJoin("places", "places.id", "drill_contracts.place_id")
    .select("accepted_at")
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant"))
    .where("channel", "=", value("channel")),
);

type Ids = Pick<DrillBegun, "newPlace" | "newLearner">;

function* acceptContract(place: Place, by: Who, at: number, { newPlace, newLearner }: Ids): Fact<void> {
  const learner = yield* ensureLearner(by, newLearner, at);
  yield* run(accept, { place: yield* ensurePlace(place, newPlace), learner, at });
}

function* hasContract({ platform, tenant, channel }: PlaceKey): Fact<boolean> {
  return (yield* run(accepted, { platform, tenant, channel })).length > 0;
}

/** Practice nights and their logs: part of the port, on an engine. */
export const drillFacts = (engine: Engine): DrillFacts => ({
  beginDrill: (drill) => engine.write(() => beginDrill(drill)),
  findDrill: (id) => engine.read(() => findDrill(id)),
  openDrills: (place) => engine.read(() => openDrills(place)),
  watchesOf: (place) => engine.read(() => watchesOf(place)),
  nightsHad: (place) => engine.read(() => nightsHad(place)),
  newestEnded: (place) => engine.read(() => newestEnded(place)),
  moveBoards: async (lease, at, limit) =>
    (await engine.read(boardsMove)) ? engine.write(() => moveBoards(lease, at, limit)) : [],
  finishBoard: (id) => engine.write(() => finishBoard(id)),
  showDrill: (id, board) => engine.write(() => showDrill(id, board)),
  addPress: (press) => engine.write(() => addPress(press)),
  pressesOf: (drill, after) => engine.read(() => pressesOf(drill, after)),
  endDrill: (id, at, why) => engine.write(() => endDrill(id, at, why)),
  acceptContract: (place, by, at, ids) => engine.write(() => acceptContract(place, by, at, ids)),
  hasContract: (place) => engine.read(() => hasContract(place)),
});
