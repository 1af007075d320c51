import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Event } from "../../../src/chat/event.ts";
import { paragraph } from "../../../src/chat/message.ts";
import { openStore } from "../../../src/store/open.ts";
import { connect } from "./class-room.ts";
import { expired, type Giver, giving, STATE, unsigned } from "./giving.ts";
import { createMember, eventPayload, textOf } from "./member.ts";
import { json } from "./server/http.ts";
import { startSlack } from "./server/slack-server.ts";

async function room() {
  const server = await startSlack();
  server.world.tokens.clear();
  const dataDir = await mkdtemp(join(tmpdir(), "nightshift-install-"));
  const opened = await openStore({ dataDir }, { sealing: randomBytes(32) });
  onTestFinished(async () => {
    await opened.close();
    await rm(dataDir, { recursive: true });
  });
  const heard: Event[] = [];
  const at = await connect(
    async (event) => {
      heard.push(event);
      server.world.happened();
      if (event.kind === "removed") await opened.store.leaveTenant({ ...event, at: 0 });
      return "by" in event ? [{ kind: "reply", message: { blocks: [paragraph("heard")] }, to: "me" }] : [];
    },
    {
      admission: {
        kind: "install",
        clientId: "1.2",
        clientSecret: "secret",
        stateSecret: STATE,
        installations: opened.slack,
      },
      known: async () => [],
    },
    server,
  );
  // That the adapter hears was found out with an event of a workspace that never installed the app.
  at.faults.length = 0;
  return { ...at, heard, installations: opened.slack, ...giving(server) };
}

type Room = Awaited<ReturnType<typeof room>>;

/** A browser that begins to install: where it is sent, and the cookie it was given. */
async function begun(at: Room) {
  const response = await fetch(`${at.url}/slack/install`, { redirect: "manual" });
  const to = new URL(response.headers.get("location") ?? "");
  const cookie = (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  return { response, to, cookie, state: to.searchParams.get("state") ?? "" };
}

const comeBack = (at: Room, query: Readonly<Record<string, string>>, cookie?: string) =>
  fetch(`${at.url}/slack/oauth_redirect?${new URLSearchParams(query)}`, {
    ...(cookie === undefined ? {} : { headers: { cookie } }),
  });

async function install(at: Room, giver: Giver): Promise<void> {
  const code = randomBytes(8).toString("hex");
  at.codes.set(code, giver);
  const { cookie, state } = await begun(at);
  expect((await comeBack(at, { code, state }, cookie)).status).toBe(200);
}

const postTo = (team: string, channel: string) => ({
  kind: "post" as const,
  to: { platform: "slack", tenant: team, channel, kind: "channel" as const },
  key: `to ${team}`,
  message: { blocks: [paragraph("hello")] },
});

const workspace = (team: string) => ({ kind: "workspace", team }) as const;

describe("somebody who installs the app", () => {
  test("is sent to Slack with the scopes, comes back, and the tutor is at home in that workspace", async () => {
    const at = await room();
    const { response, to } = await begun(at);
    expect(response.status).toBe(302);
    expect(to.href).toContain("https://slack.com/oauth/v2/authorize");
    expect(to.searchParams.get("scope")?.split(",")).toContain("chat:write");
    expect(response.headers.get("set-cookie")).toMatch(/Secure; HttpOnly/);
    await install(at, { team: "T0ONE" });
    expect(at.heard).toContainEqual({ kind: "joined", platform: "slack", tenant: "T0ONE" });
    expect(await at.slack.deliver(postTo("T0ONE", at.channel))).toMatchObject({ kind: "sent" });
    expect(await at.slack.deliver(postTo("T0TWO", at.channel))).toMatchObject({ kind: "refused", scope: "tenant" });
  });

  test.each<
    [
      string,
      (given: { readonly state: string; readonly cookie: string }) => readonly [string | undefined, string | undefined],
    ]
  >([
    ["without a state", ({ cookie }) => [undefined, cookie]],
    ["with the state of another browser", ({ state }) => [state, "slack-app-oauth-state=other"]],
    ["without a cookie", ({ state }) => [state, undefined]],
    ["with a state that nobody signed", ({ cookie }) => [unsigned(), cookie.replace(/=.*/, `=${unsigned()}`)]],
    ["with a state that has run out", ({ cookie }) => [expired(), cookie.replace(/=.*/, `=${expired()}`)]],
  ])("%s is refused, and nothing is kept (S48)", async (_what, change) => {
    const at = await room();
    at.codes.set("good", { team: "T0ONE" });
    const [state, cookie] = change(await begun(at));
    const response = await comeBack(at, { code: "good", ...(state === undefined ? {} : { state }) }, cookie);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await at.installations.find(workspace("T0ONE"))).toBeUndefined();
    expect(at.heard).toEqual([]);
  });

  test("a second time with the same state, or with a code that was used, is refused (S48)", async () => {
    const at = await room();
    at.codes.set("one", { team: "T0ONE" }).set("two", { team: "T0TWO" });
    const { cookie, state } = await begun(at);
    expect((await comeBack(at, { code: "one", state }, cookie)).status).toBe(200);
    expect((await comeBack(at, { code: "two", state }, cookie)).status).toBeGreaterThanOrEqual(400);
    const again = await begun(at);
    expect((await comeBack(at, { code: "one", state: again.state }, again.cookie)).status).toBeGreaterThanOrEqual(400);
    expect(await at.installations.find(workspace("T0TWO"))).toBeUndefined();
  });

  test("and changes their mind, or brings markup along, reads a plain page (S49)", async () => {
    const at = await room();
    const { cookie, state } = await begun(at);
    for (const error of ["access_denied", "<script>alert(1)</script>"]) {
      const response = await comeBack(at, { error, state }, cookie);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(await response.text()).not.toContain("<script");
    }
  });
});

describe("tokens that rotate", () => {
  test("are renewed before a post that leaves by the clock, once for all that need one at once", async () => {
    const at = await room();
    await install(at, { team: "T0ONE", expires: 60 });
    const made = at.tokens();
    const ended = await Promise.all([
      at.slack.deliver(postTo("T0ONE", at.channel)),
      at.slack.edit({ platform: "slack", channel: at.channel, id: "T0ONE/1.1" }, { blocks: [paragraph("x")] }),
    ]);
    expect(ended.map(({ kind }) => kind)).toEqual(["sent", "sent"]);
    expect(at.tokens()).toBe(made + 1);
    expect(JSON.parse((await at.installations.find(workspace("T0ONE"))) ?? "{}").bot.expiresAt).toBeGreaterThan(
      Date.now() / 1000 + 40_000,
    );
    expect(at.faults).toEqual([]);
  });

  test("and cannot be renewed just now are used as they are", async () => {
    const at = await room();
    await install(at, { team: "T0ONE", expires: 60 });
    at.server.fail(/oauth\.v2\.access/, { reply: json({}, 500) });
    expect(await at.slack.deliver(postTo("T0ONE", at.channel))).toMatchObject({ kind: "sent" });
    expect(at.faults.length).toBeGreaterThan(0);
  });
});

describe("an organisation that installs the app (Enterprise Grid)", () => {
  const inTeam = (at: Room, team: string) => {
    const ada = createMember(at.server, at.wire, { name: "Ada", channel: at.channel, team });
    const { payload } = { payload: { ...ada.commandPayload("learn"), team_id: team } };
    return { ada, payload };
  };

  test("is heard in each of its workspaces, which are apart, and reached there by the clock", async () => {
    const at = await room();
    await install(at, { team: "T0ORG", enterprise: "E0ORG", whole: true });
    for (const team of ["T0ONE", "T0TWO"]) {
      const { payload } = inTeam(at, team);
      await at.wire("slash_commands", { ...payload, enterprise_id: "E0ORG", is_enterprise_install: "true" });
    }
    expect(at.heard.map((event) => [event.kind, "by" in event ? event.by.tenant : event.tenant])).toEqual([
      ["joined", "T0ONE"],
      ["command", "T0ONE"],
      ["joined", "T0TWO"],
      ["command", "T0TWO"],
    ]);
    expect(await at.slack.deliver(postTo("T0TWO", at.channel))).toMatchObject({ kind: "sent" });
  });

  test("never takes the place of a workspace's own installation, nor the other way round (S50)", async () => {
    const at = await room();
    await install(at, { team: "T0ONE", enterprise: "E0ORG" });
    await install(at, { team: "T0ORG", enterprise: "E0ORG", whole: true });
    const organisation = { kind: "organisation", enterprise: "E0ORG" } as const;
    const tokenOf = (body: string | undefined): string => JSON.parse(body ?? "{}").bot.token;
    expect(tokenOf(await at.installations.find(workspace("T0ONE")))).toContain("for-T0ONE");
    expect(tokenOf(await at.installations.find(organisation))).toContain("for-T0ORG");
    await at.wire("events_api", {
      ...eventPayload(at.server.world, { type: "app_uninstalled" }),
      team_id: "T0ONE",
      enterprise_id: "E0ORG",
    });
    await at.server.world.until(() => at.heard.some(({ kind }) => kind === "removed"));
    expect(await at.installations.find(workspace("T0ONE"))).toBeUndefined();
    expect(tokenOf(await at.installations.find(organisation))).toContain("for-T0ORG");
  });
});

describe("a workspace that sends the tutor away (S73)", () => {
  test.each([
    ["by removing the app", { type: "app_uninstalled" }],
    ["by taking the bot's token back", { type: "tokens_revoked", tokens: { oauth: [], bot: ["U0BOT"] } }],
  ])(
    "%s: its tokens go at once, nothing more is posted, and what is kept waits for its purge",
    async (_what, event) => {
      const at = await room();
      await install(at, { team: "T0ONE" });
      const id = "Ev0ONCE";
      for (let times = 0; times < 3; times += 1) {
        await at.wire("events_api", { ...eventPayload(at.server.world, event, id), team_id: "T0ONE" });
      }
      await at.server.world.until(() => at.heard.some(({ kind }) => kind === "removed"));
      expect(await at.installations.find(workspace("T0ONE"))).toBeUndefined();
      const asked = at.server.requests.length;
      expect(await at.slack.deliver(postTo("T0ONE", at.channel))).toMatchObject({ kind: "refused", scope: "tenant" });
      expect(at.server.requests).toHaveLength(asked);
      expect(at.heard.filter(({ kind }) => kind === "removed")).toEqual([
        { kind: "removed", platform: "slack", tenant: "T0ONE" },
      ]);
    },
  );

  test("and installs it again within the grace is at home again", async () => {
    const at = await room();
    await install(at, { team: "T0ONE" });
    await at.wire("events_api", { ...eventPayload(at.server.world, { type: "app_uninstalled" }), team_id: "T0ONE" });
    await at.server.world.until(() => at.heard.some(({ kind }) => kind === "removed"));
    await install(at, { team: "T0ONE" });
    expect(at.heard.at(-1)).toEqual({ kind: "joined", platform: "slack", tenant: "T0ONE" });
    expect(await at.slack.deliver(postTo("T0ONE", at.channel))).toMatchObject({ kind: "sent" });
  });

  test("a person's own token that is taken back changes nothing", async () => {
    const at = await room();
    await install(at, { team: "T0ONE" });
    const event = { type: "tokens_revoked", tokens: { oauth: ["U0ADA"], bot: [] } };
    await at.wire("events_api", { ...eventPayload(at.server.world, event), team_id: "T0ONE" });
    expect(await at.slack.deliver(postTo("T0ONE", at.channel))).toMatchObject({ kind: "sent" });
  });
});

test("a workspace that never installed the app is not answered, and the log says so", async () => {
  const at = await room();
  const ada = createMember(at.server, at.wire, { name: "Ada", channel: at.channel });
  await ada.send("slash_commands", ada.commandPayload("learn"));
  expect(at.heard).toEqual([]);
  expect(String(at.faults[0])).toContain("not installed");
  await install(at, { team: at.server.world.team });
  expect(textOf(await ada.type("learn"))).toBe("heard");
});
