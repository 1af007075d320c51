import { randomUUIDv7 } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeAction } from "../../src/chat/action.ts";
import type { After } from "../../src/chat/after.ts";
import type { Event, Person, Place } from "../../src/chat/event.ts";
import type { Platform } from "../../src/chat/platform.ts";
import { createEdits } from "../../src/delivery/edits.ts";
import { createLiveBoards } from "../../src/delivery/live-boards.ts";
import { openStore } from "../../src/store/open.ts";
import { createBot } from "../../src/tutor/bot.ts";
import { percentile } from "../at-pace.ts";
import { benchCourse } from "../course.ts";
import { type Figure, figure } from "../figure.ts";
import { inTurns } from "../rounds.ts";

const place: Place = { platform: "bench", tenant: "t", channel: "hall", kind: "channel" };
const people = Array.from(
  { length: 100 },
  (_, index): Person => ({ platform: "bench", tenant: "t", id: `p${index}`, name: `P${index}`, mayManage: true }),
);

/** A hundred people at one board: how long each waits for a private answer, and how often the board is edited. */
export async function drillCrowd(): Promise<readonly Figure[]> {
  const hall = await openHall();
  const waits = new Map<string, number[]>();
  const crowd = (night: string) => ({
    prepare: () => begin(hall, night),
    run: async () => void waits.set(night, [...(waits.get(night) ?? []), ...(await pressAll(hall))]),
  });
  const contenders = {
    bare: { prepare: () => begin(hall, "2"), run: () => keepAll(hall) },
    five: crowd("2"),
    hundred: crowd("5"),
  };
  const median = await inTurns(contenders, { rounds: 10, operations: people.length });
  const edits = await editsInAMinute(hall);
  await hall.close();
  const baseline = median("bare");
  const p99 = (night: string): number => percentile(waits.get(night) ?? [], 0.99);
  return [
    figure({ name: "a press in a drill of five copies, 100 at once", value: median("five"), unit: "µs", baseline }),
    figure({
      name: "a press in a drill of a hundred copies, 100 at once",
      value: median("hundred"),
      unit: "µs",
      baseline,
    }),
    figure({ name: "its private answer, five copies, p99", value: p99("2"), unit: "ms", limit: 1000 }),
    figure({ name: "its private answer, a hundred copies, p99", value: p99("5"), unit: "ms", limit: 1000 }),
    figure({ name: "edits of a board under 100 pressers", value: edits, unit: "a minute", limit: 30 }),
  ];
}

type Hall = Awaited<ReturnType<typeof openHall>>;

/** The whole tutor without a platform: a real store, real boards, and a clock that is moved by hand. */
async function openHall() {
  const dataDir = await mkdtemp(join(tmpdir(), "nightshift-drill-"));
  const opened = await openStore({ dataDir });
  const clock = handClock();
  const { now, after } = clock;
  const counted = { edits: 0 };
  const platform = countingPlatform(counted);
  const { store } = opened;
  const bot = createBot({
    store,
    clock: { now: () => Temporal.Instant.fromEpochMilliseconds(now()) },
    course: () => benchCourse,
    newId: randomUUIDv7,
    random: Math.random,
    fault,
  });
  const editor = createEdits({ platforms: [platform], now, after, fault });
  const boards = createLiveBoards({ bot, platforms: [platform], edits: editor, after, fault });
  const ids = { newPlace: randomUUIDv7(), newLearner: randomUUIDv7() };
  await store.acceptContract(place, { platform: "bench", tenant: "t", person: "p0" }, 0, ids);
  const close = async (): Promise<void> => {
    await boards.stop();
    await editor.stop();
    await opened.close();
    await rm(dataDir, { recursive: true });
  };
  return { store, clock, counted, handle: boards.through(editor.through(bot.handle)), close };
}

const fault = (error: unknown): never => {
  throw error;
};

const countingPlatform = (counted: { edits: number }): Platform => ({
  name: "bench",
  start: async () => undefined,
  deliver: async () => ({ kind: "sent", ref: { platform: "bench", channel: "hall", id: randomUUIDv7() } }),
  edit: async (target) => {
    counted.edits += 1;
    return { kind: "sent", ref: target };
  },
  find: async () => ({ kind: "absent" }),
  health: () => ({ ok: true }),
  stop: async () => undefined,
});

/** Stops the drill before, waits until its board is at rest, and begins another one. */
async function begin({ handle, clock }: Hall, night: string): Promise<void> {
  const [by] = people;
  const say = async (name: string, options: Readonly<Record<string, string>> = {}): Promise<void> => {
    if (by) await handle({ kind: "command", name, options, by, in: place });
  };
  await say("drill stop");
  clock.advance(60_000);
  await say("drill start", { night });
}

async function pressesOf({ store }: Hall): Promise<readonly Event[]> {
  const [drill] = await store.openDrills(place);
  if (!drill?.board) throw new Error("there is no board to press on");
  const { id, board } = drill;
  return people.map((by, index) => {
    const argument = String((index % 3) + 1);
    const action = encodeAction({ kind: "act", drill: id, from: "board", verb: "look", argument });
    return { kind: "press", action, values: [], on: board, by, in: place };
  });
}

/** A press of each at once; the milliseconds until each was answered. */
async function pressAll(hall: Hall): Promise<readonly number[]> {
  const timed = async (event: Event): Promise<number> => {
    const begun = performance.now();
    await hall.handle(event);
    return performance.now() - begun;
  };
  return Promise.all((await pressesOf(hall)).map(timed));
}

/** The same rows, kept without a word. */
async function keepAll({ store, clock }: Hall): Promise<void> {
  const [drill] = await store.openDrills(place);
  const rest = { at: 1, verb: "look", argument: "1", minute: 0, now: clock.now(), after: Number.MAX_SAFE_INTEGER };
  const keep = ({ id: person, platform, tenant }: Person) =>
    store.addPress({ ...rest, drill: drill?.id ?? "", who: { platform, tenant, person }, newLearner: randomUUIDv7() });
  await Promise.all(people.map(keep));
}

/** A minute in which each of them presses every two seconds. */
async function editsInAMinute(hall: Hall): Promise<number> {
  await begin(hall, "5");
  const events = await pressesOf(hall);
  hall.counted.edits = 0;
  for (let second = 0; second < 60; second += 1) {
    await Promise.all(events.filter((_, index) => index % 2 === second % 2).map((event) => hall.handle(event)));
    await new Promise((resolve) => setImmediate(resolve));
    if (second < 59) hall.clock.advance(1000);
  }
  return hall.counted.edits;
}

function handClock() {
  let at = Date.UTC(2026, 10, 23, 9);
  const timers = new Set<{ readonly due: number; readonly run: () => void }>();
  const after: After = (milliseconds, run) => {
    const timer = { due: at + milliseconds, run };
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  return {
    now: () => at,
    after,
    advance: (milliseconds: number): void => {
      at += milliseconds;
      for (const timer of [...timers]) if (timer.due <= at && timers.delete(timer)) timer.run();
    },
  };
}
