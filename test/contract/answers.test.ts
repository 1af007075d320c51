import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Opened, openStore } from "../../src/store/open.ts";
import { engines, type Fresh } from "../store/databases.ts";
import { answerChecks, ask, chose, given, hall, monday, person, posed, review, start } from "../store/learning.ts";

describe.each(engines)("answers on $engine", ({ fresh }) => {
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

  test("an answer is kept with its review, its bookmark and its point", async () => {
    const who = person("ada");
    const [sitting, first] = await ask(opened.store, who);
    const answer = chose([2, 0], true, monday + 5);
    expect(await opened.store.saveAnswer(given(first, answer, { message: "m1" }))).toEqual({ first: true });
    expect(await opened.store.findAsk(first.id)).toEqual({ ...first, message: "m1", answer, review: review() });
    expect(await opened.store.reviewsOf(sitting.learner)).toEqual([review()]);
    expect(await opened.store.tally(sitting.learner)).toEqual({ answers: 1, right: 1 });
    expect(await opened.store.rankOf(hall(), "2026-W48", sitting.learner)).toEqual({ points: 1, above: 0 });
    expect(await opened.store.rankOf(hall(), "2026-11", sitting.learner)).toEqual({ points: 1, above: 0 });
  });

  test("an answer makes its sitting the one that is resumed", async () => {
    const who = person("annie");
    const [older, first] = await ask(opened.store, who, { chapter: "containers/one" });
    const newer = await opened.store.beginSitting(start(who, { chapter: "containers/one", at: monday + 1 }));
    await opened.store.saveAnswer(given(first, chose([1], true, monday + 2)));
    const [resumed] = await opened.store.chapterSittings(newer.learner);
    expect(resumed?.id).toBe(older.id);
  });

  test.each([
    { response: { kind: "choices", choices: [0, 3] }, right: false, at: monday } as const,
    { response: { kind: "written", text: "an orchestrator" }, right: true, at: monday } as const,
    {
      response: { kind: "written", text: "NUL \0, half a pair \ud83d, ' \" \\ and % _" },
      right: false,
      at: monday,
    } as const,
    { response: { kind: "unsure" }, right: false, at: monday } as const,
  ])("an answer comes back as it was given: $response", async (answer) => {
    const [, first] = await ask(opened.store, person("joan"));
    await opened.store.saveAnswer(given(first, answer));
    expect((await opened.store.findAsk(first.id))?.answer).toEqual(answer);
  });

  test("a second answer changes nothing and is told the first", async () => {
    const [sitting, first] = await ask(opened.store, person("karen"));
    const right = chose([1]);
    await opened.store.saveAnswer(given(first, right));
    const wrong = given(first, chose([0], false, monday + 1), { review: review({ lapses: 1, lastRight: false }) });
    expect(await opened.store.saveAnswer(wrong)).toEqual({ first: false, answer: right });
    expect(await opened.store.saveAnswer(given(first, right))).toEqual({ first: false, answer: right });
    expect(await opened.store.tally(sitting.learner)).toEqual({ answers: 1, right: 1 });
    expect(await opened.store.reviewsOf(sitting.learner)).toEqual([review()]);
    expect((await opened.store.rankOf(hall(), "2026-11", sitting.learner))?.points).toBe(1);
  });

  test("of fifty presses at once on one question exactly one is first, and the others are told which", async () => {
    const check = "containers/fifty";
    const [sitting, first] = await ask(opened.store, person("katherine"), { ask: posed({ check }) });
    const presses = Array.from({ length: 50 }, (_, index) => given(first, chose([index % 4], index % 4 === 1)));
    const saved = await Promise.all(presses.map((press) => opened.store.saveAnswer(press)));
    const winner = presses[saved.findIndex((one) => one.first)];
    expect(saved.filter((one) => one.first)).toHaveLength(1);
    const others = saved.flatMap((one) => (one.first ? [] : [one.answer]));
    expect(others).toHaveLength(49);
    for (const answer of others) expect(answer).toEqual(winner?.answer);
    expect((await opened.store.tally(sitting.learner)).answers).toBe(1);
    const counted = await opened.store.checkStatistics(check, "v1");
    expect(counted.reduce((sum, one) => sum + one.answers, 0)).toBe(1);
  });

  test("an answer to a question that another has taken the place of is not kept", async () => {
    const [sitting, first] = await ask(opened.store, person("dorothy"));
    await opened.store.turnPage({ sitting: sitting.id, page: 0, at: monday, finished: false, ask: posed() });
    expect(await opened.store.saveAnswer(given(first, chose([1])))).toEqual({ first: false, answer: undefined });
    expect(await opened.store.reviewsOf(sitting.learner)).toEqual([]);
    expect(await opened.store.tally(sitting.learner)).toEqual({ answers: 0, right: 0 });
  });

  test("an answer at the moment its page is turned is kept whole or not at all", async () => {
    for (let round = 0; round < 12; round += 1) {
      const [sitting, first] = await ask(opened.store, person(`turner-${round}`));
      const turn = { sitting: sitting.id, page: 0, at: monday, finished: false, ask: posed() };
      const [saved] = await Promise.all([
        opened.store.saveAnswer(given(first, chose([1]))),
        opened.store.turnPage(turn),
      ]);
      const standing = (await opened.store.findSitting(sitting.id))?.asks ?? [];
      expect(standing.map((one) => [one.id, one.answer])).toEqual([
        saved.first ? [first.id, chose([1])] : [turn.ask.id, undefined],
      ]);
      expect((await opened.store.tally(sitting.learner)).answers).toBe(saved.first ? 1 : 0);
    }
  });

  test("the message that shows a question is bound once, by the first press", async () => {
    const [, first] = await ask(opened.store, person("mary"));
    await opened.store.savePick({ ask: first.id, choice: 1, on: true, message: "m1" });
    await opened.store.savePick({ ask: first.id, choice: 1, on: true, message: "m2" });
    expect((await opened.store.findAsk(first.id))?.message).toBe("m1");
    await opened.store.saveAnswer(given(first, chose([1]), { message: "m3" }));
    expect((await opened.store.findAsk(first.id))?.message).toBe("m1");
  });

  test("the next answer to the same check replaces its review, with every digit", async () => {
    const who = person("sophie");
    const sitting = await answerChecks(opened.store, who, ["containers/a"]);
    const next = review({
      check: "containers/a",
      due: monday + 4_102_444_800_000,
      stability: 0.1 + 0.2,
      difficulty: 9.999_999_999_999_998,
      scheduledDays: 3.5,
      reps: 2,
      lapses: 1,
      state: 3,
      lastReview: monday + 1,
      lastRight: false,
    });
    await answerChecks(opened.store, who, ["containers/a"], { review: next });
    expect(await opened.store.reviewsOf(sitting.learner)).toEqual([next]);
  });

  test("reviews come soonest first, and of the due ones no more than asked for", async () => {
    const who = person("emmy");
    const due = [monday + 3, monday + 1, monday + 2, monday + 10];
    const [sitting] = await ask(opened.store, who);
    for (const [index, at] of due.entries()) {
      const check = `containers/due-${index}`;
      await answerChecks(opened.store, who, [check], { review: review({ check, due: at }) });
    }
    const at = (reviews: readonly { readonly due: number }[]) => reviews.map((one) => one.due - monday);
    expect(at(await opened.store.reviewsOf(sitting.learner))).toEqual([1, 2, 3, 10]);
    expect(at(await opened.store.dueReviews(sitting.learner, monday + 3, 10))).toEqual([1, 2, 3]);
    expect(at(await opened.store.dueReviews(sitting.learner, monday + 3, 2))).toEqual([1, 2]);
    expect(await opened.store.dueReviews(sitting.learner, monday, 10)).toEqual([]);
  });

  test("the choices given to a check are counted: each of several, not knowing, and writing", async () => {
    const check = "containers/counted";
    const responses = [
      { kind: "choices", choices: [1] },
      { kind: "choices", choices: [3, 1] },
      { kind: "unsure" },
      { kind: "written", text: "x" },
    ] as const;
    for (const response of responses) {
      const [, first] = await ask(opened.store, person("rosalind"), { ask: posed({ check }) });
      await opened.store.saveAnswer(given(first, { response, right: false, at: monday }));
    }
    expect(await opened.store.checkStatistics(check, "v1")).toEqual([
      { choice: -2, answers: 1 },
      { choice: -1, answers: 1 },
      { choice: 1, answers: 2 },
      { choice: 3, answers: 1 },
    ]);
    expect(await opened.store.checkStatistics(check, "v2")).toEqual([]);
  });
});
