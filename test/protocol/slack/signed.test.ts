import { createHmac } from "node:crypto";
import { connect as dial } from "node:net";
import { describe, expect, test } from "vitest";
import type { Event } from "../../../src/chat/event.ts";
import { paragraph } from "../../../src/chat/message.ts";
import { createSlack } from "../../../src/platforms/slack/adapter.ts";
import { connect, realAfter } from "./class-room.ts";
import { createMember } from "./member.ts";
import { bodyFor, deliverSigned, type Signed } from "./server/wire.ts";
import { BOT_TOKEN, SIGNING_SECRET } from "./server/world.ts";

async function room() {
  const heard: Event[] = [];
  const way = { kind: "http", signingSecret: SIGNING_SECRET } as const;
  const at = await connect(
    async (event) => {
      heard.push(event);
      return [{ kind: "reply", message: { blocks: [paragraph("heard")] }, to: "me" }];
    },
    { way },
  );
  const ada = createMember(at.server, at.wire, { name: "Ada", channel: at.channel });
  return { ...at, heard, ada, events: `${at.url}/slack/events` };
}

type Room = Awaited<ReturnType<typeof room>>;

const deliver = ({ events, ada }: Room, signed: Signed = {}) =>
  deliverSigned(events, SIGNING_SECRET, "slash_commands", ada.commandPayload("learn"), signed);

const seconds = (from: number): string => String(Math.floor(Date.now() / 1000) + from);

describe("a request to /slack/events", () => {
  test("that Slack signed goes to the tutor", async () => {
    const at = await room();
    expect((await deliver(at)).status).toBe(200);
    expect(at.heard).toHaveLength(1);
  });

  test.each<[string, Signed]>([
    ["signed with another secret", { secret: "f".repeat(32) }],
    ["signed with an empty secret", { secret: "" }],
    ["of another version", { version: "v1" }],
    ["without a signature", { headers: { "x-slack-signature": "" } }],
    ["with junk for a signature", { headers: { "x-slack-signature": "v0=zz" } }],
    ["301 seconds old", { at: seconds(-301) }],
    ["an hour from the future, well signed (S44)", { at: seconds(3600) }],
    ["of no time at all", { at: "soon" }],
    ["of an empty time", { at: "" }],
  ])("%s is refused with 401, and nobody is bothered (S43)", async (_what, signed) => {
    const at = await room();
    expect((await deliver(at, signed)).status).toBe(401);
    expect(at.heard).toEqual([]);
    expect(at.faults).toEqual([]);
  });

  test("whose body was changed by one byte is refused (S43)", async () => {
    const at = await room();
    const { body, type } = bodyFor("slash_commands", at.ada.commandPayload("learn"));
    const moment = seconds(0);
    const signed = createHmac("sha256", SIGNING_SECRET).update(`v0:${moment}:${body}`).digest("hex");
    const response = await fetch(at.events, {
      method: "POST",
      headers: {
        "content-type": type,
        "x-slack-request-timestamp": moment,
        "x-slack-signature": `v0=${signed}`,
      },
      body: `${body}x`,
    });
    expect(response.status).toBe(401);
    expect(at.heard).toEqual([]);
  });

  test.each<[string, string, string]>([
    ["in a form", "application/x-www-form-urlencoded", "ssl_check=1&command=%2Fnightshift&text=learn&team_id=T1"],
    ["in JSON", "application/json", JSON.stringify({ ssl_check: "1", command: "/nightshift", text: "learn" })],
  ])(
    "that smuggles a command past the signature as a check of the connection, %s, reaches nobody (S43)",
    async (_what, type, body) => {
      const at = await room();
      const response = await fetch(`${at.events}?ssl_check=1`, {
        method: "POST",
        headers: { "content-type": type },
        body,
      });
      expect([200, 401]).toContain(response.status);
      expect(at.heard).toEqual([]);
    },
  );

  test("of 50 MB is refused with 413, and one that is deeper than sense is refused or ignored (S47)", async () => {
    const at = await room();
    const big = await fetch(at.events, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "x".repeat(50 * 1024 * 1024),
    }).then(
      ({ status }) => status,
      // The connection is closed while the body is still on its way.
      () => 413,
    );
    expect(big).toBe(413);
    const deep = await fetch(at.events, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "[".repeat(100_000),
    });
    expect(deep.status).toBe(401);
    expect(at.heard).toEqual([]);
  });

  test("that comes a byte at a time holds nobody else up (S47)", async () => {
    const at = await room();
    const { port } = new URL(at.url);
    const loris = dial(Number(port), "127.0.0.1");
    loris.on("error", () => undefined);
    loris.write("POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx");
    expect((await deliver(at)).status).toBe(200);
    loris.destroy();
  });

  test.each(["GET", "PUT", "DELETE"])("by %s is no request of Slack", async (method) => {
    const at = await room();
    expect((await fetch(at.events, { method })).status).toBe(405);
  });

  test("that only looks whether the address is ours is answered with its challenge", async () => {
    const at = await room();
    const response = await deliverSigned(at.events, SIGNING_SECRET, "events_api", {
      type: "url_verification",
      challenge: "3eZbrw1a",
    });
    expect(await response.json()).toEqual({ challenge: "3eZbrw1a" });
  });

  test("again within five minutes is acknowledged and does nothing more (S45)", async () => {
    const at = await room();
    const payload = at.ada.commandPayload("learn");
    for (let times = 0; times < 3; times += 1) {
      expect((await deliverSigned(at.events, SIGNING_SECRET, "slash_commands", payload)).status).toBe(200);
    }
    expect(at.heard).toHaveLength(1);
  });

  test("while the tutor is stopping asks Slack to come again", async () => {
    const at = await room();
    await at.slack.stop();
    expect((await deliver(at)).status).toBe(503);
  });
});

test("an empty signing secret is refused before anything begins (S43)", () => {
  const options = {
    way: { kind: "http" as const, signingSecret: "" },
    admission: { kind: "token" as const, token: BOT_TOKEN },
    managers: [],
    known: async () => [],
    commands: () => [],
    draw: async () => new Uint8Array(),
    newId: () => "1",
    now: Date.now,
    after: realAfter,
    fault: () => undefined,
  };
  expect(() => createSlack(options)).toThrow(/signing/i);
});
