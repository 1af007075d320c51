import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { openStore } from "../src/store/open.ts";
import { sqliteQueries } from "../src/store/sqlite.ts";
const dir = await mkdtemp(join(tmpdir(), "nsb-"));
const { store, close } = await openStore({ dataDir: dir });
const ids = [];
for (let i = 0; i < 640; i++) {
  const id = crypto.randomUUID();
  await store.beginSitting({ id, who: { platform: "d", tenant: "t", person: String(i) }, place: { platform: "d", tenant: "t", channel: "c", kind: "channel" }, kind: "chapter", chapter: "c/x", checks: [], at: 1, ask: undefined, newLearner: crypto.randomUUID(), newPlace: crypto.randomUUID() });
  ids.push(id);
}
await close();
const db = new Database(join(dir, "nightshift.db"));
const S = {
  sub: `select s.id, (select person from learners where id=s.learner_id) as p from sittings s where s.id=?`,
  sl2: `select s.id from sittings s inner join learners l on l.id=s.learner_id where s.id=?`,
  cross: `select s.id from sittings s cross join learners l on l.id=s.learner_id where s.id=?`,
  left: `select s.id, l.person from sittings s left join learners l on l.id=s.learner_id where s.id=?`,
  sel: `select s.id from sittings s inner join learners l on l.id=s.learner_id where s.id=(select ?)`,
  plus: `select s.id from sittings s inner join learners l on l.id=s.learner_id where s.id=+?`,
  conc: `select s.id from sittings s inner join learners l on l.id=s.learner_id where s.id=''||?`,
  cast: `select s.id from sittings s inner join learners l on l.id=s.learner_id where s.id=cast(? as text)`,
  inn: `select s.id from sittings s inner join learners l on l.id=s.learner_id where s.id in (?)`,
};
for (const [n, sql] of Object.entries(S)) {
  const p = db.prepare(sql);
  let best = 1e9;
  for (let k = 0; k < 8; k++) { const t = performance.now(); for (const id of ids) p.all([id]); best = Math.min(best, (performance.now() - t) * 1000 / 640); }
  db.exec("begin");
  let best2 = 1e9;
  for (let k = 0; k < 8; k++) { const t = performance.now(); for (const id of ids) p.all([id]); best2 = Math.min(best2, (performance.now() - t) * 1000 / 640); }
  db.exec("commit");
  console.log(n, best.toFixed(1), "in txn", best2.toFixed(1)); console.log(db.prepare("explain query plan " + sql).all("x").map((r) => "   " + r.detail).join("\n"));
}
const p = db.prepare(S.sl2).bind(ids[0]);
for (let k = 0; k < 3; k++) { const t = performance.now(); for (const id of ids) p.all(); console.log("bound once", ((performance.now() - t) * 1000 / 640).toFixed(1)); }
console.log(db.pragma("compile_options").map(x=>x.compile_options).filter(x=>/STAT|QPSG|ENABLE/.test(x)).join(" "));
