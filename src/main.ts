import { randomInt, randomUUIDv7 } from "node:crypto";
import { isIPv6 } from "node:net";
import type { After } from "./chat/after.ts";
import type { Command } from "./chat/command.ts";
import type { Platform } from "./chat/platform.ts";
import type { Config } from "./config.ts";
import { createBot } from "./core/bot.ts";
import type { Clock } from "./core/clock.ts";
import { commandsOf } from "./core/commands.ts";
import type { Context } from "./core/context.ts";
import type { Store } from "./core/store.ts";
import { nextComing } from "./delivery/coming.ts";
import { createEdits } from "./delivery/edits.ts";
import { type FollowedCourse, firstCourse, followCourse } from "./follow-course.ts";
import { healthRoutes } from "./health.ts";
import type { Log } from "./log.ts";
import { draw } from "./pictures/draw.ts";
import { createDiscord } from "./platforms/discord/adapter.ts";
import { createWeb } from "./platforms/web/adapter.ts";
import { purgeDaily } from "./purge.ts";
import { sealingOf, slackOf } from "./slack.ts";
import { openStore } from "./store/open.ts";
import { keepUptime } from "./uptime.ts";
import { type Arrivals, isPageAlone, movable, openVisitorClock } from "./visitor-clock.ts";

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
  const { dataDir, databaseUrl } = config;
  // Before the database is made: nothing stays behind of a start that has nothing to teach.
  const first = await firstCourse(config.courseDir, log);
  const where = databaseUrl === undefined ? { dataDir } : { url: databaseUrl.reveal() };
  const database = await openStore(where, { sealing: sealingOf(config) });
  opened.defer(() => database.close());
  const course = await followCourse(first, config.courseDir, database.store, log);
  opened.defer(() => course.close());
  const beside = realChannelsOf(config);
  const clock = await openVisitorClock({ real: systemClock, kept: database.clock, beside });
  const context = contextOf(database.store, course, clock, log);
  opened.defer(purgeDaily({ store: database.store, clock, after, days: config.removedDays, log }));
  opened.defer(keepUptime({ store: database.store, clock, after, log }));
  const commands = (): readonly Command[] => commandsOf(course.current());
  const platforms: Platform[] = [];
  const routes = healthRoutes({ store: database, platforms, log });
  const alone = databaseUrl === undefined && (await isPageAlone(beside, database.store));
  // Nothing leaves by the clock yet, so there is nothing to let come.
  const arrivals: Arrivals = {
    next: (after, by) => nextComing(database.store, after, by),
    tick: async () => undefined,
  };
  const known = () => database.store.presentTenants("slack");
  const voice = { known, commands, draw, newId: context.newId, now: nowOf(context), after };
  const slack = slackOf(config, database.slack, { ...voice, fault: faultsOf(log, "slack") });
  const parts = { commands, history: database.web, routes, doors: slack?.doors ?? {}, beside, draw };
  const web = createWeb({
    ...webOptions(config, context),
    ...parts,
    clock: alone ? movable(clock, arrivals) : undefined,
  });
  platforms.push(web, ...discordOf(config, context, commands, log), ...(slack ? [slack] : []));
  const edits = createEdits({ platforms, now: nowOf(context), after, fault: faultsOf(log, "edit") });
  const handle = edits.through(createBot(context).handle);
  for (const platform of platforms) {
    await platform.start(handle);
    opened.defer(() => platform.stop());
  }
  opened.defer(() => edits.stop());
  log.info({ url: web.url, course: course.current().id, store: databaseUrl ? "postgres" : "sqlite" }, "ready");
  const held = opened.move();
  return { url: web.url, stop: () => held.disposeAsync() };
}

/** Real channels that the settings connect beside the page, by the names that people call them. */
const realChannelsOf = ({ discord, slack }: Config): readonly string[] => [
  ...(discord ? ["Discord"] : []),
  ...(slack ? ["Slack"] : []),
];

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

const nowOf =
  ({ clock }: Pick<Context, "clock">) =>
  (): number =>
    clock.now().epochMilliseconds;

/** Discord, when there is a token. It connects in the background: whatever is wrong there keeps nothing else from running. */
function discordOf(
  { discord }: Config,
  context: Context,
  commands: () => readonly Command[],
  log: Log,
): readonly Platform[] {
  if (!discord) return [];
  const token = discord.token.reveal();
  const { store } = context;
  const remembered = {
    owner: (application: string) => store.claimPlatform("discord", application),
    known: () => store.presentTenants("discord"),
  };
  const tools = { commands, draw, now: nowOf(context), after, fault: faultsOf(log, "discord") };
  return [createDiscord({ ...discord, token, ...remembered, ...tools })];
}

/** Tells the log what was caught in a part of the house. */
const faultsOf =
  (log: Log, part: string) =>
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
