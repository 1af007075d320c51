import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { examineDiscord } from "../../../src/cli/doctor/discord.ts";
import type { Finding } from "../../../src/cli/doctor/finding.ts";
import { Secret } from "../../../src/config/secret.ts";
import { halls } from "../../protocol/discord/class-room.ts";
import { createMember, textOf } from "../../protocol/discord/member.ts";
import { type DiscordServer, startDiscord, TOKEN } from "../../protocol/discord/server/discord-server.ts";
import { freshFolder, startTutor } from "../tutor.ts";

async function served(): Promise<DiscordServer> {
  const server = await startDiscord();
  onTestFinished(server.close);
  return server;
}

const examine = (api: string, { token = TOKEN, now = Date.now } = {}): Promise<readonly Finding[]> =>
  examineDiscord({ token: new Secret(token), api, guild: undefined, shards: undefined }, now);

const faultsOf = (findings: readonly Finding[]) =>
  findings.filter(({ ok }) => !ok).map(({ text, remedy }) => [text, remedy]);

test("the doctor finds a token that works, the permissions of each server, and both clocks", async () => {
  const server = await served();
  server.addGuild(halls(server));
  const findings = await examine(server.api);
  expect(findings.filter(({ ok }) => !ok)).toEqual([]);
  const told = findings.map(({ text }) => text).join("\n");
  for (const said of ['belongs to "Nightshift"', "no privileged intent", "in 1 of 1 servers", "clocks agree"]) {
    expect(told).toContain(said);
  }
});

test("the doctor names the remedy for a token that Discord took back", async () => {
  const server = await served();
  expect(faultsOf(await examine(server.api, { token: `${"M".repeat(24)}.aaaaaa.${"b".repeat(38)}` }))).toEqual([
    ["Discord does not take the token", "make a new one on the Bot page of the application, set DISCORD_TOKEN"],
  ]);
});

test("the doctor names the remedy for a bot that nobody invited", async () => {
  const server = await served();
  expect(faultsOf(await examine(server.api))).toEqual([
    ["Discord: the bot is in no server yet", "open the invite link of docs/discord.md"],
  ]);
});

test("the doctor names the server in which the bot may not send files", async () => {
  const server = await served();
  server.addGuild({ ...halls(server), permissions: String(117760 - (1 << 15)) });
  expect(faultsOf(await examine(server.api))[0]?.[0]).toContain('missing in "Harbour School" (AttachFiles)');
});

test("the doctor finds a clock that is five minutes off", async () => {
  const server = await served();
  server.addGuild(halls(server));
  const found = faultsOf(await examine(server.api, { now: () => Date.now() - 300_000 }));
  expect(found[0]?.[0]).toMatch(/clock is (299|300) s away/);
});

test("the doctor says so when Discord cannot be reached", async () => {
  const server = await startDiscord();
  await server.close();
  const [finding] = await examine(server.api);
  expect(finding?.text).toContain("Discord does not answer");
});

test("a token and the page run together in one process, and readiness lists both", async () => {
  const server = await served();
  const guild = server.addGuild(halls(server));
  const tutor = startTutor({
    DATA_DIR: join(freshFolder(), "data"),
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_BASE_URL: server.api,
  });
  onTestFinished(async () => {
    tutor.signal("SIGKILL");
    await tutor.ended;
  });
  const url = await tutor.says(/Nightshift is ready: (http:\S+)/);
  await server.world.until(() => server.world.commands.has("global"));
  const ready = await fetch(`${url}/readyz`);
  expect(await ready.json()).toEqual({ ok: true, store: true, outbox: true, platforms: { web: true, discord: true } });
  const ada = createMember(server, { name: "Ada", guild: guild.id, channel: guild.channels[0]?.id ?? "" });
  expect(textOf(await ada.type("learn"))).toContain("1 of ");
  expect((await fetch(url)).status).toBe(200);
  tutor.signal("SIGTERM");
  expect(await tutor.ended).toBe(0);
  expect(tutor.printed() + tutor.logged()).not.toContain(TOKEN);
});

test("a token that Discord refuses fails Discord alone: the page stays, and readiness says which is not well", async () => {
  const server = await startDiscord("another-token");
  onTestFinished(server.close);
  const tutor = startTutor({
    DATA_DIR: join(freshFolder(), "data"),
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_BASE_URL: server.api,
  });
  onTestFinished(async () => {
    tutor.signal("SIGKILL");
    await tutor.ended;
  });
  const url = await tutor.says(/Nightshift is ready: (http:\S+)/);
  await tutor.says(/Discord does not take the token/);
  const ready = await fetch(`${url}/readyz`);
  expect(await ready.json()).toEqual({
    ok: false,
    store: true,
    outbox: true,
    platforms: { web: true, discord: false },
  });
  expect((await fetch(url)).status).toBe(200);
});
