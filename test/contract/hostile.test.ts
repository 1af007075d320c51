import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Opened, openStore } from "../../src/store/open.ts";
import { engines, type Fresh } from "../store/databases.ts";
import { ask, chose, given, hall, monday, newId, person, posed, review, start } from "../store/learning.ts";
import { look } from "../store/schema.ts";

const text = fc.oneof(
  fc.constantFrom(
    "'; drop table answers; --",
    '" or 1 = 1 --',
    "%",
    "_",
    "\\",
    "\0",
    "before\0after",
    "\ud800",
    "$1",
    "?",
    ":name",
    "\u202e",
    "{}",
    "null",
    "__proto__",
    "",
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), maxLength: 20 }),
);

/** What both engines hold of a text: neither NUL nor half a surrogate pair. */
const held = (given: string): string => given.toWellFormed().replaceAll("\0", "\uFFFD");

describe.each(engines)("hostile text on $engine (S68)", ({ fresh }) => {
  let database: Fresh;
  let opened: Opened;
  beforeAll(async () => {
    database = await fresh();
    opened = await openStore(database.where);
  });
  afterAll(async () => {
    await opened.close();
    await database.remove();
  });

  test("is text and nothing else, wherever it is put in", async () => {
    const [bystander, untouched] = await ask(opened.store, person("bystander"));
    await opened.store.saveAnswer(given(untouched, chose([1])));
    const names = { platform: text, tenant: text, person: text, channel: text, chapter: text, check: text };
    const input = fc.record({ ...names, version: text, message: text, written: text, tag: text, period: text });
    await fc.assert(
      fc.asyncProperty(input, async (one) => {
        const who = { platform: one.platform, tenant: one.tenant, person: one.person };
        const place = { platform: one.platform, tenant: one.tenant, channel: one.channel, kind: "channel" } as const;
        const check = posed({ check: one.check, version: one.version, message: one.message });
        const begun = start(who, { place, chapter: one.chapter, checks: [one.check], ask: check });
        const sitting = await opened.store.beginSitting(begun);
        expect(sitting).toMatchObject({ chapter: held(one.chapter), checks: [one.check] });
        expect(sitting.owner).toEqual({
          platform: held(one.platform),
          tenant: held(one.tenant),
          person: held(one.person),
        });
        expect(await opened.store.findLearner(who)).toEqual({ id: sitting.learner });
        const [first] = sitting.asks;
        expect(first).toMatchObject({ check: held(one.check), version: held(one.version), message: held(one.message) });
        if (!first) return;
        const answer = { response: { kind: "written", text: one.written }, right: true, at: monday } as const;
        const saved = given(first, answer, { tags: [one.tag], periods: [one.period] });
        expect(await opened.store.saveAnswer(saved)).toEqual({ first: true });
        expect((await opened.store.findAsk(first.id))?.answer).toEqual(answer);
        expect(await opened.store.rankOf(place, one.period, sitting.learner)).toMatchObject({
          above: expect.any(Number),
        });
        expect(await opened.store.checkStatistics(one.check, one.version)).toContainEqual({
          choice: -2,
          answers: expect.any(Number),
        });
        const exported = await opened.store.exportLearner(sitting.learner);
        expect(exported.answers?.map((row) => row.tags)).toContainEqual([one.tag]);
      }),
      { numRuns: 60 },
    );
    expect((await opened.store.findAsk(untouched.id))?.answer).toEqual(chose([1]));
    expect(await opened.store.reviewsOf(bystander.learner)).toEqual([review()]);
    expect(await look(database.where, "select name from counters order by name")).toHaveLength(3);
  });

  test("is text and nothing else on the local page, too", async () => {
    await fc.assert(
      fc.asyncProperty(fc.record({ person: text, name: text, channel: text, body: text }), async (one) => {
        await opened.web.saveProfile(one.person, one.name, monday);
        expect(await opened.web.profile(one.person)).toMatchObject({ name: held(one.name) });
        const { channel, body } = one;
        const added = await opened.web.add({
          id: newId(),
          channel,
          author: one.person,
          audience: one.person,
          body,
          at: monday,
        });
        expect(added).toMatchObject({ channel: held(channel), body: held(body), audience: held(one.person) });
        expect(await opened.web.recent(one.person, channel, 1)).toEqual([added]);
      }),
      { numRuns: 60 },
    );
  });

  test("matches nothing but itself: a per cent sign is no pattern", async () => {
    await opened.store.beginSitting(start(person("abc", "pattern")));
    for (const pattern of ["a%", "_bc", "ABC", "abc ", "%"])
      expect(await opened.store.findLearner(person(pattern, "pattern"))).toBeUndefined();
    expect(await opened.store.standings({ ...hall("pattern"), channel: "%" }, "2026-W48", 10)).toEqual([]);
  });
});
