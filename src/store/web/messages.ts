import type { InferResult } from "kysely";
import { countUp } from "../engine/counters.ts";
import { type Fact, type Queries, run, statement, type Value } from "../engine/statement.ts";
import { findProfile, personOfPage } from "./profiles.ts";

/** One message of the local page. `author` undefined is the tutor, `audience` undefined everybody in the channel. */
export type Entry = {
  readonly id: string;
  /** Grows with every message and every change, over all channels. */
  readonly revision: number;
  readonly channel: string;
  readonly author: { readonly person: string; readonly name: string } | undefined;
  readonly audience: string | undefined;
  readonly body: string;
  readonly at: number;
  readonly changedAt: number | undefined;
};

export type NewEntry = Pick<Entry, "id" | "channel" | "audience" | "body" | "at"> & {
  readonly author: string | undefined;
};

/** Messages kept of a channel, counted apart for everybody and for each person who alone sees some. */
const kept = 500;
/** Removed at most with one new message: one falls off each time, so that there is hardly ever more than one. */
const trimmed = 10;

const entryRows = (queries: Queries) =>
  queries
    .selectFrom("web_messages")
    .leftJoin("learners as author", "author.id", "web_messages.author_id")
    .leftJoin("web_profiles as profile", "profile.learner_id", "web_messages.author_id")
    .leftJoin("learners as audience", "audience.id", "web_messages.audience_id")
    .select([
      "web_messages.id",
      "web_messages.revision",
      "web_messages.channel",
      "author.person as author",
      "profile.name",
      "audience.person as audience",
      "web_messages.body",
      "web_messages.created_at",
      "web_messages.changed_at",
    ]);

const visibleRows = (queries: Queries, value: Value<{ person: string; channel: string }>) => {
  const reader = personOfPage(queries, value("person")).select("learner_id");
  return entryRows(queries)
    .where("web_messages.channel", "=", value("channel"))
    .where((where) =>
      where.or([
        where("web_messages.audience_id", "is", null),
        where("web_messages.audience_id", "=", reader),
        where("web_messages.author_id", "=", reader),
      ]),
    );
};

const byId = statement((queries, value: Value<{ id: string }>) =>
  entryRows(queries).where("web_messages.id", "=", value("id")),
);

const newest = statement((queries, value: Value<{ person: string; channel: string; limit: number }>) =>
  visibleRows(queries, value).orderBy("web_messages.position", "desc").limit(value("limit")),
);

const after = statement((queries, value: Value<{ person: string; channel: string; after: number }>) =>
  visibleRows(queries, value).where("web_messages.revision", ">", value("after")).orderBy("web_messages.revision"),
);

type Added = {
  id: string;
  channel: string;
  revision: number;
  author: string | null;
  audience: string | null;
  body: string;
  at: number;
};

const insert = statement((queries, value: Value<Added>) =>
  queries
    .insertInto("web_messages")
    .values({
      id: value("id"),
      channel: value("channel"),
      position: value("revision"),
      revision: value("revision"),
      author_id: value("author"),
      audience_id: value("audience"),
      body: value("body"),
      created_at: value("at"),
    })
    .onConflict((conflict) => conflict.column("id").doNothing()),
);

const update = statement((queries, value: Value<{ id: string; revision: number; body: string; at: number }>) =>
  queries
    .updateTable("web_messages")
    .set({ body: value("body"), revision: value("revision"), changed_at: value("at") })
    .where("id", "=", value("id")),
);

/** What has fallen off the end of a channel. Two statements and not one: PostgreSQL reads no index for "is not distinct from". */
const fallenPublic = statement((queries, value: Value<{ channel: string; kept: number }>) =>
  newestFirst(queries, value("channel")).where("audience_id", "is", null).offset(value("kept")),
);

const fallenPrivate = statement((queries, value: Value<{ channel: string; audience: string; kept: number }>) =>
  newestFirst(queries, value("channel")).where("audience_id", "=", value("audience")).offset(value("kept")),
);

const newestFirst = (queries: Queries, channel: ReturnType<Value<{ channel: string }>>) =>
  queries
    .selectFrom("web_messages")
    .select("id")
    .where("channel", "=", channel)
    .orderBy("position", "desc")
    .limit(trimmed);

const remove = statement((queries, value: Value<{ id: string }>) =>
  queries.deleteFrom("web_messages").where("id", "=", value("id")),
);

export function* addMessage(entry: NewEntry): Fact<Entry | undefined> {
  const { id, channel, body, at } = entry;
  const author = yield* learnerOf(entry.author);
  const audience = yield* learnerOf(entry.audience);
  if (author === undefined || audience === undefined) return undefined;
  const revision = yield* countUp("web_revision");
  yield* run(insert, { id, channel, revision, author, audience, body, at });
  const fallen =
    audience === null
      ? yield* run(fallenPublic, { channel, kept })
      : yield* run(fallenPrivate, { channel, audience, kept });
  for (const message of fallen) yield* run(remove, message);
  return yield* findMessage(id);
}

export function* changeMessage(id: string, body: string, at: number): Fact<Entry | undefined> {
  yield* run(update, { id, revision: yield* countUp("web_revision"), body, at });
  return yield* findMessage(id);
}

export function* findMessage(id: string): Fact<Entry | undefined> {
  const [row] = yield* run(byId, { id });
  return row && entryFrom(row);
}

export function* recentMessages(person: string, channel: string, limit: number): Fact<readonly Entry[]> {
  const rows = yield* run(newest, { person, channel, limit });
  return rows.map(entryFrom).toReversed();
}

export function* messagesSince(person: string, channel: string, revision: number): Fact<readonly Entry[]> {
  const rows = yield* run(after, { person, channel, after: revision });
  return rows.map(entryFrom);
}

/** Null for nobody in particular, undefined for a person who is unknown here. */
function* learnerOf(person: string | undefined): Fact<string | null | undefined> {
  if (person === undefined) return null;
  const profile = yield* findProfile(person);
  return profile?.learner;
}

type EntryColumns = InferResult<ReturnType<typeof entryRows>>[number];

const entryFrom = (row: EntryColumns): Entry => ({
  id: row.id,
  revision: row.revision,
  channel: row.channel,
  author: row.author === null ? undefined : { person: row.author, name: row.name ?? row.author },
  audience: row.audience ?? undefined,
  body: row.body,
  at: row.created_at,
  changedAt: row.changed_at ?? undefined,
});
