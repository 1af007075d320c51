import fc from "fast-check";
import { expect, test } from "vitest";
import { retrievability } from "../../src/study/memory/review.ts";
import { weakestCheck } from "../../src/study/place-question/choose.ts";
import type { PlaceStudy } from "../../src/study/place-question/question.ts";
import { bite, chapter, choiceCheck, course } from "../rooms/courses.ts";

const day = 86_400_000;
const at = Date.UTC(2026, 10, 23, 9);

const question = (id: string) => bite("", choiceCheck(id, { right: [0] }));
const demo = course(
  chapter("one", [question("a"), question("b"), question("c")]),
  chapter("two", [question("d"), question("e")]),
  chapter("three", [question("f")]),
);
const study = (changed: Partial<PlaceStudy> = {}): PlaceStudy => ({
  learners: 0,
  chapters: [],
  reviews: [],
  asked: [],
  ...changed,
});
const review = (check: string, stability: number, daysAgo: number) => ({
  check: `demo/${check}`,
  stability,
  lastReview: at - daysAgo * day,
});
const chosen = (of: PlaceStudy, taught: readonly string[] = []) => weakestCheck(demo, of, taught, at)?.id;

test("with nobody yet, it comes from the first chapter; a chapter that asks nothing is passed over", () => {
  expect(chosen(study())).toBe("a");
  const reading = course(chapter("zero", [bite("Only text.")]), ...demo.chapters);
  expect(weakestCheck(reading, study(), [], at)?.id).toBe("a");
  expect(weakestCheck(course(chapter("zero", [bite("Only text.")])), study(), [], at)).toBeUndefined();
});

test("what is remembered least comes first, and what nobody answered is remembered by nobody", () => {
  const reviews = [review("a", 10, 1), review("b", 10, 9), review("c", 10, 4)];
  expect(chosen(study({ learners: 1, reviews }))).toBe("b");
  expect(chosen(study({ learners: 1, reviews: reviews.slice(0, 2) }))).toBe("c");
  // Two of three do not know "a" at all.
  const some = [...reviews, review("b", 10, 9), review("b", 10, 9), review("c", 10, 4), review("c", 10, 4)];
  expect(chosen(study({ learners: 3, reviews: some }))).toBe("a");
});

test("a chapter opens when somebody has read in it, or it was posted here", () => {
  const reviews = ["a", "b", "c"].map((id) => review(id, 100, 0));
  expect(chosen(study({ learners: 1, reviews }))).toBe("a");
  expect(chosen(study({ learners: 1, reviews, chapters: ["demo/two"] }))).toBe("d");
  expect(chosen(study({ learners: 1, reviews }), ["demo/three"])).toBe("f");
});

const key = fc.constantFrom("a", "b", "c", "d", "e", "f");
const anyStudy = fc.record({
  learners: fc.integer({ min: 1, max: 5 }),
  chapters: fc.subarray(["demo/one", "demo/two", "demo/three"]),
  reviews: fc.array(
    fc.tuple(key, fc.double({ min: 0.1, max: 1000, noNaN: true }), fc.nat(60)).map((of) => review(...of)),
    { maxLength: 20 },
  ),
  asked: fc.uniqueArray(
    fc.tuple(key, fc.nat(9)).map(([check, ago]) => ({ check: `demo/${check}`, at: at - ago * day })),
    { selector: ({ check }) => check },
  ),
});

test("never the same within ten days while others are left; then the one asked longest ago", () => {
  fc.assert(
    fc.property(anyStudy, (one) => {
      const check = weakestCheck(demo, one, [], at);
      if (!check) throw new Error("nothing to ask");
      const reached = new Set(
        demo.chapters
          .filter(({ key: of, bites }) => {
            const answered = bites.some((each) => one.reviews.some((each2) => each2.check === each.check?.key));
            return one.chapters.includes(of) || answered;
          })
          .flatMap(({ bites }) => bites.map((each) => each.check?.key)),
      );
      if (reached.size > 0) expect([...reached]).toContain(check.key);
      const pool = reached.size > 0 ? [...reached] : ["demo/a", "demo/b", "demo/c"];
      const asked = new Map(one.asked.map((each) => [each.check, each.at]));
      const fresh = pool.filter((each) => !asked.has(each ?? ""));
      if (fresh.length > 0) {
        expect(fresh).toContain(check.key);
        const memory = (of = "") =>
          one.reviews.filter((each) => each.check === of).reduce((sum, each) => sum + retrievability(each, at), 0);
        for (const each of fresh) expect(memory(check.key)).toBeLessThanOrEqual(memory(each));
      } else {
        for (const each of pool) expect(asked.get(check.key)).toBeLessThanOrEqual(asked.get(each ?? "") ?? 0);
      }
    }),
    { numRuns: 300 },
  );
});
