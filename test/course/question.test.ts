import { describe, expect, test } from "vitest";
import { chapterOf, checkIn, problems } from "./author.ts";

const text = (value: string) => [{ kind: "plain", text: value }];
const asked = (...lines: readonly string[]) => [":::check{#sky}", "What colour?", "", ...lines, ":::"].join("\n");
const versionOf = (bite: string) => checkIn(bite).version;

describe("a question with choices", () => {
  const bite = asked("- [ ] Red {tag=red}", "  > Too warm.", "- [x] Blue", "", "  > Just so.");

  test("knows its choices, the right one, the reasons and the tags", () => {
    expect(checkIn(bite)).toMatchObject({
      id: "sky",
      key: "course/sky",
      kind: "choice",
      question: [{ kind: "text", text: text("What colour?") }],
      choices: [
        { text: text("Red"), right: false, reason: text("Too warm."), tag: "red" },
        { text: text("Blue"), right: true, reason: text("Just so.") },
      ],
      many: false,
      fixed: false,
    });
  });

  test("asks for all right ones when several are marked", () => {
    expect(checkIn(asked("- [x] Blue", "- [x] Grey", "- [ ] Red"))).toMatchObject({ many: true });
  });

  test("keeps its order when the author says so", () => {
    expect(checkIn(bite.replace("#sky", "#sky fixed"))).toMatchObject({ fixed: true });
  });

  test("may hold more than a sentence, a list of its own included", () => {
    const check = checkIn(asked("- warm", "- cold", "", "Choose:", "", "- [x] Blue", "- [ ] Red"));
    expect(check.question.map((block) => block.kind)).toEqual(["text", "list", "text"]);
    expect(check).toMatchObject({ choices: [{ right: true }, { right: false }] });
  });

  test("shows braces that stand in code or inside the text", () => {
    const check = checkIn(asked("- [x] Use `{tag=x}`", "- [ ] The set {a} and more {tag=set}"));
    expect(check).toMatchObject({
      choices: [
        { text: [...text("Use "), { kind: "mono", text: "{tag=x}" }] },
        { text: text("The set {a} and more"), tag: "set" },
      ],
    });
  });

  test("takes a tag from a choice that is wrapped over two lines", () => {
    expect(checkIn(asked("- [x] Blue", "- [ ] Red as a", "  rose {tag=red}"))).toMatchObject({
      choices: [{}, { text: text("Red as a rose"), tag: "red" }],
    });
  });
});

describe("a written answer", () => {
  test.each([
    ["answer: orchestrator | an orchestrator", { kind: "text", accepted: ["orchestrator", "an orchestrator"] }],
    ["Answer:   *bold* | a_b ", { kind: "text", accepted: ["*bold*", "a_b"] }],
    ["answer: 127.0.0.1", { kind: "text", accepted: ["127.0.0.1"] }],
    ["answer: 5-10", { kind: "text", accepted: ["5-10"] }],
    ["answer: (a+)+$", { kind: "text", accepted: ["(a+)+$"] }],
    ["answer: 42", { kind: "number", value: 42, tolerance: 0 }],
    ["answer: -1.5", { kind: "number", value: -1.5, tolerance: 0 }],
    ["answer: 42 ± 0.5", { kind: "number", value: 42, tolerance: 0.5 }],
    ["answer: 42 +/- 0.5", { kind: "number", value: 42, tolerance: 0.5 }],
  ])("%s", (line, wanted) => {
    expect(checkIn(asked(line, "> Because."))).toMatchObject({ ...wanted, reason: text("Because.") });
  });

  test.each([
    "answer: 0,5",
    "answer: 1 000",
    "answer: 42 ± x",
    "answer: 42 ± -1",
    "answer: 1 ± 2 ± 3",
    `answer: ${"9".repeat(400)}`,
  ])("that could be misread as a number is refused: %s", (line) => {
    expect(problems(chapterOf(asked(line))).join()).toMatch(/error .* is not a number that can be read/);
  });

  test("needs no reason", () => {
    expect(checkIn(asked("answer: 3"))).not.toHaveProperty("reason");
  });
});

describe("a myth", () => {
  const myth = (head: string) => [`:::myth${head}`, "The sky is green.", "", "> It is blue.", ":::"].join("\n");

  test("is false unless the author says otherwise, and is its own misconception", () => {
    expect(checkIn(myth("{#green-sky}"))).toMatchObject({
      kind: "myth",
      isTrue: false,
      question: [{ kind: "text", text: text("The sky is green.") }],
      reason: text("It is blue."),
      tag: "green-sky",
    });
  });

  test("may be true, and may share a tag", () => {
    expect(checkIn(myth("{#green-sky true tag=colours}"))).toMatchObject({ isTrue: true, tag: "colours" });
  });
});

describe("a question's version", () => {
  const bite = asked("- [ ] Red {tag=red}", "  > Too warm.", "- [x] Blue", "  > Just so.");

  test.each([
    ["stands lower in the file", `Some words first.\n\n${bite}`],
    ["is wrapped otherwise", bite.replace("Too warm.", "Too\n    warm.")],
    ["has other tags", bite.replace("{tag=red}", "{tag=warm}")],
    ["is no longer shuffled", bite.replace("#sky", "#sky fixed")],
  ])("stays when it %s", (_what, changed) => {
    expect(versionOf(changed)).toBe(versionOf(bite));
  });

  test.each([
    ["the question is worded anew", bite.replace("What colour?", "Which colour?")],
    ["a choice is worded anew", bite.replace("Red", "Rose")],
    ["a reason is worded anew", bite.replace("Too warm.", "Too hot.")],
    ["another choice is right", bite.replace("[ ]", "[x]")],
    ["the choices change places", asked("- [x] Blue", "  > Just so.", "- [ ] Red {tag=red}", "  > Too warm.")],
  ])("is another when %s", (_what, changed) => {
    expect(versionOf(changed)).not.toBe(versionOf(bite));
  });

  test("is another when a myth turns true, a number gets a tolerance or an answer a new spelling", () => {
    const myth = ":::myth{#a}\nIt is.\n\n> Well.\n:::";
    expect(versionOf(myth.replace("#a", "#a true"))).not.toBe(versionOf(myth));
    expect(versionOf(asked("answer: 4 ± 1"))).not.toBe(versionOf(asked("answer: 4")));
    expect(versionOf(asked("answer: four | 4th"))).not.toBe(versionOf(asked("answer: four")));
  });
});
