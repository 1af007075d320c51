import { expect, test } from "vitest";
import { bite, chapter, choiceCheck, course } from "../rooms/courses.ts";
import { actionOf, studyRoom, textOf } from "../rooms/study-room.ts";

const demo = course(chapter("one", [bite("Read.", choiceCheck("q1", { right: [0], fixed: true })), bite("End.")]));

function exported(message: { readonly blocks: readonly { readonly kind: string }[] }) {
  const file = message.blocks.find((block) => block.kind === "file");
  return file && "content" in file ? JSON.parse(String(file.content)) : undefined;
}

test("a stranger hears that nothing is kept, and looking leaves no trace", async () => {
  const room = await studyRoom(demo);
  const bea = room.person("Bea");
  for (const wish of ["show", "export", "delete"]) {
    expect(textOf(await bea.type("privacy", { do: wish }))).toBe("I keep nothing about you.");
  }
  await bea.type("help");
  await bea.type("progress");
  await bea.type("quiz");
  expect(await room.context.store.findLearner({ platform: "test", tenant: "t1", person: "bea" })).toBeUndefined();
});

test("the copy holds everything about the person who asked, and nothing of anybody else (S71)", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("B", page);
  const hers = await room.person("Bea").type("learn");
  await room.person("Bea").pressId(actionOf(hers, "A"), hers.ref);
  const copy = await ada.type("privacy", { do: "export" });
  expect(copy.to).toBe("me");
  const data = exported(copy.message);
  expect(data.answers).toHaveLength(1);
  expect(data.reviews).toHaveLength(1);
  expect(JSON.stringify(data)).not.toContain("bea");
  expect(data.exportedAt).toBe("2026-11-23T09:00:00Z");
});

test("deletion asks first, happens once however often it is pressed, and later presses bring nothing back (S72)", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("B", page);
  const shown = await ada.type("privacy");
  await ada.press("Delete everything", shown);
  expect(textOf(shown)).toContain("Shall I delete everything");
  const yes = actionOf(shown, "Yes, delete it all");
  const [first, second] = [await ada.pressId(yes, shown.ref), await ada.pressId(yes, shown.ref)];
  expect(JSON.stringify(first)).toContain("I keep nothing about you any more");
  expect(JSON.stringify(second)).toContain("I keep nothing about you.");
  await ada.pressId(actionOf(page, "Continue"), page.ref);
  expect(await room.context.store.findLearner({ platform: "test", tenant: "t1", person: "ada" })).toBeUndefined();
  expect(textOf(await ada.type("progress"))).toContain("Nothing yet");
});

test("keeping it keeps it", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  await ada.type("learn");
  const shown = await ada.type("privacy", { do: "delete" });
  await ada.press("No, keep it", shown);
  expect(textOf(shown)).toBe("Nothing was deleted.");
  expect(textOf(await ada.type("progress"))).toContain("page 1 of 2");
});

test("nobody can export or delete somebody else by their button (S41)", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  await ada.type("learn");
  const shown = await ada.type("privacy", { do: "delete" });
  const bea = room.person("Bea");
  await bea.type("learn");
  expect(JSON.stringify(await bea.pressId(actionOf(shown, "Yes, delete it all"), shown.ref))).toContain(
    "belongs to somebody else",
  );
  for (const who of [ada, bea]) expect(textOf(await who.type("progress"))).toContain("page 1 of 2");
});
