import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { openStore } from "../src/store/open.ts";
const dir = await mkdtemp(join(tmpdir(), "nsb-"));
const { store, close } = await openStore({ dataDir: dir });
const ids = [];
for (let i = 0; i < 640; i++) {
  const id = crypto.randomUUID();
  await store.beginSitting({ id, who: { platform: "d", tenant: "t", person: String(i) }, place: { platform: "d", tenant: "t", channel: "c", kind: "channel" }, kind: "chapter", chapter: "c/x", checks: [], at: 1, ask: undefined, newLearner: crypto.randomUUID(), newPlace: crypto.randomUUID() });
  ids.push(id);
}
for (let k = 0; k < 6; k++) {
  const t = performance.now();
  for (const id of ids) await store.findSitting(id);
  console.log("findSitting µs", ((performance.now() - t) * 1000 / 640).toFixed(1));
}
const db = new Database(join(dir, "nightshift.db"));
const one = db.prepare("select * from sittings where id = ?");
const two = db.prepare("select 1");
const begin = db.prepare("begin"), commit = db.prepare("commit");
for (let k = 0; k < 6; k++) {
  let t = performance.now();
  for (const id of ids) one.all([id]);
  const a = performance.now() - t; t = performance.now();
  begin.run(); for (const id of ids) one.all([id]); commit.run();
  const b = performance.now() - t; t = performance.now();
  for (const id of ids) two.all();
  const c = performance.now() - t;
  console.log("one auto", (a * 1000 / 640).toFixed(1), "in txn", (b * 1000 / 640).toFixed(1), "select 1", (c * 1000 / 640).toFixed(1));
}
for (const n of [1, 8, 64]) for (let k = 0; k < 3; k++) {
  const t = performance.now();
  for (let i = 0; i < 10; i++) await Promise.all(ids.slice(0, n).map((id) => store.turnPage({ sitting: id, page: 1, at: 5 + k, finished: false, ask: undefined })));
  console.log("turnPage, group of", n, "µs each", ((performance.now() - t) * 1000 / 10 / n).toFixed(1), "a group", ((performance.now() - t) * 100).toFixed(0));
}
await close();
