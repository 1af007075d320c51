import { randomUUIDv7 } from "node:crypto";
import pg from "pg";
import { createPlanner } from "../../src/delivery/planner.ts";
import { openStore, type Where } from "../../src/store/open.ts";
import { setup } from "../../test/postgres.ts";
import { type Figure, figure } from "../figure.ts";
import { now } from "../school.ts";
import { after, longestBlock } from "./parts.ts";
import { makeTimetable } from "./timetable.ts";

const slots = 10_000;
const rounds = 5;

/** Ten thousand slots that are due at once, planned on both engines. */
export async function planning(): Promise<readonly Figure[]> {
  const [sqlite, postgres] = [await inRounds(onSqlite), await onPostgres()];
  const figures = (engine: string, taken: readonly Planned[]) => [
    figure({
      name: `clock: slots planned, ${engine}`,
      value: slots / median(taken.map(({ seconds }) => seconds)),
      unit: "a second",
    }),
    figure({
      name: `clock: the event loop while ten thousand are planned, ${engine}`,
      value: median(taken.map(({ block }) => block)),
      unit: "ms",
      limit: 50,
    }),
  ];
  return [...figures("SQLite", sqlite), ...figures("PostgreSQL", postgres)];
}

/** Seconds that it took, and milliseconds for which the event loop was held up at most. */
type Planned = { readonly seconds: number; readonly block: number };

async function inRounds(round: () => Promise<Planned>): Promise<readonly Planned[]> {
  const taken: Planned[] = [];
  for (let count = 0; count < rounds; count += 1) taken.push(await round());
  return taken;
}

async function onSqlite(): Promise<Planned> {
  const table = await makeTimetable(slots, now);
  const planned = await planIn(table);
  await table.remove();
  return planned;
}

async function onPostgres(): Promise<readonly Planned[]> {
  const state = { url: "" };
  const stop = await setup({ provide: (_name, value) => void Object.assign(state, { url: value }) });
  const client = new pg.Client({ connectionString: state.url });
  await client.connect();
  const taken = await inRounds(async () => {
    await (await openStore(state)).close();
    const local = Temporal.Instant.fromEpochMilliseconds(now).toString();
    await client.query("truncate schedules, slots, posts");
    await client.query(
      `insert into schedules (id, kind, platform, tenant, target, target_kind, local_time, days, zone, detail, version,
         next_date, next_due, created_at)
       select lpad(index::text, 12, '0'), 'quiz', 'discord', 'guild', 'channel-' || index, 'channel', $1, '1234567',
         'UTC', '{}', 1, $2, $3, 0 from generate_series(1, $4) as index`,
      [local.slice(11, 16), local.slice(0, 10), now, slots],
    );
    return planIn(state);
  });
  await client.end();
  await stop();
  return taken;
}

async function planIn(where: Where): Promise<Planned> {
  const { store, close } = await openStore(where);
  const planner = createPlanner({
    store,
    now: () => now,
    after,
    newId: randomUUIDv7,
    rules: 2026,
  });
  const begun = performance.now();
  const block = await longestBlock(() => planner.plan());
  const seconds = (performance.now() - begun) / 1000;
  if ((await store.dueSchedules(now, 1)).length > 0) throw new Error("Something that is due was not planned.");
  await close();
  return { seconds, block };
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
