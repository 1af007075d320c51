import { expect, test } from "vitest";
import { bite, chapter, choiceCheck, course } from "../rooms/courses.ts";
import { textOf, type Visitor } from "../rooms/study-room.ts";
import { timedRoom } from "../rooms/timed-room.ts";

const checks = [1, 2, 3].map((index) => choiceCheck(`q${index}`, { right: [1], fixed: true }));
const demo = course(chapter("one", [...checks.map((check) => bite("", check)), bite("End.")]));

async function answerAll(ada: Visitor): Promise<void> {
  const page = await ada.type("learn");
  for (const label of ["B", "B", "A"]) {
    await ada.press(label, page);
    await ada.press("Continue", page);
  }
  await ada.press("Next", page);
}

test("progress tells what is remembered in words and in per cent, what comes back tomorrow, and the streak", async () => {
  const room = await timedRoom(demo);
  const ada = room.person("Ada", { zone: "Europe/Berlin" });
  await answerAll(ada);
  const today = textOf(await ada.type("progress"));
  expect(today).toContain("It sits firmly: you would get about 100 % of it right today.");
  expect(today).toContain("1 question comes back by tomorrow.");
  expect(today).toContain("Days of learning in a row: 1.");
  room.later({ hours: 24 * 60 });
  const later = textOf(await ada.type("progress"));
  expect(later).toMatch(/fad(ed|ing).*about \d\d % of it right today/);
  expect(later).toContain("3 questions come back by tomorrow.");
  expect(later).not.toContain("in a row");
});

test("an outage of ours costs nobody a streak", async () => {
  const room = await timedRoom(demo);
  const ada = room.person("Ada", { zone: "UTC" });
  await answerAll(ada);
  await room.away({ hours: 24 * 12 });
  await ada.type("quiz");
  await ada.press("B");
  expect(textOf(await ada.type("progress"))).toContain("Days of learning in a row: 2.");
});

test("the quiz begins with what is due, the least remembered first, and ends with what was never missed", async () => {
  const room = await timedRoom(demo);
  const ada = room.person("Ada");
  await answerAll(ada);
  expect(textOf(await ada.type("quiz"))).toContain("Question q3?");
  room.later({ hours: 40 });
  expect(textOf(await ada.type("quiz"))).toContain("Question q3?");
});

test("what was answered in the channel comes back in a quiz, before any chapter is finished", async () => {
  const room = await timedRoom(demo);
  await room.person("Grace", { mayManage: true }).type("schedule add", { kind: "quiz", time: "10:00", zone: "UTC" });
  await room.passes({ hours: 1 });
  const ada = room.person("Ada");
  await ada.press("A", room.post(0));
  expect(textOf(await ada.type("quiz"))).toContain("Finish your first one");
  room.later({ hours: 100 });
  expect(textOf(await ada.type("quiz"))).toContain("Question q1?");
});
