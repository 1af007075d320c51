import { expect, test } from "vitest";
import { bite, chapter, choiceCheck, course } from "../rooms/courses.ts";
import { actionOf, labelsOf, type StudyRoom, studyRoom, textOf } from "../rooms/study-room.ts";

const demo = course(chapter("one", [bite("", choiceCheck("q1", { right: [1], fixed: true })), bite("End.")]));

const days = 86_400_000;

async function due(room: StudyRoom): Promise<number> {
  const learner = await room.context.store.findLearner({ platform: "test", tenant: "t1", person: "ada" });
  const [review] = await room.context.store.reviewsOf(learner?.id ?? "");
  return ((review?.due ?? 0) - room.context.clock.now().epochMilliseconds) / days;
}

/** The days until the question comes back, after a right answer and this word about it. */
async function daysAfter(word: string | undefined): Promise<number> {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("B", page);
  if (word !== undefined) await ada.press(word, page);
  return due(room);
}

test("a guess comes back sooner and a sure answer later; fairly sure, and no word, are the same", async () => {
  const [guess, fair, sure, silent] = await Promise.all(["A guess", "Fairly sure", "Sure", undefined].map(daysAfter));
  expect(guess).toBeLessThan(fair ?? 0);
  expect(fair).toBeLessThan(sure ?? 0);
  expect(silent).toBe(fair);
});

test("it is said once: the first word counts, and the page says when the question comes back", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("B", page);
  const [sure, guess] = [actionOf(page, "Sure"), actionOf(page, "A guess")];
  await ada.press("Sure", page);
  expect(textOf(page)).toMatch(/Sure: noted\. It comes back in \d+ days\./);
  expect(labelsOf(page)).toEqual(["Continue", "Why not the others?"]);
  const was = await due(room);
  for (const action of [sure, guess])
    expect(JSON.stringify(await ada.pressId(action, page.ref))).toContain("the first word counts");
  expect(await due(room)).toBe(was);
});

test("a wrong answer asks for no word, and a forged one is refused", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  const open = actionOf(page, "A").replace("answer:", "sure:").replace(/:\d+$/, ":sure");
  expect(JSON.stringify(await ada.pressId(open, page.ref))).toContain("no longer active");
  await ada.press("A", page);
  expect(labelsOf(page)).not.toContain("Sure");
  const was = await due(room);
  expect(JSON.stringify(await ada.pressId(open, page.ref))).toContain("no longer active");
  expect(await due(room)).toBe(was);
  const eve = room.person("Eve");
  expect(JSON.stringify(await eve.pressId(open, page.ref))).toContain("belongs to somebody else");
});

test("after a later answer the earlier word comes too late", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("B", page);
  const sure = actionOf(page, "Sure");
  await ada.press("Continue", page);
  await ada.press("Next", page);
  room.later({ hours: 100 });
  await ada.type("quiz");
  await ada.press("B");
  const was = await due(room);
  expect(JSON.stringify(await ada.pressId(sure, page.ref))).toContain("come up again since");
  expect(await due(room)).toBe(was);
});
