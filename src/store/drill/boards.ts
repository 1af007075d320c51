import type { Lease } from "../../core/post.ts";
import type { Moved } from "../../drill/store.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";
import { drillFrom, placed } from "./drills.ts";

/** Who moves which board. */

const take = statement((queries, value: Value<Lease & { at: number; limit: number }>) =>
  queries
    .with("picked", (from) =>
      from
        .selectFrom("drills")
        .select("drills.id")
        .where("moved_until", "is not", null)
        .where((where) => where.or([where("moved_by", "=", value("owner")), where("moved_until", "<=", value("at"))]))
        .orderBy("moved_until")
        .limit(value("limit"))
        .orderBy("drills.id")
        .forUpdate(),
    )
    .updateTable("drills")
    .set({ moved_by: value("owner"), moved_until: value("until") })
    .where("id", "in", (from) => from.selectFrom("picked").select("picked.id")),
);

const moving = statement((queries, value: Value<{ limit: number }>) =>
  placed(queries).where("moved_until", "is not", null).orderBy("moved_until").limit(value("limit")),
);

const any = statement((queries) =>
  queries.selectFrom("drills").select("id").where("moved_until", "is not", null).limit(1),
);

const finish = statement((queries, value: Value<{ id: string }>) =>
  queries.updateTable("drills").set({ moved_by: null, moved_until: null }).where("id", "=", value("id")),
);

/** Whether any board moves at all: asked with every beat, so by an index, and without a write. */
export function* boardsMove(): Fact<boolean> {
  return (yield* run(any, {})).length > 0;
}

export function* moveBoards(lease: Lease, at: number, limit: number): Fact<readonly Moved[]> {
  yield* run(take, { ...lease, at, limit });
  const rows = yield* run(moving, { limit });
  return rows.map((row) => ({ record: drillFrom(row), mine: row.moved_by === lease.owner }));
}

export function* finishBoard(id: string): Fact<void> {
  yield* run(finish, { id });
}
