import fc from "fast-check";
import { expect, inject, test } from "vitest";
import type { Schedule } from "../../src/core/schedule.ts";
import { nextSlot } from "../../src/planning/recurrence.ts";
import { type ClockRoom, clockRoom } from "../delivery/clock-room.ts";
import { createPretendedPlatform, type Turn } from "../delivery/pretended-platform.ts";
import { hall, newId } from "../store/learning.ts";
import { day, hour, made, minute } from "../store/planning.ts";

/**
 * Whatever happens to the program, its schedules and the platform: nothing is posted twice, no date has two slots, and every slot
 * that was due while the program ran, or passed while it did not, has one state in the end.
 */

const start = Temporal.Instant.from("2026-10-23T12:00Z").epochMilliseconds;
const zones = ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland", "Pacific/Honolulu", "Asia/Kolkata"];

type Real = {
  readonly room: ClockRoom;
  /** Schedules by their number; a removed one keeps its place. */
  readonly schedules: Map<number, string>;
  /** Dates that were to be due for a schedule as it was then, worked out apart from the planner. */
  readonly removed: Set<string>;
};
type Model = { count: number };
type Step = fc.AsyncCommand<Model, Real>;

const step = (name: string, run: (real: Real, model: Model) => Promise<void>): Step => ({
  check: () => true,
  run: async (model, real) => run(real, model),
  toString: () => name,
});

const hours = fc.integer({ min: 1, max: 40 });
const turns: readonly Turn[] = ["taken, no reply", "lost, no reply", "hang"];
const number = fc.nat(3);

const current = async ({ room, schedules }: Real, which: number): Promise<Schedule | undefined> => {
  const id = schedules.get(which);
  return id === undefined ? undefined : room.store.findSchedule(id);
};

/** Changes a schedule as the tutor's commands do. */
async function change(real: Real, which: number, wish: (was: Schedule) => Partial<Schedule>): Promise<void> {
  const was = await current(real, which);
  if (!was) return;
  const wished = { ...was, ...wish(was) };
  const next = nextSlot(wished, real.room.now(), was.last);
  await real.room.store.changeSchedule({ ...wished, next }, was, "changed", real.room.now());
}

const steps = [
  hours.map((count) =>
    step(`${count} hours pass`, async ({ room }) => {
      for (let passed = 0; passed < count; passed += 1) {
        room.set(room.now() + hour);
        await room.beat();
      }
    }),
  ),
  hours.map((count) =>
    step(`the program sleeps for ${count} hours`, async ({ room }) => {
      room.set(room.now() + count * hour);
      await room.beat();
    }),
  ),
  fc
    .integer({ min: 1, max: 12 })
    .map((count) => step(`${count} ticks pass`, async ({ room }) => room.until(room.now() + count * 10_000))),
  fc.constant(
    step("the program is killed and starts anew", async ({ room }) => {
      await room.restart();
      room.platform.release();
      await room.beat();
    }),
  ),
  fc.integer({ min: 1, max: 90 }).map((minutes) =>
    step(`the wall clock goes back ${minutes} minutes`, async ({ room }) => {
      room.set(room.now() - minutes * minute);
      await room.beat();
    }),
  ),
  fc
    .constantFrom(...turns)
    .map((turn) => step(`the next request: ${turn}`, async ({ room }) => void room.platform.turns.push(turn))),
  fc.constant(step("what hangs goes on", async ({ room }) => room.platform.release())),
  fc.constantFrom("sees", "blind", "busy").map((sight) =>
    step(`its history: ${sight}`, async ({ room }) => {
      room.platform.sight = sight === "sees" || sight === "blind" ? sight : "busy";
    }),
  ),
  fc
    .tuple(number, fc.constantFrom(...zones))
    .map(([which, zone]) =>
      step(`schedule ${which} moves to ${zone}`, (real) => change(real, which, () => ({ zone }))),
    ),
  fc
    .tuple(number, fc.nat(23))
    .map(([which, at]) =>
      step(`schedule ${which} moves to ${at}:30`, (real) =>
        change(real, which, () => ({ time: `${String(at).padStart(2, "0")}:30` })),
      ),
    ),
  number.map((which) =>
    step(`schedule ${which} is paused or resumed`, (real) =>
      change(real, which, ({ paused }) => ({ paused: paused ? undefined : { why: "asked", until: undefined } })),
    ),
  ),
  number.map((which) =>
    step(`schedule ${which} is removed`, async (real) => {
      const id = real.schedules.get(which);
      if (id === undefined) return;
      await real.room.store.removeSchedule(id, real.room.now());
      real.removed.add(id);
      real.schedules.delete(which);
    }),
  ),
  fc.tuple(number, fc.constantFrom(...zones), fc.nat(23)).map(([which, zone, at]) =>
    step(`schedule ${which} is made at ${at}:00 in ${zone}`, async ({ room, schedules }) => {
      if (schedules.has(which)) return;
      const id = newId();
      const time = `${String(at).padStart(2, "0")}:00`;
      await room.schedule(made({ id, zone, time, to: hall("g", `c${which}`), next: undefined, createdAt: room.now() }));
      schedules.set(which, id);
    }),
  ),
];

/** Everything comes to rest: what hangs goes on, and two more days pass in peace. */
async function comeToRest({ room }: Real): Promise<void> {
  room.platform.turns.splice(0);
  room.platform.sight = "sees";
  room.platform.release();
  for (let passed = 0; passed < 50; passed += 1) {
    room.set(room.now() + hour);
    await room.until(room.now() + 20_000);
  }
  // After the last change of clocks, whatever was in doubt is settled.
  await room.until(room.now() + 2 * minute);
}

async function check(real: Real): Promise<void> {
  const { room, schedules } = real;
  expect(room.faults).toEqual([]);
  const keys = room.platform.messages.map(({ key }) => key);
  expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted());
  const perDate = keys.map((key) => key.slice(0, -6));
  expect(perDate.toSorted()).toEqual([...new Set(perDate)].toSorted());
  for (const id of schedules.values()) {
    const slots = await room.store.slotsOf(id, 1000);
    expect(slots.filter(({ state, due }) => state === "planned" && due < room.now() - 10 * minute)).toEqual([]);
    for (const { date, time, state, due } of slots) {
      const there = keys.includes(`${id}:${date}:${time}`);
      if (state === "posted" || state === "late") expect([date, time, there]).toEqual([date, time, true]);
      if (state === "skipped") expect([date, time, there]).toEqual([date, time, false]);
      expect([date, due <= room.now() + day]).toEqual([date, true]);
    }
    const schedule = await room.store.findSchedule(id);
    if (schedule && !schedule.paused) {
      // Nothing was passed over in silence: the next slot is the first one that is left.
      expect(schedule.next).toEqual(nextSlot(schedule, room.now(), schedule.last));
      const settled = new Set(slots.map(({ date }) => date));
      for (let back = 1; back <= 2; back += 1) {
        const then = nextSlot(schedule, room.now() - back * day);
        if (then && then.due <= room.now() && then.due > schedule.createdAt + 2 * day)
          expect([then.date, settled.has(then.date)]).toEqual([then.date, true]);
      }
    }
  }
}

test.each([
  ["makes one message of the same post for two minutes", 120_000],
  ["promises nothing", undefined],
] as const)(
  "on a platform that %s, nothing comes twice and nothing is missed in silence",
  { timeout: 600_000 },
  async (_what, sameFor) => {
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: 25, size: "max" }), async (commands) => {
        const room = await clockRoom(start, (now) => createPretendedPlatform(now, sameFor ? { sameFor } : {}));
        const real: Real = { room, schedules: new Map(), removed: new Set() };
        await fc.asyncModelRun(() => ({ model: { count: 0 }, real }), commands);
        await comeToRest(real);
        await check(real);
      }),
      { numRuns: inject("whole") ? 400 : 25 },
    );
  },
);
