import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDiscord, TOKEN } from "../test/protocol/discord/discord-server.ts";
import { actionOn, actionsOn, createCrowd } from "./discord-crowd.ts";
const [what = "pages", rounds = "30", prof = ""] = process.argv.slice(2);
const kind = what === "bare" ? "bare" : "whole";
const server = await startDiscord();
server.world.strict = false;
const dataDir = process.env.MEM ? ":memory:" : await mkdtemp(join(tmpdir(), "nsb-"));
const execArgv = prof ? ["--cpu-prof", `--cpu-prof-dir=/tmp/prof/${prof}`, "--cpu-prof-interval=200"] : [];
const child = fork(new URL("./discord-bot.ts", import.meta.url), [kind, server.api, TOKEN, JSON.stringify({ ids: [0], count: 1 }), dataDir], { execArgv });
await once(child, "message");
const ask = async (w) => { child.send(w); return Number((await once(child, "message"))[0]); };
const flight = 64, steps = 10, operations = 640;
const crowd = createCrowd(server, operations, 0, 1);
const readers = crowd.pupils.slice(0, flight);
const next = (pupil) => actionsOn(pupil).findLast((a) => a.startsWith("turn:")) ?? "";
async function all(pupils, action) { const waiting = [...pupils]; const line = async () => { for (let p = waiting.pop(); p; p = waiting.pop()) await crowd.press(p, action(p)); }; await Promise.all(Array.from({ length: flight }, line)); }
async function chains(pupils, action) { await Promise.all(pupils.map(async (p) => { for (let s = 0; s < steps; s++) await crowd.press(p, action(p)); })); }
const cpu = [], wall = [];
for (let r = -5; r < Number(rounds); r++) {
  if (what === "pages") await all(readers, () => "begin:read");
  if (what === "answers") await all(crowd.pupils, () => "begin:ask");
  const b = await ask("cpu"); const t = performance.now();
  if (what === "bare") await chains(readers, () => "next");
  if (what === "pages") await chains(readers, next);
  if (what === "answers") await all(crowd.pupils, (p) => actionOn(p, "answer:"));
  const w = performance.now() - t; const c = (await ask("cpu")) - b;
  if (r >= 0) { cpu.push(c / operations); wall.push(w * 1000 / operations); }
}
const med = (v) => v.toSorted((a, b) => a - b)[v.length >> 1];
console.log(what, "cpu", med(cpu).toFixed(1), "wall", med(wall).toFixed(1));
child.kill("SIGINT"); await once(child, "exit"); await server.close(); process.exit(0);
