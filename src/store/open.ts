import { randomUUIDv7 } from "node:crypto";
import { join } from "node:path";
import type { Health } from "../chat/platform.ts";
import type { PostFacts } from "../core/post.ts";
import type { ScheduleFacts } from "../core/schedule.ts";
import type { Store } from "../core/store.ts";
import { changeSchedule, removeSchedule } from "./clock/changes.ts";
import { circuits, closeCircuit, openCircuit } from "./clock/circuits.ts";
import { claimPosts, doubtfulPosts, expireLeases } from "./clock/claims.ts";
import { clockAhead, moveClockOn } from "./clock/clock-ahead.ts";
import { nextDue, oldestDue } from "./clock/due-posts.ts";
import { purgePosts } from "./clock/expiry.ts";
import { addPost } from "./clock/posts.ts";
import { reminderRests } from "./clock/resting.ts";
import {
  dueSchedules,
  findSchedule,
  restedSchedules,
  saveSchedule,
  schedulesAfter,
  schedulesOf,
} from "./clock/schedules.ts";
import { provePost, provePostOf, saveComposed, settlePost } from "./clock/settlement.ts";
import { tellingSkips } from "./clock/skips.ts";
import { planSlots, slotsOf } from "./clock/slots.ts";
import { keepZoneRules, zoneRules } from "./clock/zone-rules.ts";
import { drillFacts } from "./drill/drill-facts.ts";
import { countUp } from "./engine/counters.ts";
import type { Engine } from "./engine/engine.ts";
import { openPostgres } from "./engine/postgres.ts";
import { openSqlite, type SqliteOptions } from "./engine/sqlite.ts";
import { eraseLearner, exportLearner } from "./erasure/privacy.ts";
import { claimPlatform, joinTenant, leaveTenant, presentTenants, purgeTenants } from "./erasure/tenants.ts";
import { findLearner, meetLearner } from "./people/learners.ts";
import { createSlackInstallations, type SlackInstallations } from "./slack/installations.ts";
import { saveAnswer } from "./study/answers.ts";
import { findAsk, savePick } from "./study/asks.ts";
import { questionFor } from "./study/question-asks.ts";
import { beginSitting, chapterSittings, findSitting, turnPage } from "./study/sessions.ts";
import { studyFacts } from "./study/study-facts.ts";
import { checkStatistics } from "./study/totals.ts";
import { findVersion, saveVersions } from "./study/versions.ts";
import { createWebHistory, type WebHistory } from "./web/history.ts";

/** The database: a folder that holds, or will hold, `nightshift.db`; or the address of a PostgreSQL database. */
export type Where = { readonly dataDir: string } | { readonly url: string };

export type OpenOptions = Partial<SqliteOptions> & {
  /** Ids for rows that the store makes by itself; UUIDv7 by default. */
  readonly newId?: () => string;
  /** 32 bytes under which tokens of installations are sealed; without it none can be kept. */
  readonly sealing?: Uint8Array | undefined;
  /** Told of each slot that was skipped, with the reason that it records, once that is kept. */
  readonly skipped?: (reason: string) => void;
};

export type Opened = {
  readonly store: Store;
  /** What the local page remembers. */
  readonly web: WebHistory;
  /** How far the local page's clock was moved on, in milliseconds. */
  readonly clock: { ahead(): Promise<number>; moveOn(more: number): Promise<void> };
  /** The installations of the Slack app. */
  readonly slack: SlackInstallations;
  /** Whether the latest write succeeded; true again after the next one that does. */
  health(): Health;
  /** Writes a few bytes to see whether it can; rejects with `NotSaved`. */
  probe(): Promise<void>;
  /** Takes no more writes, finishes those under way, and lets go of the database. */
  close(): Promise<void>;
};

/** The name of the database file in its folder. */
const fileName = "nightshift.db";

export const databaseFile = (dataDir: string): string => join(dataDir, fileName);

/**
 * Opens the database, makes it when it is new, and brings it to the newest schema. Rejects with `Unusable`, whose message
 * tells the operator what to do, when it is damaged, foreign, newer than this program, or cannot be reached.
 */
export async function openStore(where: Where, options: OpenOptions = {}): Promise<Opened> {
  const { skipped } = options;
  const bare = "url" in where ? await openPostgres(where.url) : await openSqlite(databaseFile(where.dataDir), options);
  const engine = skipped ? tellingSkips(bare, skipped) : bare;
  return {
    store: createStore(engine),
    web: createWebHistory(engine, options.newId ?? randomUUIDv7),
    clock: {
      ahead: () => engine.read(() => clockAhead()),
      moveOn: (more) => engine.write(() => moveClockOn(more)),
    },
    slack: createSlackInstallations(engine, options.sealing),
    health: engine.health,
    probe: async () => {
      await engine.write(() => countUp("probe"));
    },
    close: engine.close,
  };
}

const createStore = (engine: Engine): Store => ({
  findLearner: (who) => engine.read(() => findLearner(who)),
  meetLearner: (who, newLearner, at) => engine.write(() => meetLearner(who, newLearner, at)),
  beginSitting: (start) => engine.write(() => beginSitting(start)),
  findSitting: (id) => engine.read(() => findSitting(id)),
  chapterSittings: (learner) => engine.read(() => chapterSittings(learner)),
  turnPage: (turn) => engine.write(() => turnPage(turn)),
  findAsk: (id) => engine.read(() => findAsk(id)),
  savePick: (pick) => engine.write(() => savePick(pick)),
  saveAnswer: (answer) => engine.write(() => saveAnswer(answer)),
  questionFor: (id, who) => engine.read(() => questionFor(id, who)),
  saveVersions: (checks) => engine.write(() => saveVersions(checks)),
  findVersion: (check, version) => engine.read(() => findVersion(check, version)),
  checkStatistics: (check, version) => engine.read(() => checkStatistics(check, version)),
  joinTenant: (tenant) => engine.write(() => joinTenant(tenant)),
  leaveTenant: (tenant) => engine.write(() => leaveTenant(tenant)),
  claimPlatform: (platform, application) => engine.write(() => claimPlatform(platform, application)),
  presentTenants: (platform) => engine.read(() => presentTenants(platform)),
  purgeTenants: (leftBy) => engine.write(() => purgeTenants(leftBy)),
  ...studyFacts(engine),
  ...drillFacts(engine),
  ...scheduleFacts(engine),
  ...postFacts(engine),
  exportLearner: (learner) => engine.snapshot(() => exportLearner(learner)),
  eraseLearner: (learner) => engine.write(() => eraseLearner(learner)),
});

const scheduleFacts = (engine: Engine): ScheduleFacts => ({
  saveSchedule: (schedule) => engine.write(() => saveSchedule(schedule)),
  findSchedule: (id) => engine.read(() => findSchedule(id)),
  schedulesOf: (owner) => engine.read(() => schedulesOf(owner)),
  reminderRests: (who) => engine.read(() => reminderRests(who)),
  changeSchedule: (schedule, was, why, at) => engine.write(() => changeSchedule(schedule, was, why, at)),
  removeSchedule: (id, at) => engine.write(() => removeSchedule(id, at)),
  dueSchedules: (at, limit) => engine.read(() => dueSchedules(at, limit)),
  restedSchedules: (at, limit) => engine.read(() => restedSchedules(at, limit)),
  schedulesAfter: (after, limit) => engine.read(() => schedulesAfter(after, limit)),
  planSlots: (plans, at) => engine.write(() => planSlots(plans, at)),
  slotsOf: (schedule, limit) => engine.read(() => slotsOf(schedule, limit)),
  zoneRules: () => engine.read(() => zoneRules()),
  keepZoneRules: (rules) => engine.write(() => keepZoneRules(rules)),
});

const postFacts = (engine: Engine): PostFacts => ({
  addPost: (post) => engine.write(() => addPost(post)),
  claimPosts: (platform, lease, at, most) => engine.write(() => claimPosts(platform, lease, at, most)),
  saveComposed: (post, lease, composed, at) => engine.write(() => saveComposed(post, lease, composed, at)),
  settlePost: (settled) => engine.write(() => settlePost(settled)),
  expireLeases: (at) => engine.write(() => expireLeases(at)),
  doubtfulPosts: (platform, lease, at, limit) => engine.write(() => doubtfulPosts(platform, lease, at, limit)),
  provePost: (post, ref, at) => engine.write(() => provePost(post, ref, at)),
  provePostOf: (schedule, ref, at) => engine.write(() => provePostOf(schedule, ref, at)),
  openCircuit: (circuit) => engine.write(() => openCircuit(circuit)),
  closeCircuit: (key, at) => engine.write(() => closeCircuit(key, at)),
  circuits: () => engine.read(() => circuits()),
  oldestDue: (at) => engine.read(() => oldestDue(at)),
  nextDue: (after, by) => engine.read(() => nextDue(after, by)),
  purgePosts: (by) => engine.write(() => purgePosts(by)),
});
