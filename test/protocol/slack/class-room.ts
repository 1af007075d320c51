import { randomUUIDv7 } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import type { After } from "../../../src/chat/after.ts";
import type { Handle } from "../../../src/chat/platform.ts";
import type { Context } from "../../../src/core/context.ts";
import type { Course } from "../../../src/course/model.ts";
import { createSlack, type Slack } from "../../../src/platforms/slack/adapter.ts";
import type { SlackOptions, Way } from "../../../src/platforms/slack/options.ts";
import { openStore } from "../../../src/store/open.ts";
import { createBot } from "../../../src/tutor/bot.ts";
import { commandsOf } from "../../../src/tutor/commands.ts";
import { seeded } from "../../seeded.ts";
import { eventPayload } from "./member.ts";
import { type SlackServer, startSlack } from "./server/slack-server.ts";
import { httpWire, socketWire, type Wire } from "./server/wire.ts";
import { APP_TOKEN, BOT_TOKEN, type Channel, SIGNING_SECRET, type World } from "./server/world.ts";

/** The real adapter over the real bolt, connected to a Slack of our own with one channel in it. */
export type Connected = {
  readonly server: SlackServer;
  readonly slack: Slack;
  /** The id of its channel #study-hall. */
  readonly channel: string;
  /** How Slack reaches the app. */
  readonly wire: Wire;
  /** Root of the paths that the app serves. */
  readonly url: string;
  /** What the adapter told the log. */
  readonly faults: unknown[];
};

export const realAfter: After = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds).unref();
  return () => clearTimeout(timer);
};

export const ways: readonly Way[] = [
  { kind: "socket", appToken: APP_TOKEN },
  { kind: "http", signingSecret: SIGNING_SECRET },
];

export const hall = (world: World): Channel => {
  const channel = { id: world.nextId("C"), name: "study-hall", creator: "U0", archived: false, joined: true };
  world.channels.set(channel.id, channel);
  return channel;
};

/** Starts a Slack and an adapter that hands everything to `handle`; returns when the adapter hears. */
export async function connect(
  handle: Handle,
  options: Partial<SlackOptions> = {},
  given?: SlackServer,
): Promise<Connected> {
  const server = given ?? (await startSlack());
  const { world } = server;
  const { id: channel } = [...world.channels.values()][0] ?? hall(world);
  const faults: unknown[] = [];
  const slack = createSlack({
    way: { kind: "socket", appToken: APP_TOKEN },
    admission: { kind: "token", token: BOT_TOKEN },
    api: server.api,
    managers: [],
    known: async () => [world.team],
    commands: () => [{ name: "learn", summary: "Go on", options: [], who: "anyone" }],
    draw: async () => new Uint8Array([137, 80, 78, 71]),
    newId: randomUUIDv7,
    now: Date.now,
    after: realAfter,
    fault: (error) => {
      faults.push(error);
      world.happened();
    },
    ...options,
  });
  const web = await served(slack);
  await slack.start(handle);
  onTestFinished(async () => {
    await slack.stop();
    await web.close();
    await server.close();
    // Whatever a test was about: nothing that was sent may break a limit of Slack.
    expect(world.refusals).toEqual([]);
  });
  const socket = (options.way ?? ways[0])?.kind === "socket";
  if (socket) await listening(server);
  const wire = socket ? socketWire(server) : httpWire(`${web.url}/slack/events`, SIGNING_SECRET);
  return { server, slack, channel, wire, url: web.url, faults };
}

/** Resolves when the adapter hears: it acknowledges something that has no answer, on every connection there is. */
export async function listening({ world, sockets }: SlackServer): Promise<void> {
  await world.until(() => sockets.live.length > 0);
  for (const _ of sockets.live)
    await sockets.send("events_api", eventPayload(world, { type: "app_home_opened", tab: "messages" }));
}

/** Serves the adapter's own paths, as the page does. */
async function served(slack: Slack): Promise<{ readonly url: string; close(): Promise<void> }> {
  const http = createServer((request, response) => {
    const door = slack.doors[(request.url ?? "").replace(/\?.*$/, "")];
    if (door) door(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    close: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

export type ClassRoom = Connected & {
  readonly context: Context;
  /** Stops the whole program, and starts it anew on the same data; the server stays. */
  restart(): Promise<Connected>;
};

/** The whole tutor on Slack: real adapter, real core, real SQLite. */
export async function classRoom(course: Course, options: Partial<SlackOptions> = {}): Promise<ClassRoom> {
  const dataDir = await mkdtemp(join(tmpdir(), "nightshift-slack-"));
  let opened = await openStore({ dataDir });
  const faults: unknown[] = [];
  const context: Context = {
    get store() {
      return opened.store;
    },
    clock: { now: () => Temporal.Now.instant() },
    course: () => course,
    newId: randomUUIDv7,
    random: seeded(7),
    fault: (error) => faults.push(error),
  };
  await opened.store.saveVersions(
    course.chapters.flatMap((chapter) => chapter.bites.flatMap((bite) => (bite.check ? [bite.check] : []))),
  );
  onTestFinished(async () => {
    await opened.close();
    await rm(dataDir, { recursive: true });
    expect(faults).toEqual([]);
  });
  const { handle } = createBot(context);
  const known = () => opened.store.presentTenants("slack");
  const wants = { commands: () => commandsOf(course), known, ...options };
  const first = await connect(handle, wants);
  return {
    ...first,
    context,
    restart: async () => {
      await first.slack.stop();
      await opened.close();
      opened = await openStore({ dataDir });
      return connect(handle, wants, first.server);
    },
  };
}
