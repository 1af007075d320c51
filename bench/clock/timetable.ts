import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { databaseFile, openStore } from "../../src/store/open.ts";

/** A database with many schedules, each of a channel of its own. */
export type Timetable = { readonly dataDir: string; remove(): Promise<void> };

/** Makes so many daily quizzes whose next slot is due at `due` (epoch milliseconds), in one transaction. */
export async function makeTimetable(
  schedules: number,
  due: number,
  channelOf = (index: number): string => `channel-${index}`,
): Promise<Timetable> {
  const dataDir = await mkdtemp(join(tmpdir(), "nightshift-bench-"));
  await (await openStore({ dataDir })).close();
  const database = new Database(databaseFile(dataDir));
  for (const pragma of ["synchronous = off", "cache_size = -400000"]) database.pragma(pragma);
  database.exec("begin");
  const insert = database.prepare(
    `insert into schedules (id, kind, platform, tenant, target, target_kind, local_time, days, zone, detail, version,
       next_date, next_due, created_at)
     values (?, 'quiz', 'discord', 'guild', ?, 'channel', ?, '1234567', 'UTC', '{}', 1, ?, ?, 0)`,
  );
  const local = Temporal.Instant.fromEpochMilliseconds(due).toString();
  for (let index = 0; index < schedules; index += 1)
    insert.run(idOf(index), channelOf(index), local.slice(11, 16), local.slice(0, 10), due);
  database.exec("commit");
  database.pragma("synchronous = full");
  database.pragma("wal_checkpoint(truncate)");
  database.close();
  return { dataDir, remove: () => rm(dataDir, { recursive: true }) };
}

/** An id in the shape of a UUIDv7 that grows with `index`. */
const idOf = (index: number): string => `019aaaaa-0500-7000-8000-${index.toString(16).padStart(12, "0")}`;
