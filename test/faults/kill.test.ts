import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { freshSqlite } from "../store/databases.ts";
import { look } from "../store/schema.ts";
import { run } from "./program.ts";

test("no confirmed answer is lost when the program is killed while people answer", async () => {
  const { where, remove } = await freshSqlite();
  onTestFinished(remove);
  const confirmed: string[] = [];
  for (const [round, count] of [2, 9, 31, 80, 5, 17].entries()) {
    const program = run("recorder.ts", where.dataDir, `round-${round}`);
    await program.said(count);
    program.child.kill("SIGKILL");
    expect((await program.ended()).code).toBeNull();
    confirmed.push(...program.lines.slice(1));
    const opened = await openStore(where);
    for (const id of confirmed) {
      const sitting = await opened.store.findSitting(id);
      expect(sitting?.asks.map((ask) => ask.answer?.right)).toEqual([true, true]);
    }
    expect(await torn(where)).toEqual([]);
    await opened.close();
  }
  expect(confirmed.length).toBeGreaterThan(100);
});

/** Answers of which only a part was written; there must never be any. */
const torn = (where: { readonly dataDir: string }) =>
  look(
    where,
    `select a.ask_id from answers a
      where not exists (select 1 from reviews r where r.learner_id = a.learner_id and r.check_key = a.check_key)
         or not exists (select 1 from check_totals c where c.check_key = a.check_key)
         or (select sum(points) from totals t where t.learner_id = a.learner_id and t.period = '2026-11')
            <> (select count(*) from answers b where b.learner_id = a.learner_id)`,
  );
