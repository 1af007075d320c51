import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { button, encodeAction } from "../../../src/chat/action.ts";
import { type Message, paragraph } from "../../../src/chat/message.ts";
import type { Handle } from "../../../src/chat/platform.ts";
import { secretsIn } from "../../../src/config/config.ts";
import { createLog } from "../../../src/ops/log.ts";
import { connect, ways } from "./class-room.ts";
import { createMember } from "./member.ts";
import { page, refuse } from "./server/http.ts";
import { startSlack } from "./server/slack-server.ts";
import { APP_TOKEN, BOT_TOKEN, directOf, SIGNING_SECRET } from "./server/world.ts";

const ASK = "018f0000-0000-7000-8000-000000000002";
const write = { kind: "write", ask: ASK } as const;
const message: Message = { blocks: [paragraph("one")], buttons: [[button("Write", write)]] };

/** Answers with a message, and a press with a form. */
const tutor: Handle = async (event) => {
  if (event.kind !== "press") return [{ kind: "reply", message, to: "me" }];
  const fields = [{ name: "answer", label: "Answer", maxLength: 100 }];
  return [{ kind: "form", form: { id: encodeAction(write), title: "Your answer", submit: "Hand in", fields } }];
};

/** A log as main makes it, at its most talkative, and what it has written so far. */
function talkativeLog() {
  const folder = mkdtempSync(join(tmpdir(), "nightshift-log-"));
  const to = openSync(join(folder, "log"), "w");
  onTestFinished(() => {
    closeSync(to);
    rmSync(folder, { recursive: true });
  });
  const secrets = secretsIn({
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
  });
  const log = createLog({ level: "trace", pretty: false, secrets, to });
  return { log, written: () => readFileSync(join(folder, "log"), "utf8") };
}

test.each(ways)(
  "whatever goes wrong over $kind, the log names no token, no address that answers, and no id that opens a form (S51)",
  async (way) => {
    const server = await startSlack();
    const { log, written } = talkativeLog();
    const raw: unknown[] = [];
    const fault = (err: unknown): void => {
      raw.push(err);
      log.error({ err, part: "slack" }, "a fault was caught");
      // A careless line of the program: everything that the error holds.
      log.trace({ error: err, text: `${String(err)} ${JSON.stringify(err)}` });
      server.world.happened();
    };
    const at = await connect(tutor, { way, fault, patience: { request: 300 } }, server);
    const ada = createMember(server, at.wire, { name: "Ada", channel: at.channel });
    const shown = await ada.type("learn");
    const alone = createMember(server, at.wire, { ...ada.person, channel: directOf(ada.person.id) });
    for (const reply of [refuse("expired_trigger_id"), page(502), "reset"] as const) {
      const before = raw.length;
      server.fail(/views\.open/, { reply });
      await ada.send("interactive", ada.pressPayload("Write", shown));
      await server.world.until(() => raw.length > before);
    }
    for (const reply of [page(500), "reset", "junk"] as const) {
      const before = raw.length;
      server.fail(/^\/(respond|api\/chat)/, { reply }, 3);
      await alone.send("interactive", alone.shortcut());
      await server.world.until(() => raw.length > before);
    }
    const secrets = [BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, ...server.world.answers.keys()];
    const told = written();
    expect(told.split("\n").length).toBeGreaterThan(2 * raw.length);
    expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
    expect(told).not.toContain(`${ada.person.id}.`);
  },
);

test("what is shown before an answer is told to nobody but the person, in a channel (S19)", async () => {
  const at = await connect(tutor);
  const ada = createMember(at.server, at.wire, { name: "Ada", channel: at.channel });
  expect((await ada.type("learn")).only).toBe(ada.person.id);
});
