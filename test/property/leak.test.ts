import fc from "fast-check";
import { expect, test } from "vitest";
import { bite, chapter, choiceCheck, course, mythCheck } from "../rooms/courses.ts";
import { studyRoom } from "../rooms/study-room.ts";
import { timedRoom } from "../rooms/timed-room.ts";

/** What leaves the tutor before the answer, with random ids replaced by the order of their appearance. */
async function shownBefore(check: Parameters<typeof bite>[1], seed: number): Promise<string> {
  const room = await studyRoom(course(chapter("one", [bite("Read this.", check)])), seed);
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  return anonymous([page.message, page.to]);
}

/** What a whole channel is shown before anybody has answered, and after one answer. */
async function askedEverybody(check: Parameters<typeof bite>[1], seed: number, press?: string): Promise<string> {
  const room = await timedRoom(course(chapter("one", [bite("Read this.", check)])), seed);
  const grace = room.person("Grace", { mayManage: true });
  await grace.type("schedule add", { kind: "quiz", time: "10:00", zone: "UTC" });
  await room.passes({ hours: 1 });
  if (press !== undefined) await room.person("Ada").press(press, room.post(0));
  return anonymous(room.posts.map(({ message, ref }) => [message, ref.channel]));
}

function anonymous(shown: unknown): string {
  const ids = new Map<string, string>();
  return JSON.stringify(shown).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => {
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

test("a question to everybody is byte-identical whichever choice is right, and so it stays after answers (S15, S19)", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 10 }), fc.nat(), fc.nat(9), fc.nat(9), async (of, seed, one, other) => {
      const [first, second] = [
        choiceCheck("q", { right: [one % of], of }),
        choiceCheck("q", { right: [other % of], of }),
      ];
      expect(await askedEverybody(first, seed)).toBe(await askedEverybody(second, seed));
      expect(await askedEverybody(first, seed, "A")).toBe(await askedEverybody(second, seed, "A"));
    }),
    { numRuns: 10 },
  );
});
