import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import type { Schedule } from "../../src/core/schedule.ts";
import type { Store } from "../../src/core/store.ts";
import { openStore } from "../../src/store/open.ts";
import { freshPostgres } from "../store/databases.ts";
import { hall, monday } from "../store/learning.ts";
import { claim, minute, plan, planned, settle } from "../store/planning.ts";

/** What one process does while another has just leased the post that is due, and has not committed it yet. */
const doings: readonly [string, (store: Store, schedule: Schedule) => Promise<unknown>][] = [
  ["changing its schedule", (store, was) => store.changeSchedule({ ...was, time: "10:00" }, was, "changed", monday)],
  [
    "leaving its server",
    (store, { to }) => store.leaveTenant({ platform: to.platform, tenant: to.tenant, at: monday }),
  ],
];

test.each(doings)("%s takes no post from a process that is about to send it", async (_what, doing) => {
  const { store, other, schedule } = await twoProcesses();
  await lease(other);
  await doing(store, schedule);
  await other.query("commit");
  expect(await store.expireLeases(monday + minute)).toBe(1);
});

test("a place that refuses takes no post from a process that is about to send it", async () => {
  const { store, other } = await twoProcesses();
  const [first] = await claim(store);
  if (!first) throw new Error("nothing is due");
  const second = await planned(store, { to: hall() });
  await store.planSlots([plan(second)], monday);
  await lease(other);
  await settle(store, first, { kind: "refused", scope: "place", why: "no right", probeAt: monday + minute });
  await other.query("commit");
  expect(await store.expireLeases(monday + minute)).toBe(1);
});

/** A store with one post that is due, and a connection of another process to the same database. */
async function twoProcesses() {
  const fresh = await freshPostgres();
  const { store, close } = await openStore(fresh.where);
  const other = new pg.Client({ connectionString: fresh.where.url });
  await other.connect();
  onTestFinished(async () => {
    await other.end();
    await close();
    await fresh.remove();
  });
  const { id } = await planned(store);
  const schedule = await store.findSchedule(id);
  if (!schedule) throw new Error("the schedule is gone");
  return { store, other, schedule };
}

async function lease(other: pg.Client): Promise<void> {
  await other.query("begin");
  const until = monday + minute;
  await other.query(
    "update posts set state = 'sending', lease_owner = 'other', lease_until = $1 where state = 'waiting'",
    [until],
  );
}
