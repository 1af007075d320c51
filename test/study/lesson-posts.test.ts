import { expect, test } from "vitest";
import { bite, chapter, choiceCheck, course } from "../rooms/courses.ts";
import { labelsOf, textOf } from "../rooms/study-room.ts";
import { timedRoom } from "../rooms/timed-room.ts";

const check = choiceCheck("q1", { right: [1], fixed: true });
const demo = course(
  chapter("one", [
    bite("First bite."),
    bite("Second bite.", check),
    bite("", choiceCheck("q2", { right: [0], fixed: true })),
  ]),
  chapter("two", [bite("Other chapter.")]),
);
const manager = { mayManage: true };
const day = { hours: 24 };

test("a lesson drips into the channel a bite at a time, its questions are posed to everybody, and chapters follow", async () => {
  const room = await timedRoom(demo);
  const grace = room.person("Grace", manager);
  await grace.type("schedule add", { kind: "lesson", time: "10:00", zone: "UTC" });
  await room.passes(day);
  expect(room.posts.map(textOf)).toEqual(["Chapter one, 1 of 3\n\nFirst bite."]);
  expect(labelsOf(room.post(0))).toEqual(["Start learning", "Why this?"]);
  await room.passes({ hours: 2 });
  expect(textOf(room.post(1))).toBe("Chapter one, 2 of 3\n\nSecond bite.");
  const question = room.post(2);
  expect(textOf(question)).toContain("Question q1?");
  const feedback = await room.person("Ada").press("B", question);
  expect(textOf(feedback)).toContain("✓ Right.");
  await room.passes({ hours: 22 });
  await room.passes(day);
  expect(textOf(question)).toContain("now closed");
  expect(textOf(room.post(3))).toContain('One question is left of "Chapter one". Next time: "Chapter two".');
  expect(textOf(room.post(4))).toContain("Question q2?");
  await room.passes(day);
  expect(textOf(room.post(5))).toContain("Other chapter.");
  expect(textOf(room.post(5))).toContain('That was "Chapter two", and the end of what I have for now.');
});

test("a lesson that the platform asked to wait for goes on with the next bite the day after, and not with the same", async () => {
  const room = await timedRoom(course(chapter("one", [bite("First bite."), bite("Second bite.")])));
  const grace = room.person("Grace", manager);
  await grace.type("schedule add", { kind: "lesson", time: "10:00", zone: "UTC" });
  room.takes(() => ({ kind: "wait", until: room.context.clock.now().epochMilliseconds + 60_000 }));
  await room.passes({ hours: 1 });
  expect(room.posts).toEqual([]);
  room.takes(() => undefined);
  await room.passes({ hours: 47 });
  expect(room.posts.map(textOf)).toEqual([
    expect.stringContaining("First bite."),
    expect.stringContaining("Second bite."),
  ]);
});

test("a lesson after days in which nothing ran says what it was planned for, and how many before it are left out (F31)", async () => {
  const room = await timedRoom(course(chapter("one", [bite("First bite."), bite("Second bite.")])));
  const grace = room.person("Grace", manager);
  await grace.type("schedule add", { kind: "lesson", time: "10:00", zone: "UTC" });
  room.later({ hours: 74, minutes: 10 });
  await room.passes({ minutes: 2 });
  expect(room.posts.map(textOf)).toEqual([
    expect.stringMatching(/^Planned for Thu 26 Nov, 10:00 UTC\. 3 earlier ones are left out\.\n\nChapter one, 1 of 2/),
  ]);
  await room.passes({ hours: 24 }, { minutes: 5 });
  expect(textOf(room.post(1))).toMatch(/^Chapter one, 2 of 2/);
});

test("a lesson's question does not ring in the night that follows (D4)", async () => {
  const room = await timedRoom(course(chapter("one", [bite("A bite.", check), bite("Another.")])));
  const grace = room.person("Grace", manager);
  await grace.type("schedule add", { kind: "lesson", time: "21:50", zone: "UTC" });
  room.later({ hours: 12, minutes: 49 });
  let left = 1;
  room.takes(() => (left-- > 0 ? undefined : { kind: "wait", until: room.context.clock.now().epochMilliseconds }));
  await room.passes({ minutes: 2 }, { minutes: 1 });
  expect(room.posts.map(textOf)).toEqual([expect.stringContaining("A bite.")]);
  room.later({ hours: 5 });
  room.takes(() => undefined);
  await room.passes({ minutes: 2 });
  expect(room.posts).toHaveLength(1);
});

test("at the end of the course it rests, and goes on when a chapter is added", async () => {
  const room = await timedRoom(course(chapter("one", [bite("All there is.")])));
  const grace = room.person("Grace", manager);
  await grace.type("schedule add", { kind: "lesson", time: "10:00", zone: "UTC" });
  await room.passes({ hours: 72 });
  expect(room.posts).toHaveLength(1);
  expect(textOf(await grace.type("schedule list"))).toContain("skipped (the course is at its end)");
  await room.teach(course(chapter("one", [bite("All there is.")]), chapter("more", [bite("Something new.")])));
  await room.passes(day);
  expect(textOf(room.post(1))).toContain("Something new.");
});

test("several bites come at once when a manager wants that, up to a question", async () => {
  const room = await timedRoom(demo);
  const grace = room.person("Grace", manager);
  await grace.type("schedule add", { kind: "lesson", time: "10:00", zone: "UTC", bites: "3", chapter: "one" });
  await room.passes(day);
  expect(textOf(room.post(0))).toBe("Chapter one, 2 of 3\n\nFirst bite.\n\nSecond bite.");
  expect(textOf(room.post(1))).toContain("Question q1?");
});

test("a week is told in numbers: shares and the weak spot only from five people on, and no name", async () => {
  const room = await timedRoom(demo);
  const grace = room.person("Grace", manager);
  await grace.type("schedule add", { kind: "quiz", time: "10:00", zone: "UTC" });
  await grace.type("schedule add", { kind: "summary", time: "17:00", days: "daily", zone: "UTC" });
  await room.passes({ hours: 1 });
  const question = room.post(0);
  for (const name of ["Ada", "Bea", "Cem", "Dot"]) await room.person(name).press("A", question);
  await room.passes({ hours: 7 });
  const few = textOf(room.post(1));
  expect(few).toContain("4 people learned");
  expect(few).toContain("4 questions answered");
  expect(few).not.toContain("%");
  expect(few).not.toContain("Worth another look");
  await room.person("Eve").press("B", question);
  await room.passes(day);
  const summary = textOf(room.post(-1));
  expect(summary).toContain("5 people learned");
  expect(summary).toContain("5 questions answered, 20 % right");
  expect(summary).toContain("Worth another look:\n\nQuestion q1?");
  expect(summary).toContain("Next here: Daily quiz, Wed 25 Nov, 10:00 UTC");
  expect(summary).not.toMatch(/Ada|Bea|Cem|Dot|Eve/);
});
