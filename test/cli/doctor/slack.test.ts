import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Finding } from "../../../src/cli/doctor/finding.ts";
import { examineSlack } from "../../../src/cli/doctor/slack.ts";
import { Secret } from "../../../src/config/secret.ts";
import { hall, listening } from "../../protocol/slack/class-room.ts";
import { createMember, textOf } from "../../protocol/slack/member.ts";
import { type SlackServer, startSlack } from "../../protocol/slack/server/slack-server.ts";
import { httpWire, socketWire } from "../../protocol/slack/server/wire.ts";
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET } from "../../protocol/slack/server/world.ts";
import { freshFolder, startTutor } from "../tutor.ts";

async function served(): Promise<SlackServer> {
  const server = await startSlack();
  onTestFinished(server.close);
  return server;
}

type Tokens = { readonly bot?: string; readonly app?: string; readonly now?: () => number };

const examine = (api: string, { bot = BOT_TOKEN, app = APP_TOKEN, now = Date.now }: Tokens = {}) =>
  examineSlack(
    {
      admission: { kind: "token", botToken: new Secret(bot) },
      appToken: new Secret(app),
      signingSecret: undefined,
      api,
      managers: [],
    },
    now,
  );

const faultsOf = (findings: readonly Finding[]) =>
  findings.filter(({ ok }) => !ok).map(({ text, remedy }) => [text, remedy]);

test("the doctor finds tokens that work, scopes that are there, and both clocks", async () => {
  const server = await served();
  const findings = await examine(server.api);
  expect(faultsOf(findings)).toEqual([]);
  const told = findings.map(({ text }) => text).join("\n");
  for (const said of ['"nightshift" in "Harbour"', "does without chat:write.public", "clocks agree", "can connect"]) {
    expect(told).toContain(said);
  }
});

test("the doctor names the remedy for tokens that Slack does not take", async () => {
  const server = await served();
  expect(faultsOf(await examine(server.api, { bot: "xoxb-another-one", app: "xapp-another-one" }))).toEqual([
    [
      "Slack does not take the bot token (invalid_auth)",
      "copy it anew from OAuth & Permissions of the app, set SLACK_BOT_TOKEN",
    ],
    [
      "Slack does not take the app-level token (invalid_auth)",
      "make a new one with connections:write under Basic Information, set SLACK_APP_TOKEN",
    ],
  ]);
});

test("the doctor names the scope that the app lacks", async () => {
  const server = await served();
  server.world.scopes.delete("users:read");
  expect(faultsOf(await examine(server.api))[0]?.[0]).toBe("Slack: the app lacks users:read");
});

test("the doctor finds a clock that is five minutes off", async () => {
  const server = await served();
  const found = faultsOf(await examine(server.api, { now: () => Date.now() - 300_000 }));
  expect(found[0]?.[0]).toMatch(/clock is (299|300) s away/);
});

test("the doctor says so when Slack cannot be reached", async () => {
  const server = await startSlack();
  await server.close();
  const [finding] = await examine(server.api);
  expect(finding?.text).toContain("Slack does not answer");
});

/** The whole program in a process of its own. */
function tutorOn(server: SlackServer, environment: Readonly<Record<string, string>>) {
  const tutor = startTutor({
    DATA_DIR: join(freshFolder(), "data"),
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_API_URL: server.api,
    ...environment,
  });
  onTestFinished(async () => {
    tutor.signal("SIGKILL");
    await tutor.ended;
  });
  return tutor;
}

test("tokens and the page run together in one process over Socket Mode, and readiness lists both", async () => {
  const server = await served();
  const tutor = tutorOn(server, { SLACK_APP_TOKEN: APP_TOKEN });
  const url = await tutor.says(/Nightshift is ready: (http:\S+)/);
  await listening(server);
  const ready = await fetch(`${url}/readyz`);
  expect(await ready.json()).toEqual({ ok: true, store: true, outbox: true, platforms: { web: true, slack: true } });
  const ada = createMember(server, socketWire(server), { name: "Ada", channel: hall(server.world).id });
  expect(textOf(await ada.type("learn"))).toContain("1 of ");
  expect((await fetch(url)).status).toBe(200);
  tutor.signal("SIGTERM");
  expect(await tutor.ended).toBe(0);
  for (const token of [BOT_TOKEN, APP_TOKEN]) expect(tutor.printed() + tutor.logged()).not.toContain(token);
});

test("signed requests come in by the page's own port, past its password and its names", async () => {
  const server = await served();
  const tutor = tutorOn(server, { SLACK_SIGNING_SECRET: SIGNING_SECRET, WEB_PASSWORD: "correct horse battery" });
  const url = await tutor.says(/Nightshift is ready: (http:\S+)/);
  const wire = httpWire(`${url}/slack/events`, SIGNING_SECRET);
  const ada = createMember(server, wire, { name: "Ada", channel: hall(server.world).id });
  expect(textOf(await ada.type("learn"))).toContain("1 of ");
  expect((await fetch(url)).status).toBe(401);
  expect((await fetch(`${url}/slack/events`)).status).toBe(405);
  expect((await fetch(`${url}/slack/install`)).status).toBe(401);
});

test("an app token that Slack refuses fails Slack alone: the page stays, and readiness says which is not well (F22)", async () => {
  const server = await served();
  const tutor = tutorOn(server, { SLACK_APP_TOKEN: "xapp-1-A0123456789-another" });
  const url = await tutor.says(/Nightshift is ready: (http:\S+)/);
  await tutor.says(/Slack does not take the app-level token/);
  const ready = await fetch(`${url}/readyz`);
  expect(await ready.json()).toEqual({ ok: false, store: true, outbox: true, platforms: { web: true, slack: false } });
  expect((await fetch(url)).status).toBe(200);
});
