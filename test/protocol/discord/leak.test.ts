import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Message, paragraph } from "../../../src/chat/message.ts";
import type { Handle } from "../../../src/chat/platform.ts";
import { secretsIn } from "../../../src/config/config.ts";
import { createLog } from "../../../src/ops/log.ts";
import { connect } from "./class-room.ts";
import { createMember } from "./member.ts";
import { startDiscord, TOKEN } from "./server/discord-server.ts";
import { page, refuse } from "./server/http.ts";

const saying = (text: string): Message => ({ blocks: [paragraph(text)] });

/** Answers with two messages, so that one is a follow-up. */
const twice: Handle = async (event) =>
  "by" in event
    ? [
        { kind: "reply", message: saying("one"), to: "me" },
        { kind: "reply", message: saying("two"), to: "me" },
      ]
    : [];

/** A log as main makes it, at its most talkative, and what it has written so far. */
function talkativeLog() {
  const folder = mkdtempSync(join(tmpdir(), "nightshift-log-"));
  const to = openSync(join(folder, "log"), "w");
  onTestFinished(() => {
    closeSync(to);
    rmSync(folder, { recursive: true });
  });
  const log = createLog({ level: "trace", pretty: false, secrets: secretsIn({ DISCORD_TOKEN: TOKEN }), to });
  return { log, written: () => readFileSync(join(folder, "log"), "utf8") };
}

test("whatever goes wrong with answers and posts, the log names no token of an interaction or of the bot (S51)", async () => {
  const server = await startDiscord();
  const { log, written } = talkativeLog();
  const raw: unknown[] = [];
  const fault = (err: unknown): void => {
    raw.push(err);
    log.error({ err, part: "discord" }, "a fault was caught");
    // A careless line of the program: everything that the error holds.
    log.trace({ error: err, text: `${String(err)} ${JSON.stringify(err)}` });
    server.world.happened();
  };
  const at = await connect(twice, { fault, patience: { callback: 300 } }, server);
  const ada = createMember(server, { name: "Ada", guild: at.guild.id, channel: at.channel });
  const command = { type: 2, data: { id: "1", name: "learn", type: 1, options: [] } };
  for (const answer of [
    refuse(404, 10062, "Unknown interaction"),
    refuse(400, 50035, "Invalid Form Body"),
    page(502),
  ]) {
    for (const path of [/callback$/, /^POST \/webhooks\//]) {
      const before = raw.length;
      server.fail(path, { reply: answer }, path.source === "callback$" && answer.status === 502 ? 2 : 1);
      ada.send(command);
      await server.world.until(() => raw.length > before);
    }
  }
  const tokens = [...server.world.interactions.values()].map(({ token }) => token);
  // The faults themselves hold addresses with tokens: it is the log that takes them out.
  const held = raw.map((error) => (error instanceof Error && error.cause !== undefined ? error.cause : error));
  const addresses = held.map((error) => JSON.stringify(error)).join("\n");
  expect(tokens.some((token) => addresses.includes(token))).toBe(true);
  const told = written();
  expect(told.split("\n").length).toBeGreaterThan(2 * raw.length);
  expect([TOKEN, ...tokens].filter((token) => told.includes(token))).toEqual([]);
  expect(told.match(/\/(?:webhooks|interactions)\/\d+\/(?!\[secret\])[^\s"]*/g) ?? []).toEqual([]);
  expect(told).toMatch(/\/webhooks\/\d+\/\[secret\]/);
});
