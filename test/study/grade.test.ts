import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plain } from "../../src/chat/message.ts";
import type { Check } from "../../src/course/model.ts";
import { grade, readNumber } from "../../src/study/grade.ts";

const base = { id: "x", key: "c/x", version: "v", question: [] };
const choice = (rights: readonly boolean[]): Check => ({
  ...base,
  kind: "choice",
  fixed: false,
  many: rights.filter(Boolean).length > 1,
  choices: rights.map((right, index) => ({
    text: plain(String(index)),
    right,
    ...(right ? {} : { tag: `tag-${index}` }),
  })),
});
const text = (...accepted: string[]): Check => ({ ...base, kind: "text", accepted });
const number = (value: number, tolerance: number): Check => ({ ...base, kind: "number", value, tolerance });
const written = (answer: string) => ({ kind: "written", text: answer }) as const;

describe("a choice", () => {
  test("is right exactly when what was taken is what is right, and a wrong one names its misconception", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 2, maxLength: 10 }), fc.array(fc.nat(9)), (rights, taken) => {
        const choices = [...new Set(taken.filter((index) => index < rights.length))];
        const result = grade(choice(rights), { kind: "choices", choices });
        expect(result.right).toBe(rights.every((right, index) => right === choices.includes(index)));
        expect(new Set(result.tags)).toEqual(
          new Set(choices.filter((index) => !rights[index]).map((index) => `tag-${index}`)),
        );
      }),
    );
  });

  test("is never right for a learner who says they don't know, and shows no misconception", () => {
    expect(grade(choice([true, false]), { kind: "unsure" })).toEqual({ right: false, tags: [] });
  });
});

describe("a myth", () => {
  const myth: Check = { ...base, kind: "myth", isTrue: false, reason: plain("No."), tag: "speed" };
  test("called false is right", () => {
    expect(grade(myth, { kind: "choices", choices: [1] })).toEqual({ right: true, tags: [] });
  });
  test("called true shows the misconception", () => {
    expect(grade(myth, { kind: "choices", choices: [0] })).toEqual({ right: false, tags: ["speed"] });
  });
});

describe("a written answer", () => {
  test.each(["orchestrator", "  Orchestrator. ", "ORCHESTRATION", "ｏｒｃｈｅｓｔｒａｔｏｒ", "Orchestration!"])(
    "%j is taken for what it means",
    (answer) => expect(grade(text("orchestrator", "orchestration"), written(answer)).right).toBe(true),
  );
  test.each(["", "an orchestra", "orchestrators of things", "orchestrator | orchestration"])("%j is not", (answer) =>
    expect(grade(text("orchestrator", "orchestration"), written(answer)).right).toBe(false),
  );
  test("of 50,000 hostile characters is judged and never hangs (S58)", () => {
    expect(grade(text("a"), written(`${"a.".repeat(25_000)}!x`)).right).toBe(false);
  });
});

describe("a number", () => {
  test.each([
    ["42", 42, 0, true],
    ["42,4", 42, 0.5, true],
    ["42.5", 42, 0.5, true],
    ["0.3", 0.1 + 0.2, 0, true],
    ["42.51", 42, 0.5, false],
    ["−3", -3, 0, true],
    ["+7", 7, 0, true],
    [".5", 0.5, 0, true],
    ["1e3", 1000, 0, false],
    ["Infinity", 5, 1000, false],
    ["0x2a", 42, 0, false],
    ["forty-two", 42, 0, false],
    ["1,000,000", 1, 0, false],
  ])("%j for %d ± %d", (answer, value, tolerance, right) => {
    expect(grade(number(value, tolerance), written(answer)).right).toBe(right);
  });

  test("that a person writes plainly is read as what it is", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.nat(999), (whole, part) => {
        expect(readNumber(`${whole}.${part}`)).toBe(Number(`${whole}.${part}`));
        expect(readNumber(`${whole},${part}`)).toBe(Number(`${whole}.${part}`));
      }),
    );
  });
});
