import { expect, test } from "vitest";
import { loadCourse } from "../../src/course/load.ts";
import type { Check, Course } from "../../src/course/model.ts";
import { labelsOf, type Shown, studyRoom, textOf, type Visitor } from "../rooms/study-room.ts";

const { course } = await loadCourse("content/containers");

function shipped(): Course {
  if (!course) throw new Error("the course has errors: npm run check");
  return course;
}

/** Answers whatever the page asks: right, or with a wrong choice. */
async function answer(ada: Visitor, page: Shown, check: Check, right: boolean): Promise<void> {
  if (check.kind === "myth") return void (await ada.press(check.isTrue === right ? "True" : "False", page));
  if (check.kind !== "choice") throw new Error(`no such check in this chapter: ${check.kind}`);
  const options = page.message.blocks.find((block) => block.kind === "options");
  if (options?.kind !== "options") throw new Error("no options");
  const wanted = check.choices.filter((choice) => choice.right === right).map((choice) => JSON.stringify(choice.text));
  const letter = options.options.find((option) => wanted.includes(JSON.stringify(option.text)))?.letter;
  await ada.press(letter ?? "", page);
}

async function read(ada: Visitor, wrong: readonly number[]): Promise<Shown> {
  const page = await ada.type("learn");
  let question = 0;
  for (const [index, bite] of (shipped().chapters[0]?.bites ?? []).entries()) {
    expect(textOf(page)).toContain(`${index + 1} of 14`);
    if (bite.check?.kind === "choice") question += 1;
    if (bite.check) await answer(ada, page, bite.check, !(bite.check.kind === "choice" && wrong.includes(question)));
    await ada.press(bite.check ? "Continue" : "Next", page);
  }
  return page;
}

test("a learner reads the whole chapter to the score, misses one, and retries only that", async () => {
  const room = await studyRoom(shipped());
  const ada = room.person("Ada");
  const page = await read(ada, [2]);
  expect(ada.seen).toHaveLength(1);
  expect(textOf(page)).toContain("You got 2 of 3 correct");
  await ada.press("Retry the one you missed", page);
  expect(labelsOf(page)).toEqual(["A", "B", "C", "D", "I don't know"]);
  const missed = shipped().chapters[0]?.bites.flatMap((bite) => (bite.check?.kind === "choice" ? [bite.check] : []))[1];
  if (missed) await answer(ada, page, missed, true);
  await ada.press("Continue", page);
  expect(textOf(page)).toContain("You got 1 of 1 correct");
  expect(room.faults).toEqual([]);
});

test("two learners in one channel go through it beside each other without touching", async () => {
  const room = await studyRoom(shipped());
  const [first, second] = await Promise.all([read(room.person("Ada"), []), read(room.person("Bea"), [1, 2, 3])]);
  expect(textOf(first)).toContain("You got 3 of 3 correct");
  expect(textOf(second)).toContain("You got 0 of 3 correct");
});

test("what was answered and read survives a restart in the middle", async () => {
  const room = await studyRoom(shipped());
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("Next", page);
  await room.restart();
  await ada.press("Next", page);
  expect(textOf(page)).toContain("3 of 14");
  await room.restart();
  expect(textOf(await ada.type("learn"))).toContain("3 of 14");
});
