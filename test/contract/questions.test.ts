import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Place } from "../../src/chat/event.ts";
import type { AnswerGiven, Ask, Response } from "../../src/core/store.ts";
import type { Who } from "../../src/core/who.ts";
import { type Opened, openStore } from "../../src/store/open.ts";
import type { Question } from "../../src/study/place-question/question.ts";
import { engines, type Fresh } from "../store/databases.ts";
import { given, hall, monday, newId, person, start } from "../store/learning.ts";
import { claim, lease, planned, say, sent, settle } from "../store/planning.ts";
import { rowsWith } from "../store/schema.ts";

const hours = 3_600_000;
const check = "containers/why-many-copies";

describe.each(engines)("a question to a whole place on $engine", ({ fresh }) => {
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

  const pose = (changed: { readonly id?: string; readonly place?: Place; readonly at?: number } = {}) => {
    const { id = newId(), place = hall(), at = monday } = changed;
    const posed = { id, place, check, version: "v1", order: [2, 0, 1], at, closesAt: at + 8 * hours };
    return opened.store.saveQuestion({ ...posed, newPlace: newId() });
  };

  const answerOf = (question: Question, ask: Ask, who: Who, response: Response, at = monday): AnswerGiven => {
    const { id, page, version, order, message, sitting } = ask;
    const posed = { id, page, check: ask.check, version, order, message };
    const begun = { id: sitting.id, place: question.place, kind: "question" as const, chapter: undefined };
    const begin = start(who, { ...begun, checks: sitting.checks, at, ask: posed, question: question.id });
    return { ...given(ask, { response, right: response.kind === "choices", at }), begin };
  };

  async function reply(question: Question, who: Who, response: Response, at = monday) {
    const found = await opened.store.questionFor(question.id, who);
    if (!found) throw new Error("no such question");
    return opened.store.saveAnswer(answerOf(question, found.ask, who, response, at));
  }

  const chosen: Response = { kind: "choices", choices: [1] };

  test("is written down once: composed again, it is the same check in the same order", async () => {
    const first = await pose();
    const again = { ...first, check: "containers/other", order: [0, 1, 2], at: monday + 1, newPlace: newId() };
    expect(await opened.store.saveQuestion(again)).toEqual(first);
    expect(await opened.store.findQuestion(first.id)).toEqual(first);
    expect(first).toMatchObject({ answers: 0, closedAt: undefined, message: undefined, order: [2, 0, 1] });
    expect(await opened.store.findQuestion(newId())).toBeUndefined();
    expect(await opened.store.questionFor(newId(), person("ada"))).toBeUndefined();
  });

  test("is answered by somebody new: learner, sitting, ask, answer, review, points and counts are there at once", async () => {
    const question = await pose({ place: hall("guild-1", "fresh") });
    const ada = person("ada-new");
    expect(await reply(question, ada, chosen)).toEqual({ first: true, answers: 1 });
    const learner = await opened.store.findLearner(ada);
    const found = await opened.store.questionFor(question.id, ada);
    expect(found?.ask).toMatchObject({ answer: { right: true, response: chosen }, check, order: [2, 0, 1] });
    expect(found?.ask.sitting).toMatchObject({ kind: "question", question: question.id, learner: learner?.id });
    expect(await opened.store.findAsk(found?.ask.id ?? "")).toEqual(found?.ask);
    expect(await opened.store.rankOf(question.place, "2026-W48", learner?.id ?? "")).toEqual({ points: 1, above: 0 });
    expect(await opened.store.reviewsOf(learner?.id ?? "")).toHaveLength(1);
    expect(found?.question.answers).toBe(1);
  });

  test("twelve presses of one person at once are one answer, counted once (S07, S08)", async () => {
    const question = await pose();
    const who = person("twelve");
    const saved = await Promise.all(
      Array.from({ length: 12 }, (_, index) => reply(question, who, { kind: "choices", choices: [index % 3] })),
    );
    expect(saved.filter((one) => one.first)).toHaveLength(1);
    expect((await opened.store.findQuestion(question.id))?.answers).toBe(1);
  });

  test("many people at once are all counted, and each choice as often as it was given", async () => {
    const question = await pose();
    const responses: readonly Response[] = [chosen, { kind: "choices", choices: [0] }, { kind: "unsure" }, chosen];
    const saved = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        reply(question, person(`many-${index}`), responses[index % 4] ?? chosen),
      ),
    );
    const counts = saved.flatMap((one) => (one.first ? (one.answers ?? []) : []));
    expect(counts.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(await opened.store.closeQuestion(question.id, monday + 8 * hours)).toEqual([
      { choice: -1, answers: 5 },
      { choice: 0, answers: 5 },
      { choice: 1, answers: 10 },
    ]);
  });

  test("is closed once, and stays closed since then", async () => {
    const question = await pose();
    await opened.store.closeQuestion(question.id, monday + 5);
    await opened.store.closeQuestion(question.id, monday + 9);
    expect((await opened.store.findQuestion(question.id))?.closedAt).toBe(monday + 5);
    expect(await opened.store.closeQuestion(newId(), monday)).toBeUndefined();
  });

  test("has the message of its post, once that has arrived", async () => {
    const { store } = opened;
    const to = hall("guild-posted");
    await planned(store, { to });
    const [post] = (await claim(store)).filter((one) => one.to.tenant === to.tenant);
    if (!post) throw new Error("nothing is due");
    await pose({ id: post.id, place: to });
    await store.saveComposed(post.id, lease(), say("hello"), monday);
    expect((await store.findQuestion(post.id))?.message).toBeUndefined();
    await settle(store, post, sent("m-question"));
    const message = { platform: "discord", channel: "study-hall", id: "m-question" };
    expect((await store.findQuestion(post.id))?.message).toEqual(message);
  });

  test("the same person in another tenant is somebody else (S05, S38)", async () => {
    const question = await pose();
    await reply(question, person("twin"), chosen);
    const other = await opened.store.questionFor(question.id, person("twin", "guild-2"));
    expect(other?.ask.answer).toBeUndefined();
    expect(other?.ask.id).not.toBe((await opened.store.questionFor(question.id, person("twin")))?.ask.id);
  });

  test("who is erased leaves the count, and answers anew as somebody new", async () => {
    const question = await pose();
    const who = person("erased");
    await reply(question, who, chosen);
    await opened.store.eraseLearner((await opened.store.findLearner(who))?.id ?? "");
    expect((await opened.store.questionFor(question.id, who))?.ask).toMatchObject({
      answer: undefined,
      review: undefined,
    });
    expect(await reply(question, who, chosen)).toEqual({ first: true, answers: 2 });
  });

  test("questions go with the tenant that sent the tutor away", async () => {
    const place = hall("leaving", "hall");
    const question = await pose({ place });
    await reply(question, person("leaver", "leaving"), chosen);
    await opened.store.leaveTenant({ platform: "discord", tenant: "leaving", at: monday });
    await opened.store.purgeTenants(monday);
    expect(await opened.store.findQuestion(question.id)).toBeUndefined();
    expect(await rowsWith(database.where, "question_totals", "question_id", question.id)).toBe(0);
    expect(await rowsWith(database.where, "places", "tenant", "leaving")).toBe(0);
  });
});
