import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { planOf, slowSteps } from "../../bench/plan.ts";
import { arrivalOf, arrivalsTo } from "../../src/store/clock/arrivals.ts";
import { reminderRests } from "../../src/store/clock/resting.ts";
import { schedulesOf } from "../../src/store/clock/schedules.ts";
import { boardsMove } from "../../src/store/drill/boards.ts";
import { newestEnded, nightsHad, openDrills, watchesOf } from "../../src/store/drill/history.ts";
import { addPress, pressesOf } from "../../src/store/drill/presses.ts";
import { run, statement } from "../../src/store/engine/statement.ts";
import { databaseFile, openStore } from "../../src/store/open.ts";
import { findLearner } from "../../src/store/people/learners.ts";
import { placeZone } from "../../src/store/people/places.ts";
import { findAsk } from "../../src/store/study/asks.ts";
import { questionFor } from "../../src/store/study/question-asks.ts";
import { findQuestion } from "../../src/store/study/questions.ts";
import { answeredSince, dueReviews, reviewsOf, tally } from "../../src/store/study/reviews.ts";
import { chapterSittings, findSitting, turnPage } from "../../src/store/study/sessions.ts";
import { studyOf, weekOf } from "../../src/store/study/studies.ts";
import { checkStatistics, rankOf, standings } from "../../src/store/study/totals.ts";
import { findVersion } from "../../src/store/study/versions.ts";
import { freshSqlite } from "./databases.ts";
import { pressMade } from "./drilling.ts";
import { hall, monday, newId, person } from "./learning.ts";

let fresh: Awaited<ReturnType<typeof freshSqlite>>;
let database: Database.Database;

beforeAll(async () => {
  fresh = await freshSqlite();
  await (await openStore(fresh.where)).close();
  database = new Database(databaseFile(fresh.where.dataDir));
});
afterAll(async () => {
  database.close();
  await fresh.remove();
});

const place = hall();
const turn = { sitting: newId(), page: 1, at: monday, finished: false, ask: undefined };

test.each([
  { name: "the first of a place", fact: () => standings(place, "2026-W48", 10) },
  { name: "a learner's rank", fact: () => rankOf(place, "2026-W48", newId()) },
  { name: "due reviews", fact: () => dueReviews(newId(), monday, 10) },
  { name: "a check's statistics", fact: () => checkStatistics("a/b", "v1") },
  { name: "an ask", fact: () => findAsk(newId()) },
  { name: "a learner", fact: () => findLearner(person("ada")) },
  { name: "a sitting", fact: () => findSitting(newId()) },
  { name: "a learner's tally", fact: () => tally(newId()) },
  { name: "a check's wording", fact: () => findVersion("a/b", "v1") },
  { name: "a question of a place", fact: () => findQuestion(newId()) },
  { name: "what somebody answered to it", fact: () => questionFor(newId(), person("ada")) },
  { name: "whether a learner's reminder rests", fact: () => reminderRests(person("ada")) },
  { name: "what writes to a person", fact: () => schedulesOf({ platform: "discord", person: "ada" }) },
  { name: "a place's zone", fact: () => placeZone(place) },
  { name: "the drills of a place that have not ended", fact: () => openDrills(place) },
  { name: "the night watches of a place", fact: () => watchesOf(place) },
  { name: "the newest drill that came to its end", fact: () => newestEnded(place) },
  { name: "whether any board moves", fact: () => boardsMove() },
  { name: "a drill's log", fact: () => pressesOf(newId(), 5) },
  { name: "a press in a drill", fact: () => addPress(pressMade({ drill: newId() })) },
  { name: "the turn of a page", fact: () => turnPage(turn) },
])("$name is found by an index, without reading or sorting a table", ({ fact }) => {
  const plan = planOf(database, fact());
  expect(plan.length).toBeGreaterThan(0);
  expect(slowSteps(plan)).toEqual([]);
});

test.each([
  { name: "chapters", fact: () => chapterSittings(newId()) },
  { name: "reviews", fact: () => reviewsOf(newId()) },
])("a learner's $name are sorted, but no one else's are read", ({ fact }) => {
  const plan = planOf(database, fact());
  expect(plan.filter((line) => /^SCAN (sittings|reviews)/.test(line))).toEqual([]);
  expect(plan.join()).toMatch(/SEARCH (sittings|reviews) USING .*\(learner_id=\?/);
});

test.each([
  { name: "what a place knows", fact: () => studyOf(place, monday, monday) },
  { name: "a place's week", fact: () => weekOf(place, monday, monday) },
  { name: "when a learner answered", fact: () => answeredSince(newId(), monday) },
  { name: "what said a message", fact: () => arrivalOf({ platform: "discord", channel: "c", id: "m" }) },
  { name: "the nights that a place has had", fact: () => nightsHad(place) },
  { name: "what came to a place lately", fact: () => arrivalsTo(place, 5) },
])("$name is gathered by an index, without reading a table", ({ fact }) => {
  const plan = planOf(database, fact());
  expect(plan.length).toBeGreaterThan(0);
  expect(plan.filter((line) => /^SCAN [a-z_]+$/.test(line))).toEqual([]);
});

test("the first of a place are found among those who joined, however many did not", () => {
  const [first] = planOf(database, standings(place, "2026-W48", 10));
  expect(first).toMatch(/^SEARCH totals USING (COVERING )?INDEX totals_by_points \(place_id=\? AND period=\?\)$/);
  const rank = planOf(database, rankOf(place, "2026-W48", newId()));
  expect(rank).toContainEqual(expect.stringMatching(/^SEARCH totals USING (COVERING )?INDEX totals_by_points /));
  const index = database.prepare<[], { readonly sql: string }>(
    "select sql from sqlite_schema where name = 'totals_by_points'",
  );
  expect(index.get()?.sql).toContain("where joined = 1");
});

test.each([
  { name: "its newest end", fact: () => newestEnded(place), index: "drills_had" },
  { name: "its nights", fact: () => nightsHad(place), index: "drills_had" },
  { name: "its night watches", fact: () => watchesOf(place), index: "drills_had" },
  { name: "what has not ended", fact: () => openDrills(place), index: "drills_open" },
])("of a place with ever so many replays, $name is found without reading those", ({ fact, index }) => {
  expect(planOf(database, fact())).toContainEqual(expect.stringContaining(`drills USING INDEX ${index} (place_id=?)`));
});

test("a query that reads a whole table would be noticed", () => {
  const everybody = statement((queries) => queries.selectFrom("learners").selectAll().orderBy("created_at"));
  expect(slowSteps(planOf(database, run(everybody, {})))).toHaveLength(2);
});
