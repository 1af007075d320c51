import type { ExpressionBuilder } from "kysely";
import type { DuePost, Lease, Most } from "../../core/post.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";
import type { PostRow } from "../tables/clock-tables.ts";
import type { Tables } from "../tables/tables.ts";
import { closed } from "./circuits.ts";
import { inTurn, postFrom } from "./due-posts.ts";

type Claim = { platform: string; owner: string; until: number; at: number; limit: number; since: number };

/** Where a post is read under this name. */
type From = ExpressionBuilder<Tables & { readonly post: PostRow }, "post">;

/** Other posts to the same recipient. */
const others = (where: From) =>
  where
    .selectFrom("posts as other")
    .select("other.id")
    .whereRef("other.platform", "=", "post.platform")
    .whereRef("other.tenant", "=", "post.tenant")
    .whereRef("other.target", "=", "post.target");

/** Whether an edit's message is there; true for every post that edits none. */
const aimed = <Alias extends "post" | "other">(
  where: ExpressionBuilder<Tables & Readonly<Record<Alias, PostRow>>, Alias>,
  alias: Alias,
) => where.or([where(`${alias}.edits`, "is", null), where(`${alias}.edit_id`, "is not", null)]);

/** Nothing is under way to the recipient, nothing was sent there a moment ago, and nothing that came before waits. */
const free = (where: From, value: Value<Claim>) => [
  where.not(where.exists(others(where).where("other.state", "in", ["sending", "unknown"]))),
  where.not(
    where.exists(others(where).where("other.state", "=", "sent").where("other.settled_at", ">", value("since"))),
  ),
  where.not(
    where.exists(
      others(where)
        .where("other.state", "=", "waiting")
        // One that was tried and is to wait holds its place; one that could not even be composed holds up nobody.
        .where((other) => other.or([other("other.next_at", "<=", value("at")), other("other.message", "is not", null)]))
        .where((other) => aimed(other, "other"))
        .where((other) =>
          other.or([
            other("other.due", "<", other.ref("post.due")),
            other.and([other("other.due", "=", other.ref("post.due")), other("other.id", "<", other.ref("post.id"))]),
          ]),
        ),
    ),
  ),
];

/** On PostgreSQL, rows that another process is claiming are passed over; SQLite lets one write at a time. */
const claim = statement((queries, value: Value<Claim>) =>
  queries
    .with("picked", (from) =>
      from
        .selectFrom("posts as post")
        .select("post.id")
        .where("post.state", "=", "waiting")
        .where("post.platform", "=", value("platform"))
        .where("post.next_at", "<=", value("at"))
        .where((where) => aimed(where, "post"))
        .where((where) => where.not(where.exists(closed(where, value))))
        .where((where) => where.and(free(where, value)))
        .orderBy("post.next_at")
        .orderBy("post.turn")
        .orderBy("post.id")
        .limit(value("limit"))
        .forUpdate()
        .skipLocked(),
    )
    .updateTable("posts")
    .set((column) => ({
      state: "sending",
      lease_owner: value("owner"),
      lease_until: value("until"),
      attempts: column("attempts", "+", 1),
    }))
    .where("id", "in", (from) => from.selectFrom("picked").select("picked.id"))
    .returningAll(),
);

type Doubt = Omit<Claim, "since">;

const doubt = statement((queries, value: Value<Doubt>) =>
  queries
    .with("picked", (from) =>
      from
        .selectFrom("posts")
        .select("posts.id")
        .where("posts.state", "=", "unknown")
        .where("posts.platform", "=", value("platform"))
        .where("posts.next_at", "<=", value("at"))
        .orderBy("posts.next_at")
        .orderBy("posts.turn")
        .orderBy("posts.id")
        .limit(value("limit"))
        .forUpdate()
        .skipLocked(),
    )
    .updateTable("posts")
    .set({ lease_owner: value("owner"), lease_until: value("until"), next_at: value("until") })
    .where("id", "in", (from) => from.selectFrom("picked").select("picked.id"))
    .returningAll(),
);

const expire = statement((queries, value: Value<{ at: number }>) =>
  queries
    .updateTable("posts")
    .set((column) => ({
      state: column
        .case()
        .when("first_try", "is", null)
        .then(column.val<PostRow["state"]>("waiting"))
        .else(column.val<PostRow["state"]>("unknown"))
        .end(),
      next_at: value("at"),
      lease_owner: null,
      lease_until: null,
    }))
    .where("state", "=", "sending")
    .where("lease_until", "<=", value("at"))
    .returning("id"),
);

export function* claimPosts(platform: string, lease: Lease, at: number, most: Most): Fact<readonly DuePost[]> {
  const since = at - most.apart;
  const rows = yield* run(claim, { platform, ...lease, at, limit: most.limit, since });
  return rows.toSorted(inTurn).map((row) => postFrom(row, at));
}

export function* doubtfulPosts(platform: string, lease: Lease, at: number, limit: number): Fact<readonly DuePost[]> {
  const rows = yield* run(doubt, { platform, ...lease, at, limit });
  return rows.toSorted(inTurn).map((row) => postFrom(row, at));
}

export function* expireLeases(at: number): Fact<number> {
  return (yield* run(expire, { at })).length;
}
