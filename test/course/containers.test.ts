import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { faultsOf } from "../../src/chat/limits.ts";
import { plainInlines, plainText } from "../../src/chat/plain.ts";
import { loadCourse } from "../../src/course/load.ts";
import type { Check, Course } from "../../src/course/model.ts";

const folder = join(import.meta.dirname, "../../content/containers");

async function shipped(): Promise<Course> {
  const { course } = await loadCourse(folder);
  if (!course) throw new Error("the shipped course has errors");
  return course;
}

async function checksOf<Kind extends Check["kind"]>(kind: Kind) {
  const [chapter] = (await shipped()).chapters;
  const checks = chapter?.bites.flatMap((bite) => (bite.check ? [bite.check] : [])) ?? [];
  return checks.filter((check): check is Extract<Check, { kind: Kind }> => check.kind === kind);
}

test("the shipped course has nothing an author would be told of", async () => {
  expect((await loadCourse(folder)).faults).toEqual([]);
});

test("a learner reads fourteen bites, each with a heading and short enough for one go", async () => {
  const [chapter, ...others] = (await shipped()).chapters;
  expect(others).toEqual([]);
  expect(chapter?.title).toBe("One Container Is Easy; Hundreds Is Not");
  expect(chapter?.bites).toHaveLength(14);
  for (const { blocks, check } of chapter?.bites ?? []) {
    expect(blocks[0]?.kind).toBe("heading");
    expect(plainText([...blocks, ...(check?.question ?? [])]).length).toBeLessThanOrEqual(600);
    expect(faultsOf({ blocks })).toEqual([]);
  }
});

test("the parts come in the order in which they are taught", async () => {
  const [chapter] = (await shipped()).chapters;
  const kinds = chapter?.bites.map((bite) => bite.check?.kind ?? "read");
  expect(kinds).toEqual([...Array(6).fill("read"), ...Array(4).fill("myth"), "read", ...Array(3).fill("choice")]);
});

test.each([
  [0, ["Sam", "Pageturn", "one server", "Maya"]],
  [1, ["capacity", "ten times"]],
  [2, ["survival", "single point of failure", "five copies", "other four"]],
  [3, ["placement", "Health-watching", "Restarting", "Updating", "2am", "Maya"]],
  [4, ["hundred copies", "few dozen servers", "dashboards", "sleep", "Chapter 2", "machine"]],
  [5, ["Keep five copies of Pageturn running", "orchestrator", "orchestration", "next topic"]],
  [10, ["Kubernetes", "Scaling", "orchestration", "failure"]],
])("bite %i says what it is there to say", async (index, words) => {
  const [chapter] = (await shipped()).chapters;
  const text = plainText(chapter?.bites[index]?.blocks ?? []);
  for (const word of words) expect(text).toContain(word);
});

test("four myths, all of them false, each with its reason", async () => {
  const myths = await checksOf("myth");
  expect(myths.map((myth) => myth.isTrue)).toEqual([false, false, false, false]);
  for (const { reason } of myths) expect(plainInlines(reason)).not.toBe("");
});

describe("the knowledge check", () => {
  test("has three questions of four choices, with the right ones second, third and fourth", async () => {
    const checks = await checksOf("choice");
    expect(checks.map(({ choices }) => choices.map(({ right }) => (right ? "x" : " ")).join(""))).toEqual([
      " x  ",
      "  x ",
      "   x",
    ]);
  });

  test("gives a reason for every choice and a misconception for every wrong one", async () => {
    for (const { choices } of await checksOf("choice")) {
      for (const { right, reason, tag } of choices) {
        expect(plainInlines(reason ?? [])).not.toBe("");
        expect(tag === undefined).toBe(right);
      }
    }
  });

  test("does not give the right choice away by its length", async () => {
    for (const { choices } of await checksOf("choice")) {
      const lengths = choices.map(({ text }) => plainInlines(text).length);
      const right = choices.findIndex((choice) => choice.right);
      expect(lengths[right]).toBeLessThan(Math.max(...lengths));
    }
  });
});
