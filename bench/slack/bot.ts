import { randomUUIDv7 } from "node:crypto";
import { App } from "@slack/bolt";
import type { After } from "../../src/chat/after.ts";
import { createSlack } from "../../src/platforms/slack/adapter.ts";
import { openStore } from "../../src/store/open.ts";
import { createBot } from "../../src/tutor/bot.ts";
import { commandsOf } from "../../src/tutor/commands.ts";
import { benchCourse } from "../course.ts";

/**
 * One of the two apps that are compared, in a process of its own: `bare` is an app of bolt over Socket Mode that turns
 * every message with a constant, `whole` is the tutor on SQLite. Tells its parent when it is ready, and what it used when
 * asked.
 */
const [kind = "", api = "", token = "", appToken = "", dataDir = ""] = process.argv.slice(2);

const constant = {
  text: "Page. ".repeat(60),
  blocks: [
    { type: "section", text: { type: "mrkdwn", text: "Page. ".repeat(60) } },
    { type: "actions", elements: [{ type: "button", text: { type: "plain_text", text: "Next" }, action_id: "next" }] },
  ],
};

async function bare(): Promise<void> {
  const app = new App({ token, appToken, socketMode: true, clientOptions: { slackApiUrl: `${api}/` } });
  app.action("next", async ({ ack, body, client }) => {
    await ack();
    if (body.type !== "block_actions") return;
    const { channel_id: channel, message_ts: ts } = body.container;
    await client.chat.update({ channel, ts, ...constant });
  });
  await app.start();
  process.send?.("ready");
}

const after: After = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds).unref();
  return () => clearTimeout(timer);
};

async function whole(): Promise<void> {
  const { store } = await openStore({ dataDir });
  await store.saveVersions(benchCourse.chapters.flatMap(({ bites }) => bites.flatMap(({ check }) => check ?? [])));
  const fault = (error: unknown): void => console.error(error);
  const clock = { now: () => Temporal.Now.instant() };
  const newId = randomUUIDv7;
  const { handle } = createBot({ store, clock, course: () => benchCourse, newId, random: Math.random, fault });
  const slack = createSlack({
    way: { kind: "socket", appToken },
    admission: { kind: "token", token },
    api,
    managers: [],
    known: () => store.presentTenants("slack"),
    commands: () => commandsOf(benchCourse),
    draw: async () => new Uint8Array(),
    newId,
    now: Date.now,
    after,
    fault,
    mostInAMinute: { person: Number.POSITIVE_INFINITY, server: Number.POSITIVE_INFINITY },
  });
  await slack.start(handle);
  const look = setInterval(() => {
    if (!slack.health().ok) return;
    clearInterval(look);
    process.send?.("ready");
  }, 20);
}

process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});

process.once("SIGINT", () => process.exit(0));
await (kind === "bare" ? bare() : whole());
