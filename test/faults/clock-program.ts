import { randomUUIDv7 } from "node:crypto";
import { flushCompileCache } from "node:module";
import { createInterface } from "node:readline";
import { createClockwork } from "../../src/app/clockwork.ts";
import type { Platform } from "../../src/chat/platform.ts";
import type { Composed, DuePost } from "../../src/core/post.ts";
import { createMouth } from "../../src/platforms/discord/api/api.ts";
import { SAME_FOR } from "../../src/platforms/discord/posts/find.ts";
import { type Opened, openStore, type Where } from "../../src/store/open.ts";
import { answerChecks, person } from "../store/learning.ts";
import { saying } from "../store/planning.ts";

/**
 * A program of its own that sends what is due on a Discord, with the real clockwork, store and discord.js, and records answers
 * beside. It loads, says "loaded", takes its orders in one line, says "begun", and "done" when all is sent that was due, and goes
 * on until it is killed, or asked to stop.
 */
export type Orders = {
  readonly where: Where;
  readonly api: string;
  readonly token: string;
  /** Milliseconds by which its clock is ahead of the machine's. */
  readonly ahead: number;
  /** The point ("any": whichever it comes to) at which it kills itself, when it comes there for the `times`th time. */
  readonly point: { readonly name: string; readonly times: number } | undefined;
  /** Whose answers it records; undefined for none. */
  readonly pupil: string | undefined;
};

/** Every point of plan, send and settle at which a program can be killed. */
export const points = [
  "planSlots",
  "claimPosts",
  "saveComposed",
  "settlePost",
  "expireLeases",
  "doubtfulPosts",
  "compose",
]
  .concat(["deliver", "edit", "find", "circuits", "dueSchedules"])
  .flatMap((name) => [`before ${name}`, `after ${name}`]);

const after = (milliseconds: number, run: () => void) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

/** What the program says, and a follow-up that closes it. */
async function compose({ id, key, kind }: DuePost): Promise<Composed> {
  if (kind === "close") return { kind: "say", message: saying(`closed ${key.replace(/ close$/, "")}`), follow: [] };
  const close = { key: `${key} close`, kind: "close", due: now() + 30_000, detail: {}, edits: id };
  return { kind: "say", message: saying(`open ${key}`), follow: [close] };
}

let ahead = 0;
const now = (): number => Date.now() + ahead;
let fuse: Orders["point"];

function reach(name: string): void {
  if (fuse?.name !== name && fuse?.name !== "any") return;
  fuse = { name: fuse.name, times: fuse.times - 1 };
  if (fuse.times <= 0) process.kill(process.pid, "SIGKILL");
}

/** The same methods, each with a point before and one after. */
function fused<Methods extends object>(methods: Methods): Methods {
  const entries = Object.entries(methods).map(([name, value]: [string, unknown]) => {
    if (typeof value !== "function") return [name, value];
    const wrapped = async (...given: readonly unknown[]): Promise<unknown> => {
      reach(`before ${name}`);
      const result: unknown = await value(...given);
      reach(`after ${name}`);
      return result;
    };
    return [name, wrapped];
  });
  // The same names, and methods of the same shapes: all of these give promises.
  return Object.fromEntries(entries) as Methods;
}

function discordOf(orders: Orders, { store }: Opened): Platform {
  const fault = (error: unknown): void => void process.stderr.write(`${String(error)}\n`);
  const mouth = createMouth(
    {
      token: orders.token,
      api: orders.api,
      owner: (application) => store.claimPlatform("discord", application),
      known: async () => [],
      commands: () => [],
      draw: async () => new Uint8Array(),
      now,
      after,
      fault,
    },
    fault,
  );
  const { deliver, edit, find } = fused(mouth.sender);
  return {
    name: "discord",
    sameFor: SAME_FOR,
    deliver,
    edit,
    find,
    start: async () => undefined,
    health: () => ({ ok: true }),
    stop: async () => mouth.close(),
  };
}

async function run(orders: Orders): Promise<void> {
  ahead = orders.ahead;
  fuse = orders.point;
  const opened = await openStore(orders.where);
  const discord = discordOf(orders, opened);
  const quiet = {
    ended: () => undefined,
    opened: () => undefined,
    circuits: () => undefined,
  };
  const clockwork = createClockwork({
    boards: { wake: () => undefined },
    context: {
      store: fused(opened.store),
      clock: { now: () => Temporal.Instant.fromEpochMilliseconds(now()) },
      newId: randomUUIDv7,
    },
    compose: fused({ compose }).compose,
    platforms: [discord],
    edits: { edit: discord.edit },
    after,
    fault: (error) => void process.stderr.write(`${String(error)}\n`),
    told: quiet,
  });
  process.once("SIGTERM", async () => {
    await clockwork.stop();
    await discord.stop();
    await opened.close();
    process.exit(0);
  });
  process.stdout.write("begun\n");
  if (orders.pupil !== undefined) void learn(opened, orders.pupil);
  await clockwork.arrivals.tick();
  process.stdout.write("done\n");
  clockwork.start();
}

/** Answers one question after the other, and says each sitting whose answers are confirmed. */
async function learn({ store }: Opened, pupil: string): Promise<never> {
  for (let round = 0; ; round += 1) {
    const sitting = await answerChecks(store, person(pupil), [`${pupil}/${round}`]);
    process.stdout.write(`${sitting.id}\n`);
  }
}

if (import.meta.main) {
  // Node keeps it when a program ends, and these are killed.
  flushCompileCache();
  process.stdout.write("loaded\n");
  for await (const line of createInterface(process.stdin)) {
    void run(JSON.parse(line));
  }
}
