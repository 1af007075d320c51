import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { textOf } from "../protocol/discord/member.ts";
import { startDiscord, TOKEN } from "../protocol/discord/server/discord-server.ts";
import { freshPostgres } from "../store/databases.ts";
import { newId } from "../store/learning.ts";
import { made } from "../store/planning.ts";
import type { Orders } from "./clock-program.ts";

const SLOTS = 1000;

/** Starts a program, and resolves when it works. */
async function begin(orders: Orders) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "clock-program.ts")]);
  child.stderr.resume();
  const lines = createInterface(child.stdout);
  child.stdin.write(`${JSON.stringify(orders)}\n`);
  for await (const line of lines) if (line === "begun") break;
  const exit = once(child, "exit");
  return {
    end: async (signal: "SIGKILL" | "SIGTERM") => {
      child.kill(signal);
      await exit;
    },
  };
}

test("three programs share a thousand slots on PostgreSQL, one is killed in the middle, and none is lost or doubled", {
  timeout: 300_000,
}, async () => {
  const { where, remove } = await freshPostgres();
  const server = await startDiscord();
  onTestFinished(async () => {
    await server.close();
    await remove();
  });
  const opened = await openStore(where);
  onTestFinished(() => opened.close());
  const at = Temporal.Now.zonedDateTimeISO("UTC").round({ smallestUnit: "minute", roundingMode: "floor" });
  const [date, time] = [at.toPlainDate().toString(), at.toPlainTime().toString().slice(0, 5)];
  const channels = Array.from({ length: SLOTS }, (_, position) => ({
    id: server.world.nextId(),
    name: `c${position}`,
    position,
    open: true,
  }));
  server.addGuild({ name: "Night School", channels });
  const ids: string[] = [];
  for (const { id: channel } of channels) {
    const id = newId();
    const to = { platform: "discord", tenant: "guild-1", channel, kind: "channel" } as const;
    await opened.store.saveSchedule(made({ id, to, time, next: { date, time, due: at.epochMilliseconds } }));
    ids.push(id);
  }
  const orders = { where, api: server.api, token: TOKEN, point: undefined, pupil: undefined };
  const programs = await Promise.all([0, 0, 0].map((ahead) => begin({ ...orders, ahead })));
  const [victim, ...others] = programs;
  await server.world.until(() => server.world.messages.size >= SLOTS / 3);
  await victim?.end("SIGKILL");
  // What it had leased is taken over when the leases run out, a minute later: another program lives a minute ahead.
  const later = await begin({ ...orders, ahead: 61_000 });
  const open = async () =>
    (await Promise.all(ids.map((id) => opened.store.slotsOf(id, 2)))).flat().filter(({ state }) => state === "planned");
  await server.world.until(() => server.world.messages.size >= SLOTS);
  for (const program of [...others, later]) await program.end("SIGTERM");
  const last = await begin({ ...orders, ahead: 122_000 });
  // Its first beat settles what is left in doubt; the beats of one that stops are waited for.
  for (let left = await open(); left.length > 0; left = await open()) await server.world.until(() => true);
  await last.end("SIGTERM");
  const texts = [...server.world.messages.values()].map(textOf);
  for (const id of ids) expect([id, texts.filter((text) => text.includes(id)).length]).toEqual([id, 1]);
  expect(server.world.refusals).toEqual([]);
});
