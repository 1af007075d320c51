import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { OPTIONAL_SCOPES, SCOPES } from "../../../src/platforms/slack/access/scopes.ts";
import { EVENTS, SHORTCUT } from "../../../src/platforms/slack/app.ts";
import { COMMAND } from "../../../src/platforms/slack/render/text.ts";
import { commandsOf } from "../../../src/tutor/commands.ts";
import { shippedCourse } from "./reader.ts";

const root = join(import.meta.dirname, "../../..");

/** Slack's limits (App manifest reference); what is not named here is not known to Slack, or not asked for. */
const manifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.literal(1) }),
  display_information: z.strictObject({
    name: z.string().max(35),
    description: z.string().max(140),
    long_description: z.string().min(174).max(4000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.strictObject({ display_name: z.string().max(80), always_online: z.boolean() }),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().max(24),
          type: z.literal("global"),
          callback_id: z.string().max(255),
          description: z.string().max(150),
        }),
      )
      .max(10),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().max(32),
          description: z.string().max(2000),
          usage_hint: z.string().max(1000),
          should_escape: z.literal(true),
          url: z.url().optional(),
        }),
      )
      .max(50),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(z.url()).optional(),
    scopes: z.strictObject({ bot: z.array(z.string()), bot_optional: z.array(z.string()) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: z.url().optional(), bot_events: z.array(z.string()).max(100) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: z.url().optional() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

const read = (file: string) => manifest.parse(parse(readFileSync(join(root, "slack", file), "utf8")));

describe.each(["manifest.socket.yaml", "manifest.http.yaml"])("slack/%s", (file) => {
  const given = read(file);

  test("asks for the scopes that the code uses, and no other", () => {
    expect(given.oauth_config.scopes).toEqual({ bot: SCOPES, bot_optional: OPTIONAL_SCOPES });
  });

  test("subscribes to the events that the code hears, and no other; none of them are messages (S76)", () => {
    expect(given.settings.event_subscriptions.bot_events).toEqual(EVENTS);
    expect(given.settings.event_subscriptions.bot_events.filter((event) => event.startsWith("message"))).toEqual([]);
  });

  test("has the one command and the one shortcut that the code answers", () => {
    expect(given.features.slash_commands.map(({ command }) => command)).toEqual([COMMAND]);
    expect(given.features.shortcuts.map(({ callback_id }) => callback_id)).toEqual([SHORTCUT]);
  });

  test("hints at what may be typed, in the order of the command table", async () => {
    const names = commandsOf(await shippedCourse()).map(({ name }) => name.split(" ")[0]);
    const hinted = given.features.slash_commands[0]?.usage_hint.split(" | ");
    expect(hinted).toEqual([...new Set(names)]);
  });
});

test("over Socket Mode nothing is sent to an address, and over HTTP everything is sent to the same one", () => {
  const [socket, http] = [read("manifest.socket.yaml"), read("manifest.http.yaml")];
  expect([socket.settings.socket_mode_enabled, http.settings.socket_mode_enabled]).toEqual([true, false]);
  expect(JSON.stringify(socket)).not.toContain("url");
  expect([
    http.settings.event_subscriptions.request_url,
    http.settings.interactivity.request_url,
    http.features.slash_commands[0]?.url,
  ]).toEqual(Array(3).fill("https://tutor.example/slack/events"));
  expect(http.oauth_config.redirect_urls).toEqual(["https://tutor.example/slack/oauth_redirect"]);
});

test("each event that is heard is one that the code has an ear for", () => {
  const source = readFileSync(join(root, "src/platforms/slack/app.ts"), "utf8");
  const [, listening = ""] = source.split("function hearEvents");
  for (const event of EVENTS) expect(listening).toContain(`"${event}"`);
});
