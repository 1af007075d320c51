import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { databaseFile, openStore } from "../src/store/open.ts";

/** 2026-11-23, 09:00 UTC, in the week and the month that everything is counted in. */
export const now = Date.UTC(2026, 10, 23, 9);
export const week = "2026-W48";
export const month = "2026-11";

/** Checks that each learner has answered. */
const checks = 20;
/** Learners who share a channel. */
const perPlace = 5000;

/** A database in which many learners have answered every check of a course. */
export type School = {
  readonly dataDir: string;
  readonly file: string;
  readonly learners: number;
  remove(): Promise<void>;
};

export const personOf = (learner: number) => ({ platform: "bench", tenant: "school", person: `person-${learner}` });

export const placeOf = (learner: number) => ({
  platform: "bench",
  tenant: "school",
  channel: `channel-${Math.floor(learner / perPlace)}`,
  kind: "channel" as const,
});

export const checkOf = (check: number): string => `containers/check-${check}`;

/** An id in the shape of a UUIDv7 that grows with `index`. */
const idOf = (kind: number, index: number): string =>
  `019aaaaa-0${kind}00-7000-8000-${index.toString(16).padStart(12, "0")}`;

const kinds = { learner: 1, place: 2, sitting: 3, ask: 4 } as const;

export const learnerId = (learner: number): string => idOf(kinds.learner, learner);

/** Fills a new database with so many answers, in one transaction; a million take about half a minute. */
export async function foundSchool(answers: number): Promise<School> {
  const dataDir = await mkdtemp(join(tmpdir(), "nightshift-bench-"));
  await (await openStore({ dataDir })).close();
  const file = databaseFile(dataDir);
  const learners = Math.ceil(answers / checks);
  const database = new Database(file);
  for (const pragma of ["synchronous = off", "cache_size = -400000", "foreign_keys = off"]) database.pragma(pragma);
  database.exec("begin");
  fill(database, learners);
  database.exec("commit");
  // All on the disk: what it still had to write would be counted against the first figures.
  database.pragma("synchronous = full");
  database.pragma("wal_checkpoint(truncate)");
  database.close();
  return { dataDir, file, learners, remove: () => rm(dataDir, { recursive: true }) };
}

function fill(database: Database.Database, learners: number): void {
  const places = database.prepare("insert into places values (?, 'bench', 'school', ?, 'channel', null)");
  for (let learner = 0; learner < learners; learner += perPlace)
    places.run(placeIdOf(learner), placeOf(learner).channel);
  const people = database.prepare("insert into learners values (?, 'bench', 'school', ?, ?)");
  const sittings = database.prepare(
    "insert into sittings values (?, ?, ?, 'chapter', 'c/1', '[]', 20, 20, ?, ?, ?, null)",
  );
  const totals = database.prepare("insert into totals values (?, ?, ?, ?, ?, ?)");
  const joined = database.prepare("insert into leaderboard values (?, ?, ?)");
  const answerAll = prepareAnswers(database);
  for (let learner = 0; learner < learners; learner += 1) {
    const id = learnerId(learner);
    people.run(id, personOf(learner).person, now);
    const joins = hasJoined(learner, learners);
    if (joins) joined.run(id, personOf(learner).person, now);
    sittings.run(idOf(kinds.sitting, learner), id, placeIdOf(learner), now, now, now);
    answerAll(learner);
    for (const period of [week, month])
      totals.run(placeIdOf(learner), period, id, 1 + ((learner * 7919) % 60), now + learner, joins ? 1 : 0);
  }
  const counts = database.prepare("insert into check_totals values (?, 'v1', ?, ?)");
  for (let check = 0; check < checks; check += 1)
    for (let choice = 0; choice < 4; choice += 1) counts.run(checkOf(check), choice, Math.ceil(learners / 4));
}

function prepareAnswers(database: Database.Database): (learner: number) => void {
  const asks = database.prepare("insert into asks values (?, ?, ?, ?, ?, 'v1', '[2,0,1,3]', '[]', null, ?)");
  const answers = database.prepare("insert into answers values (?, ?, ?, 'v1', ?, 1, '[]', ?)");
  const reviews = database.prepare("insert into reviews values (?, ?, ?, 2.3, 2.1, 3, 1, 0, 2, ?, 1, null, null)");
  const response = JSON.stringify({ kind: "choices", choices: [1] });
  return (learner) => {
    const id = learnerId(learner);
    for (let check = 0; check < checks; check += 1) {
      const ask = idOf(kinds.ask, learner * checks + check);
      asks.run(ask, idOf(kinds.sitting, learner), id, check, checkOf(check), now);
      answers.run(ask, id, checkOf(check), response, now + check);
      reviews.run(id, checkOf(check), now + (check - checks / 2) * 86_400_000, now);
    }
  };
}

/** In the last of several channels only a few have joined the leaderboards; in the others everybody has. */
const hasJoined = (learner: number, learners: number): boolean =>
  learners <= perPlace || learner < learners - perPlace || learner % 2000 === 0;

const placeIdOf = (learner: number): string => idOf(kinds.place, Math.floor(learner / perPlace));
