import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { openStore } from "../../src/store/open.ts";
import { textOf } from "../protocol/discord/member.ts";
import { type DiscordServer, startDiscord, TOKEN } from "../protocol/discord/server/discord-server.ts";
import { seeded } from "../seeded.ts";
import { newId } from "../store/learning.ts";
import { made } from "../store/planning.ts";
import { type Orders, points } from "./clock-program.ts";

/** What a number of killed programs left behind. */
export type Wreck = {
  readonly rounds: number;
  /** How often each way to be killed was taken. */
  readonly killed: Readonly<Record<string, number>>;
  /** Slots by their state, with the number of their messages: "posted, 1 message". */
  readonly slots: Readonly<Record<string, number>>;
  /** Everything that breaks the promise, in words. */
  readonly faults: readonly string[];
  readonly answers: number;
};

/** Schedules that become due in each round. */
const DUE = 3;
/** Milliseconds by which the clock goes on with every round: a lease runs out, and a nonce is forgotten after two. */
const STEP = 61_000;
/** Programs that load while one works: as many as there are processors. */
const LOADING = 2;

type World = {
  readonly server: DiscordServer;
  readonly dataDir: string;
  readonly random: () => number;
  readonly channels: readonly string[];
  /** Nonces that Discord knew at the beginning of the last rounds. */
  readonly nonces: (readonly string[])[];
  ahead: number;
  /** Milliseconds that a program works until all is sent, as far as is known. */
  usual: number;
};

/** Kills so many programs, each while it plans and sends what is due; then lets one come to rest, and looks at everything. */
export async function killLoop(rounds: number, seed: number): Promise<Wreck> {
  const folder = await mkdtemp(join(tmpdir(), "nightshift-kill-"));
  const server = await startDiscord();
  const channels = ["a", "b", "c"].map((name, position) => ({ id: server.world.nextId(), name, position, open: true }));
  server.addGuild({ name: "Night School", channels });
  const world: World = {
    server,
    dataDir: join(folder, "data"),
    random: seeded(seed),
    channels: channels.map(({ id }) => id),
    nonces: [],
    ahead: 0,
    usual: 300,
  };
  // Messages carry the time of the programs' clock, as they are looked for by it.
  let last = 0n;
  server.world.nextId = () => {
    const at = (BigInt(Date.now() + world.ahead) - 1_420_070_400_000n) << 22n;
    last = at > last ? at : last + 1n;
    return String(last);
  };
  try {
    const killed = new Map<string, number>();
    const confirmed: string[] = [];
    const schedules: string[] = [];
    const loading = Array.from({ length: LOADING }, load);
    for (let round = 0; round < rounds; round += 1) {
      forget(world);
      schedules.push(...(await makeDue(world)));
      const program = loading.shift() ?? load();
      loading.push(load());
      const how = await killOne(world, program, round);
      killed.set(how, (killed.get(how) ?? 0) + 1);
      confirmed.push(...program.lines.filter((line) => line.includes("-")));
    }
    await rest(world, loading);
    const judged = await judge(world, schedules, confirmed);
    return { rounds, killed: Object.fromEntries(killed), ...judged, answers: confirmed.length };
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
}

type Program = {
  readonly child: ChildProcessWithoutNullStreams;
  readonly reader: Interface;
  readonly lines: string[];
};

/** Compiled code is kept between the programs: most of what a start takes. */
const cache = join(tmpdir(), "nightshift-kill-cache");

function load(): Program {
  const path = join(import.meta.dirname, "clock-program.ts");
  const child = spawn(process.execPath, [path], { env: { ...process.env, NODE_COMPILE_CACHE: cache } });
  const lines: string[] = [];
  const reader = createInterface(child.stdout).on("line", (line) => lines.push(line));
  child.stderr.resume();
  return { child, reader, lines };
}

/** Discord forgets a nonce after a few minutes: here, those that are two rounds old. */
function forget({ server, nonces }: World): void {
  const { nonces: known } = server.world;
  const old = nonces.length < 2 ? undefined : nonces.shift();
  for (const nonce of old ?? []) known.delete(nonce);
  nonces.push([...known.keys()]);
}

/** Schedules whose slot was due a minute ago, each in one of the channels. */
async function makeDue(world: World): Promise<readonly string[]> {
  world.ahead += STEP;
  const opened = await openStore({ dataDir: world.dataDir });
  const at = Temporal.Instant.fromEpochMilliseconds(Date.now() + world.ahead).toZonedDateTimeISO("UTC");
  const due = at.round({ smallestUnit: "minute", roundingMode: "floor" });
  const [date, time] = [due.toPlainDate().toString(), due.toPlainTime().toString().slice(0, 5)];
  const ids: string[] = [];
  for (let index = 0; index < DUE; index += 1) {
    const id = newId();
    const channel = world.channels[Math.floor(world.random() * world.channels.length)] ?? "";
    const to = { platform: "discord", tenant: "guild-1", channel, kind: "channel" } as const;
    await opened.store.saveSchedule(made({ id, to, time, next: { date, time, due: due.epochMilliseconds } }));
    ids.push(id);
  }
  await opened.close();
  return ids;
}

const creation = /^POST \/channels\/\d+\/messages$/;

/** A way to be killed: at a named point, at any step, at any moment, or while Discord does not answer. */
type End = {
  readonly name: string;
  readonly point?: Orders["point"];
  /** Parts of the time that the work usually takes. */
  readonly moment?: number;
  readonly hang?: { readonly accept: boolean; readonly skip: number };
};

function chooseEnd(random: () => number): End {
  const [way, times] = [random(), random()];
  const name = points[Math.floor(random() * points.length)] ?? "";
  if (way < 0.4) return { name, point: { name, times: 1 + Math.floor(times * 3) } };
  if (way < 0.65) return { name: "at any step", point: { name: "any", times: 1 + Math.floor(times * 150) } };
  if (way < 0.85) return { name: "at any moment", moment: times };
  const accept = random() < 0.5;
  const hang = { accept, skip: Math.floor(times * 3) };
  return { name: `Discord ${accept ? "took it" : "did not take it"}, and the reply hangs`, hang };
}

/** Lets a program work until it is killed; says how. */
async function killOne(world: World, program: Program, round: number): Promise<string> {
  const { server, dataDir, random, ahead } = world;
  const { name, point, moment, hang } = chooseEnd(random);
  const orders: Orders = { where: { dataDir }, api: server.api, token: TOKEN, ahead, point, pupil: `pupil-${round}` };
  const exit = once(program.child, "exit");
  const before = server.requests.length;
  if (hang) server.fail(creation, { ...hang, reply: "hang" });
  program.child.stdin.write(`${JSON.stringify(orders)}\n`);
  await Promise.race([exit, said(program, "begun")]);
  const begun = performance.now();
  const done = said(program, "done").then(() => {
    world.usual = (world.usual * 3 + performance.now() - begun) / 4;
  });
  const other = hang ? hanging(server, before) : moment === undefined ? done : pause(moment * world.usual);
  await Promise.race([exit, done, other]);
  program.child.kill("SIGKILL");
  await exit;
  return name;
}

/** Resolves when a request to post got no answer. */
const hanging = ({ world, requests }: DiscordServer, before: number): Promise<true> =>
  world.until(() => requests.slice(before).some(({ path, status }) => path.endsWith("/messages") && status === 0));

/** Resolves when it has said so; never when it ends before. */
async function said({ reader, lines }: Program, line: string): Promise<void> {
  while (!lines.includes(line)) await once(reader, "line");
}

/** Four more programs, a minute apart, that nobody kills. */
async function rest(world: World, loading: Program[]): Promise<void> {
  const { server, dataDir } = world;
  for (let times = 0; times < 4; times += 1) {
    world.ahead += STEP;
    const program = loading.shift() ?? load();
    const { ahead } = world;
    const orders: Orders = {
      where: { dataDir },
      api: server.api,
      token: TOKEN,
      ahead,
      point: undefined,
      pupil: undefined,
    };
    program.child.stdin.write(`${JSON.stringify(orders)}\n`);
    await said(program, "done");
    const exit = once(program.child, "exit");
    program.child.kill("SIGTERM");
    await exit;
  }
  for (const { child } of loading) child.kill("SIGKILL");
}

async function judge(world: World, schedules: readonly string[], confirmed: readonly string[]) {
  const opened = await openStore({ dataDir: world.dataDir });
  const texts = [...world.server.world.messages.values()].map(textOf);
  const slots = new Map<string, number>();
  const faults: string[] = [...world.server.world.refusals];
  for (const id of schedules) {
    const found = await opened.store.slotsOf(id, 10);
    const messages = texts.filter((text) => text.includes(id));
    const [slot] = found;
    const kind = `${slot?.state}${slot?.reason ? ` (${slot.reason})` : ""}, ${messages.length} messages`;
    slots.set(kind, (slots.get(kind) ?? 0) + 1);
    const isPosted = slot?.state === "posted" || slot?.state === "late";
    const isFine = isPosted
      ? messages.length === 1 && messages[0]?.startsWith("closed")
      : slot?.state === "attention" || (slot?.state === "skipped" && messages.length === 0);
    if (found.length !== 1 || messages.length > 1 || !isFine)
      faults.push(`${id}: ${kind}, ${found.length} slots, "${messages.join('", "')}"`);
  }
  for (const id of confirmed) {
    const sitting = await opened.store.findSitting(id);
    if (sitting?.asks[0]?.answer?.right !== true) faults.push(`the confirmed answer of ${id} is lost`);
  }
  await opened.close();
  return { slots: Object.fromEntries(slots), faults };
}
