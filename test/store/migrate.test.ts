import { readFile } from "node:fs/promises";
import Database from "better-sqlite3";
import { describe, expect, onTestFinished, test } from "vitest";
import { Unusable } from "../../src/store/engine/unusable.ts";
import { type Opened, openStore, type Where } from "../../src/store/open.ts";
import { engines, type Fresh, freshPostgres, freshSqlite } from "./databases.ts";
import { answerChecks, ask, chose, given, hall, monday, person } from "./learning.ts";
import { look, steps, write } from "./schema.ts";

const taken = "select name, timestamp from kysely_migration order by name";

async function opened(database: Fresh): Promise<Opened> {
  onTestFinished(database.remove);
  return openStore(database.where);
}

describe("the schema", () => {
  test("schema.sql is what all steps together make", async () => {
    const database = await freshSqlite();
    const { close } = await opened(database);
    await close();
    const written = new Database(":memory:");
    written.exec(await readFile(new URL("../../migrations/schema.sql", import.meta.url), "utf8"));
    const query = `select type, name, tbl_name, sql from sqlite_schema
                    where name not like 'kysely_%' and name not like 'sqlite_autoindex_kysely_%' order by type, name`;
    const expected = written.prepare<[], object>(query).all();
    written.close();
    expect(expected.length).toBeGreaterThan(20);
    expect((await look(database.where, query)).map(normalised)).toEqual(expected.map(normalised));
  });

  test("every step is text that both engines read: columns are the same on each", async () => {
    const [sqlite, postgres] = [await freshSqlite(), await freshPostgres()];
    for (const database of [sqlite, postgres]) await (await opened(database)).close();
    const ofSqlite = await look(
      sqlite.where,
      `select s.name || '.' || c.name as column_name from sqlite_schema s join pragma_table_info(s.name) c
        where s.type = 'table'`,
    );
    const ofPostgres = await look(
      postgres.where,
      `select table_name || '.' || column_name as column_name from information_schema.columns
        where table_schema = 'public'`,
    );
    expect(ofSqlite.length).toBeGreaterThan(60);
    expect(lines(ofSqlite)).toEqual(lines(ofPostgres));
  });
});

describe.each(engines)("an operator who starts the program on $engine", ({ fresh }) => {
  test("finds everything again after a restart, and no step is taken twice", async () => {
    const database = await fresh();
    const first = await opened(database);
    const sitting = await answerChecks(first.store, person("ada"), ["containers/a"]);
    await first.close();
    const steps = await look(database.where, taken);
    const second = await openStore(database.where);
    expect((await second.store.findSitting(sitting.id))?.asks[0]?.answer).toBeDefined();
    await second.close();
    expect(steps.length).toBeGreaterThan(0);
    expect(await look(database.where, taken)).toEqual(steps);
  });

  test("finds those who joined the leaderboards before their points said so in their places (step 8)", async () => {
    const database = await fresh();
    const { store, close } = await opened(database);
    const place = hall();
    for (const name of ["joined", "shy"]) {
      const [sitting, first] = await ask(store, person(name), { place });
      if (name === "joined") await store.joinLeaderboard(sitting.learner, name, monday);
      await store.saveAnswer(given(first, chose([1]), { points: 2, periods: ["2026-W48"] }));
    }
    await close();
    for (const undo of [
      "drop index totals_by_points",
      "alter table totals drop column joined",
      "create index totals_by_points on totals (place_id, period, points desc, reached_at, learner_id)",
      // And what later steps made.
      "drop index schedules_by_person",
      "drop index drills_had",
      "drop index drills_open",
      "drop index drills_moved",
      "alter table drills drop column moved_by",
      "alter table drills drop column moved_until",
      "alter table questions add column message text",
      "delete from kysely_migration where name >= '0008_standings'",
    ])
      await write(database.where, undo);
    const again = await openStore(database.where);
    expect(await again.store.standings(place, "2026-W48", 10)).toMatchObject([{ name: "joined", points: 2 }]);
    await again.close();
  });

  test("is refused by a program older than the data, which is left as it is (S70)", async () => {
    const database = await fresh();
    await (await opened(database)).close();
    await write(
      database.where,
      "insert into kysely_migration (name, timestamp) values ('9999_from_the_future', '2030')",
    );
    const before = await everything(database.where);
    const refused = openStore(database.where);
    await expect(refused).rejects.toThrow(Unusable);
    await expect(refused).rejects.toThrow(
      new RegExp(`newer Nightshift.*9999_from_the_future.*${steps.at(-1)}.*backup`, "s"),
    );
    expect(await everything(database.where)).toEqual(before);
  });
});

test("an operator whose PostgreSQL does not answer is told where it was sought, and not the password", async () => {
  const refused = openStore({ url: "postgres://tutor:s3cret@127.0.0.1:1/night" });
  await expect(refused).rejects.toThrow(Unusable);
  await expect(refused).rejects.toThrow(/127\.0\.0\.1:1\/night.*DATABASE_URL/s);
  await expect(refused).rejects.not.toThrow(/s3cret/);
});

test("an operator who names a database that is not there is told so", async () => {
  const { where, remove } = await freshPostgres();
  onTestFinished(remove);
  const url = new URL(where.url);
  url.pathname = "/nowhere";
  await expect(openStore({ url: url.href })).rejects.toThrow(/"nowhere" does not exist.*DATABASE_URL/s);
});

const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).toSorted();

const normalised = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, typeof value === "string" ? oneLine(value) : value]),
  );

/** SQLite writes the columns of a later step as ", name type)", whatever the lines before look like. */
const oneLine = (text: string): string => text.replace(/\s+/g, " ").replace(/ (?=[,)])/g, "");

const everything = async (where: Where) => [
  await look(where, taken),
  await look(where, "select * from counters order by name"),
  await look(where, "select * from learners"),
];
