import { fork } from "node:child_process";
import { once } from "node:events";
import { type Figure, figure } from "../figure.ts";
import { now } from "../school.ts";
import { makeTimetable } from "./timetable.ts";

const MEBI = 1024 * 1024;
const rounds = 5;

/** Memory of a program that waits with a hundred thousand schedules, against one with a hundred. */
export async function clockMemory(): Promise<readonly Figure[]> {
  const [few, many] = [await makeTimetable(100, now), await makeTimetable(100_000, now)];
  const [small, large]: [number[], number[]] = [[], []];
  // The first start on a database, and after an update of the zones' rules, looks at every schedule once.
  for (const table of [few, many]) await residentOf(table.dataDir);
  for (let round = 0; round < rounds; round += 1) {
    small.push(await residentOf(few.dataDir));
    large.push(await residentOf(many.dataDir));
  }
  for (const table of [few, many]) await table.remove();
  const more = (median(large) - median(small)) / MEBI;
  return [figure({ name: "clock: memory with 100,000 schedules, above 100", value: more, unit: "MiB", limit: 20 })];
}

async function residentOf(dataDir: string): Promise<number> {
  const child = fork(new URL("./bot.ts", import.meta.url), [dataDir], { execArgv: ["--expose-gc"] });
  const exit = once(child, "exit");
  const [bytes] = await once(child, "message");
  await exit;
  return Number(bytes);
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
