import type { createOutbox } from "../../src/delivery/outbox.ts";
import { type Opened, openStore } from "../../src/store/open.ts";
import { type Figure, figure } from "../figure.ts";
import { inTurns } from "../rounds.ts";
import { now } from "../school.ts";
import { clockworkOn } from "./parts.ts";
import { makeTimetable } from "./timetable.ts";

const operations = 200;

/** A beat that finds nothing due, with a thousand schedules and with a million. */
export async function ticking(): Promise<readonly Figure[]> {
  const tables = [await makeTimetable(1000, now), await makeTimetable(1_000_000, now)];
  const opened: Opened[] = [];
  for (const table of tables) opened.push(await openStore(table));
  const beats = opened.map(({ store }) => {
    const { arrivals } = clockworkOn(store, [silent], () => now - 1);
    return async () => {
      for (let beat = 0; beat < operations; beat += 1) await arrivals.tick();
    };
  });
  // The first beat of a process looks at every schedule once; it is not what is measured.
  for (const beat of beats) await beat();
  const [few, many] = beats;
  const times = await inTurns(
    { few: { run: async () => few?.() }, many: { run: async () => many?.() } },
    { rounds: 15, operations },
  );
  for (const one of opened) await one.close();
  for (const table of tables) await table.remove();
  return [
    figure({
      name: "clock: a beat with nothing due, a million schedules to a thousand",
      value: times("many"),
      unit: "µs",
      baseline: times("few"),
      limit: 1.5,
    }),
  ];
}

const silent: Parameters<typeof createOutbox>[0]["platforms"][number] = {
  name: "discord",
  start: async () => undefined,
  deliver: async () => ({ kind: "unknown" }),
  edit: async () => ({ kind: "unknown" }),
  find: async () => ({ kind: "absent" }),
  health: () => ({ ok: true }),
  stop: async () => undefined,
};
