import { randomInt, randomUUIDv7 } from "node:crypto";
import { isIPv6 } from "node:net";
import { createClockwork } from "./app/clockwork.ts";
import { type FollowedCourse, firstCourse, followCourse } from "./app/follow-course.ts";
import { discordOf, nowOf, realChannelsOf, sealingOf, slackOf } from "./app/platforms.ts";
import { isPageAlone, movable, openVisitorClock, type VisitorClock } from "./app/visitor-clock.ts";
import type { After } from "./chat/after.ts";
import type { Command } from "./chat/command.ts";
import type { Platform } from "./chat/platform.ts";
import type { Config } from "./config/config.ts";
import type { Clock } from "./core/clock.ts";
import type { Context } from "./core/context.ts";
import type { Circuit } from "./core/post.ts";
import type { Store } from "./core/store.ts";
import { createEdits } from "./delivery/edits.ts";
import { createLiveBoards } from "./delivery/live-boards.ts";
import { healthRoutes } from "./ops/health.ts";
import type { Log } from "./ops/log.ts";
import { createMetrics } from "./ops/metrics.ts";
import { serveMetrics } from "./ops/metrics-server.ts";
import { purgeDaily } from "./ops/purge.ts";
import { keepUptime } from "./ops/uptime.ts";
import { draw } from "./pictures/draw.ts";
import { createWeb } from "./platforms/web/adapter.ts";
import { lockFolder } from "./store/engine/lock.ts";
import { type Opened, openStore } from "./store/open.ts";
import { createBot } from "./tutor/bot.ts";
import { commandsOf } from "./tutor/commands.ts";

/** The tutor at work. */
export type Running = {
  /** Address of the local page. */
  readonly url: string;
  /** Takes no new work, finishes what is under way, and closes everything in reverse. */
  stop(): Promise<void>;
};

/** The one real clock. */
export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/**
 * The composition root: store, course, bot and platforms, each handed what it needs. What fails on the way closes what
 * was opened before it. Rejects with a sentence for the operator: a course with errors, a torn database, a port in use.
 */
export async function start(config: Config, log: Log): Promise<Running> {
  await using opened = new AsyncDisposableStack();
  const metrics = createMetrics(() => systemClock.now().epochMilliseconds);
  const house = await openHouse(opened, config, log, metrics.skipped);
  const { context, database, course } = house;
  const faults = faultsOf(log);
  const commands = (): readonly Command[] => commandsOf(course.current());
  const now = nowOf(context);
  const { store } = context;
  // Filled below: the page shows what moves its clock, and that delivers to the page.
  const platforms: Platform[] = [];
  const behind = async (): Promise<number> => {
    const at = now();
    return at - ((await store.oldestDue(at)) ?? at);
  };
  metrics.watch({ platforms, behind });
  const edits = createEdits({ platforms, now, after, fault: faults("edit") });
  const bot = createBot(context);
  const told = { ...metrics, opened: openedTo(log) };
  const fault = faults("clock");
  const boards = createLiveBoards({ bot, platforms, edits, after, fault: faults("boards") });
  const clockwork = createClockwork({ context, compose: bot.compose, platforms, edits, boards, after, told, fault });
  const connection = { context, commands, after, faults };
  const slack = await slackOf(config, database, connection);
  const clock = house.isMovable ? movable(house.clock, clockwork.arrivals) : undefined;
  const routes = healthRoutes({ store: database, behind, platforms, log });
  const doors = slack?.doors ?? {};
  const parts = { commands, history: database.web, routes, doors, beside: realChannelsOf(config), draw, clock };
  const web = createWeb({ ...webOptions(config, context), ...parts });
  platforms.push(web, ...(await discordOf(config, connection)), ...(slack ? [slack] : []));
  opened.defer(() => stopAll(platforms));
  const handle = metrics.through(clockwork.through(boards.through(edits.through(bot.handle))));
  for (const platform of platforms) await platform.start(handle);
  opened.defer(() => edits.stop());
  opened.defer(() => boards.stop());
  if (config.metricsPort !== undefined) opened.defer(await serveMetrics(config.metricsPort, metrics.text));
  opened.defer(() => clockwork.stop());
  clockwork.start();
  log.info({ url: web.url, course: course.current().id, store: config.databaseUrl ? "postgres" : "sqlite" }, "ready");
  const held = opened.move();
  return { url: web.url, stop: () => held.disposeAsync() };
}

type House = {
  readonly database: Opened;
  readonly course: FollowedCourse;
  readonly clock: VisitorClock;
  readonly isMovable: boolean;
  readonly context: Context;
};

/** What is taught, what is remembered, and what time it is. */
async function openHouse(
  opened: AsyncDisposableStack,
  config: Config,
  log: Log,
  skipped: (reason: string) => void,
): Promise<House> {
  const { dataDir, databaseUrl } = config;
  // Before the database is made: nothing stays behind of a start that has nothing to teach.
  const first = await firstCourse(config.courseDir, log);
  if (databaseUrl === undefined) opened.defer(lockFolder(dataDir));
  const where = databaseUrl === undefined ? { dataDir } : { url: databaseUrl.reveal() };
  const database = await openStore(where, { sealing: sealingOf(config), skipped });
  opened.defer(() => database.close());
  const { store } = database;
  const course = await followCourse(first, config.courseDir, store, log);
  opened.defer(() => course.close());
  const beside = realChannelsOf(config);
  const clock = await openVisitorClock({ real: systemClock, kept: database.clock, beside });
  const context = contextOf(store, course, clock, log);
  opened.defer(purgeDaily({ store, clock, after, days: config.removedDays, log }));
  opened.defer(keepUptime({ store, clock, after, log }));
  const isMovable = databaseUrl === undefined && (await isPageAlone(beside, store));
  return { database, course, clock, isMovable, context };
}

/** All at once: each may take its time. */
async function stopAll(platforms: readonly Platform[]): Promise<void> {
  await Promise.all(platforms.map((platform) => platform.stop()));
}

/** Tells the log what refuses posts. */
const openedTo =
  (log: Log) =>
  (circuit: Circuit): void =>
    log.warn({ circuit }, "posts are refused there, and are tried again later");

/** Runs something later; what waits keeps no process open. */
const after: After = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds).unref();
  return () => clearTimeout(timer);
};

const webOptions = (config: Config, context: Context) => ({
  host: config.host,
  port: config.port,
  password: config.webPassword?.reveal(),
  hosts: [...config.webHosts, isIPv6(config.host) ? `[${config.host}]` : config.host],
  tutor: "Nightshift",
  newId: context.newId,
  now: nowOf(context),
  fault: context.fault,
});

/** Tells the log what was caught in a part of the house. */
const faultsOf =
  (log: Log) =>
  (part: string) =>
  (err: unknown): void =>
    log.error({ err, part }, "a fault was caught");

function contextOf(store: Store, course: FollowedCourse, clock: Clock, log: Log): Context {
  return {
    store,
    clock,
    course: () => course.current(),
    newId: () => randomUUIDv7(),
    random: () => randomInt(STEPS) / STEPS,
    fault: (err, reference) => log.error({ err, reference }, "a fault was caught"),
  };
}

/** randomInt takes a range below 2^48. */
const STEPS = 2 ** 47;
