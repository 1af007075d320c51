import { expect, test } from "vitest";
import { bite, chapter, choiceCheck, course } from "../rooms/courses.ts";
import { labelsOf, type StudyRoom, studyRoom, textOf } from "../rooms/study-room.ts";

const checks = [1, 2, 3].map((index) => choiceCheck(`q${index}`, { right: [1], fixed: true }));
const demo = course(
  chapter(
    "one",
    checks.map((check) => bite("", check)),
  ),
);

/** Answers so many questions right, the others wrong. */
async function learn(room: StudyRoom, name: string, right: number, options = {}) {
  const visitor = room.person(name, options);
  const page = await visitor.type("learn");
  for (const [index] of checks.entries()) {
    await visitor.press(index < right ? "B" : "A", page);
    await visitor.press("Continue", page);
  }
  return visitor;
}

test("only those who joined are shown, equals share a place, and one sees one's own points (S75)", async () => {
  const room = await studyRoom(demo);
  const people = [await learn(room, "Ada", 3), await learn(room, "Bea", 2), await learn(room, "Cem", 2)];
  await learn(room, "Dot", 3);
  for (const one of people) {
    const board = await one.type("leaderboard week");
    expect(textOf(board)).toContain("Nobody sees that unless you join.");
    await one.press("Join, with my name", board);
  }
  const board = await people[2]?.type("leaderboard week");
  const text = board ? textOf(board) : "";
  expect(text).toContain("1. Ada: 3");
  expect(text).toContain("2. Bea: 2");
  expect(text).toContain("2. Cem: 2");
  expect(text).not.toContain("Dot");
  expect(text).toContain("You are at place 2, with 2 points.");
  expect(board?.to).toBe("me");
  await people[0]?.type("leaderboard month");
  await people[0]?.press("Leave");
  expect(textOf(people[0]?.seen.at(-1) ?? fail())).not.toContain("Ada: 3");
});

function fail(): never {
  throw new Error("nothing was shown");
}

test("another server, another channel and a direct conversation see nothing of it (S38)", async () => {
  const room = await studyRoom(demo);
  const ada = await learn(room, "Ada", 3);
  await ada.type("leaderboard week");
  await ada.press("Join, with my name");
  for (const options of [{ tenant: "t2" }, { channel: "elsewhere" }]) {
    const stranger = await learn(room, "Eve", 1, options);
    const board = textOf(await stranger.type("leaderboard week"));
    expect(board).toContain("Nobody who joined has points yet.");
    expect(board).not.toContain("Ada");
  }
  const alone = room.person("Ada", { direct: true, channel: "dm-ada" });
  expect(textOf(await alone.type("leaderboard week"))).toContain("A leaderboard belongs to a channel.");
});

test("a hostile name is text, and a long one is cut (S23)", async () => {
  const room = await studyRoom(demo);
  const eve = await learn(room, `@everyone <!channel> **${"x".repeat(90)}`, 3);
  await eve.type("leaderboard week");
  const board = await eve.press("Join, with my name");
  const [row] = board.message.blocks.filter((block) => block.kind === "text");
  expect(row?.text).toEqual([
    { kind: "plain", text: expect.stringMatching(/^1\. @everyone <!channel> \*\*x+…: 3 points$/) },
  ]);
  expect(labelsOf(board)).toEqual(["Leave", "This month"]);
});
