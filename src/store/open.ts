import { randomUUIDv7 } from "node:crypto";
import { join } from "node:path";
import type { Health } from "../chat/platform.ts";
import type { Store } from "../core/store.ts";
import { saveAnswer } from "./answers.ts";
import { findAsk, savePick } from "./asks.ts";
import { countUp } from "./counters.ts";
import type { Engine } from "./engine.ts";
import { findLearner } from "./learners.ts";
import { openPostgres } from "./postgres.ts";
import { eraseLearner, exportLearner } from "./privacy.ts";
import { dueReviews, reviewsOf, tally } from "./reviews.ts";
import { beginSitting, chapterSittings, findSitting, turnPage } from "./sittings.ts";
import { createSlackInstallations, type SlackInstallations } from "./slack-installations.ts";
import { openSqlite, type SqliteOptions } from "./sqlite.ts";
import { joinTenant, leaveTenant, presentTenants, purgeTenants } from "./tenants.ts";
import { checkStatistics, rankOf, standings } from "./totals.ts";
import { findVersion, saveVersions } from "./versions.ts";
import { createWebHistory, type WebHistory } from "./web-history.ts";

/** The database: a folder that holds, or will hold, `nightshift.db`; or the address of a PostgreSQL database. */
export type Where = { readonly dataDir: string } | { readonly url: string };

export type OpenOptions = Partial<SqliteOptions> & {
  /** Ids for rows that the store makes by itself; UUIDv7 by default. */
  readonly newId?: () => string;
  /** 32 bytes under which tokens of installations are sealed; without it none can be kept. */
  readonly sealing?: Uint8Array | undefined;
};

export type Opened = {
  readonly store: Store;
  /** What the local page remembers. */
  readonly web: WebHistory;
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
  const engine =
    "url" in where ? await openPostgres(where.url) : await openSqlite(databaseFile(where.dataDir), options);
  return {
    store: createStore(engine),
    web: createWebHistory(engine, options.newId ?? randomUUIDv7),
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
  beginSitting: (start) => engine.write(() => beginSitting(start)),
  findSitting: (id) => engine.read(() => findSitting(id)),
  chapterSittings: (learner) => engine.read(() => chapterSittings(learner)),
  turnPage: (turn) => engine.write(() => turnPage(turn)),
  findAsk: (id) => engine.read(() => findAsk(id)),
  savePick: (pick) => engine.write(() => savePick(pick)),
  saveAnswer: (answer) => engine.write(() => saveAnswer(answer)),
  reviewsOf: (learner) => engine.read(() => reviewsOf(learner)),
  dueReviews: (learner, at, limit) => engine.read(() => dueReviews(learner, at, limit)),
  tally: (learner) => engine.read(() => tally(learner)),
  saveVersions: (checks) => engine.write(() => saveVersions(checks)),
  findVersion: (check, version) => engine.read(() => findVersion(check, version)),
  standings: (place, period, limit) => engine.read(() => standings(place, period, limit)),
  rankOf: (place, period, learner) => engine.read(() => rankOf(place, period, learner)),
  checkStatistics: (check, version) => engine.read(() => checkStatistics(check, version)),
  joinTenant: (tenant) => engine.write(() => joinTenant(tenant)),
  leaveTenant: (tenant) => engine.write(() => leaveTenant(tenant)),
  presentTenants: (platform) => engine.read(() => presentTenants(platform)),
  purgeTenants: (leftBy) => engine.write(() => purgeTenants(leftBy)),
  exportLearner: (learner) => engine.snapshot(() => exportLearner(learner)),
  eraseLearner: (learner) => engine.write(() => eraseLearner(learner)),
});
