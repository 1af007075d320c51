import { expect, test } from "vitest";
import { bite, chapter, choiceCheck, course, mythCheck } from "../rooms/courses.ts";
import { labelsOf, type StudyRoom, studyRoom, textOf, type Visitor } from "../rooms/study-room.ts";

const checks = ["q1", "q2", "q3"].map((id) => choiceCheck(id, { right: [0], fixed: true }));
const demo = course(
  chapter(
    "one",
    checks.map((check) => bite("", check)),
  ),
  chapter("two", [bite("", choiceCheck("q4", { right: [0] }))]),
);

async function finish(ada: Visitor, letters: readonly string[]) {
  const page = await ada.type("learn");
  for (const letter of letters) {
    await ada.press(letter, page);
    await ada.press("Continue", page);
  }
  return page;
}

async function answered(room: StudyRoom) {
  const learner = await room.context.store.findLearner({ platform: "test", tenant: "t1", person: "ada" });
  return room.context.store.tally(learner?.id ?? "");
}

test("the chapter closes with the score and a retry of only what was missed, until nothing is", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const page = await finish(ada, ["A", "C", "A"]);
  expect(textOf(page)).toContain("You got 2 of 3 correct");
  await ada.press("Retry the one you missed", page);
  expect(textOf(page)).toContain("Question q2?");
  expect(textOf(page)).toContain("1 of 1");
  await ada.press("D", page);
  await ada.press("Continue", page);
  expect(textOf(page)).toContain("You got 0 of 1 correct");
  await ada.press("Retry the one you missed", page);
  await ada.press("A", page);
  await ada.press("Continue", page);
  expect(textOf(page)).toContain("You got 1 of 1 correct");
  expect(labelsOf(page)).toEqual(["Go on"]);
  const closing = await ada.type("learn", { chapter: "one" });
  expect(textOf(closing)).toContain("You got 2 of 3 correct\n\nThe rest came right on another try.");
  expect(labelsOf(closing)).not.toContain("Retry the one you missed");
});

test("a quiz asks what was missed first, then what is due soonest, and only from finished chapters", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  await finish(ada, ["A", "A", "C"]);
  room.later({ hours: 30 * 24 });
  const quiz = await ada.type("quiz");
  const asked: string[] = [];
  for (const _ of checks) {
    asked.push(/Question (q\d)/.exec(textOf(quiz))?.[1] ?? "");
    await ada.press("A", quiz);
    await ada.press("Continue", quiz);
  }
  expect(asked).toEqual(["q3", "q1", "q2"]);
  expect(textOf(quiz)).toContain("You got 3 of 3 correct");
  expect(await answered(room)).toEqual({ answers: 6, right: 5 });
});

test("before a chapter is finished there is no quiz, and the way on is offered", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const none = await ada.type("quiz");
  expect(textOf(none)).toContain("chapters you have finished");
  expect(textOf(await ada.press("Go on", none))).toContain("Question q1?");
  expect(textOf(await ada.type("quiz"))).toContain("chapters you have finished");
});

test("a quiz whose question left the course goes on without it", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  await finish(ada, ["A", "A", "A"]);
  const quiz = await ada.type("quiz");
  await room.teach(course(chapter("one", [bite("", checks[0])])));
  await ada.press("A", quiz);
  await ada.press("Continue", quiz);
  expect(textOf(quiz)).toContain("no longer part of the course");
  await ada.press("Next", quiz);
  await ada.press("Next", quiz);
  expect(textOf(quiz)).toContain("You got 1 of 1 correct");
});

test("progress tells the page, what is done, and what is worth a second look", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  expect(textOf(await ada.type("progress"))).toContain("Nothing yet");
  const page = await ada.type("learn");
  await ada.press("B", page);
  const halfway = textOf(await ada.type("progress"));
  expect(halfway).toContain("page 1 of 3");
  expect(halfway).toContain("You have given 1 answer so far, 0 of them right.");
  expect(halfway).not.toContain("/quiz");
  expect(labelsOf(await ada.type("progress"))).toEqual(["Go on"]);
  expect(halfway).toContain("Chapter two\n\nnot started yet");
  await ada.press("Continue", page);
  await ada.press("A", page);
  await ada.press("Continue", page);
  await ada.press("A", page);
  await ada.press("Continue", page);
  const finished = await ada.type("progress");
  expect(textOf(finished)).toContain("▰▰▰ done");
  expect(textOf(finished)).toContain("One question to come back to: /quiz starts with it.");
  expect(labelsOf(finished)).toEqual(["Go on", "Quiz me"]);
});

test("a quiz question that was posed and then left the course is passed by", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  await finish(ada, ["A", "A", "A"]);
  const quiz = await ada.type("quiz");
  await ada.press("A", quiz);
  await ada.press("Continue", quiz);
  await room.teach(course(chapter("one", [bite("", checks[0])])));
  await ada.press("Back", quiz);
  await ada.press("Continue", quiz);
  expect(textOf(quiz)).toContain("no longer part of the course");
  await ada.press("Next", quiz);
  await ada.press("Next", quiz);
  expect(textOf(quiz)).toContain("You got 1 of 1 correct");
});

test("a myth that was answered and then left the course still does not count", async () => {
  const room = await studyRoom(course(chapter("one", [bite("", mythCheck("m1")), bite("", checks[0])])));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("True", page);
  await ada.press("Continue", page);
  await room.teach(course(chapter("one", [bite("Gone."), bite("", checks[0])])));
  await ada.press("A", await ada.type("learn"));
  await ada.press("Continue", ada.seen.at(-1));
  expect(textOf(await ada.type("learn"))).toContain("You got 1 of 1 correct");
});

test("the quiz is five questions at most", async () => {
  const many = Array.from({ length: 8 }, (_, index) => choiceCheck(`q${index}`, { right: [0], fixed: true }));
  const room = await studyRoom(
    course(
      chapter(
        "one",
        many.map((check) => bite("", check)),
      ),
    ),
  );
  const ada = room.person("Ada");
  await finish(
    ada,
    many.map(() => "A"),
  );
  expect(textOf(await ada.type("quiz"))).toContain("1 of 5");
});
