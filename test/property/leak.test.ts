import fc from "fast-check";
import { expect, test } from "vitest";
import { bite, chapter, choiceCheck, course, mythCheck } from "../core/courses.ts";
import { studyRoom } from "../core/study-room.ts";

/** What leaves the tutor before the answer, with random ids replaced by the order of their appearance. */
async function shownBefore(check: Parameters<typeof bite>[1], seed: number): Promise<string> {
  const room = await studyRoom(course(chapter("one", [bite("Read this.", check)])), seed);
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  const ids = new Map<string, string>();
  return JSON.stringify([page.message, page.to]).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => {
    ids.set(id, ids.get(id) ?? `id-${ids.size}`);
    return ids.get(id) ?? "";
  });
}

test("what is shown before the answer is byte-identical whichever choice is right (S15, S17, S20, S22)", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 10 }), fc.nat(), fc.nat(9), fc.nat(9), async (of, seed, one, other) => {
      const [first, second] = [one % of, other % of];
      expect(await shownBefore(choiceCheck("q", { right: [first], of }), seed)).toBe(
        await shownBefore(choiceCheck("q", { right: [second], of }), seed),
      );
    }),
    { numRuns: 25 },
  );
});

test("a choose-all question shows the same whatever and however many are right", async () => {
  const [one, other] = [choiceCheck("q", { right: [0, 1] }), choiceCheck("q", { right: [1, 2, 3] })];
  expect(await shownBefore(one, 7)).toBe(await shownBefore(other, 7));
});

test("a myth shows the same whether it is true or false", async () => {
  expect(await shownBefore(mythCheck("m", true), 7)).toBe(await shownBefore(mythCheck("m", false), 7));
});
