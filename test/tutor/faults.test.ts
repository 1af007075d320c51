import { expect, test } from "vitest";
import { bite, chapter, choiceCheck, course } from "../rooms/courses.ts";
import { actionOf, studyRoom, textOf } from "../rooms/study-room.ts";

const demo = course(chapter("one", [bite("Read.", choiceCheck("q1", { right: [0], fixed: true }))]));

test("a full disk confirms nothing: the learner hears so, and the same press counts once there is room (F40)", async () => {
  const room = await studyRoom(demo);
  const class100 = await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      const learner = room.person(`Learner ${index}`);
      return { learner, page: await learner.type("learn") };
    }),
  );
  await room.restart({ maxPages: 1 });
  for (const { learner, page } of class100) {
    const outgoing = await learner.pressId(actionOf(page, "A"), page.ref);
    if (outgoing.some((one) => one.kind === "update")) continue;
    expect(outgoing).toMatchObject([{ kind: "reply", to: "me" }]);
    expect(JSON.stringify(outgoing)).toContain("I could not save that just now");
    expect(room.faults.at(-1)).toMatch(/NotSaved/);
    await room.restart();
    await learner.press("A", page);
    expect(textOf(page)).toContain("✓ Right.");
    return;
  }
  throw new Error("the disk never filled");
});

test("a fault inside is a sentence with a reference to quote, and the operator gets the same reference (F48)", async () => {
  const room = await studyRoom(demo);
  await room.pullThePlug();
  const outgoing = await room.person("Ada").type("learn");
  expect(room.faults).toHaveLength(1);
  expect(textOf(outgoing)).toContain("Something went wrong on my side");
  expect(textOf(outgoing)).toContain(room.references[0]);
  expect(textOf(outgoing)).not.toMatch(/database|sqlite/i);
});
