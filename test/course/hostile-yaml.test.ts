import { describe, expect, test } from "vitest";
import { chapterOf, courseYaml, errorsOf, folderOf, problems } from "./author.ts";

const laughs = [
  "a: &a [x,x,x,x,x,x,x,x,x]",
  ...[..."bcdefghi"].map((name, index) => `${name}: &${name} [${`*${"abcdefgh"[index]},`.repeat(9)}]`),
];

describe("S53: YAML that would fill the memory, run a constructor or hide a key is refused with file and line", () => {
  test.each<readonly [string, string, string]>([
    ["a billion laughs", laughs.join("\n"), 'course.yaml:1:4 error "&a" is an anchor, which is not read.'],
    ["an alias", "id: course\ntitle: *id", 'course.yaml:2:8 error "*id" is an alias, which is not read.'],
    [
      "50 MB",
      `id: course\ntitle: ${"a".repeat(50_000_000)}`,
      "course.yaml:1:1 error course.yaml has 50000018 bytes; at most 32768 are read.",
    ],
    [
      "more than is read",
      `title: ${"a".repeat(20_000)}`,
      "course.yaml:1:1 error There are more than 8192 characters of YAML.",
    ],
    ["8,000 brackets", `id: x\ntitle: ${"[".repeat(8_000)}`, "course.yaml:2:12 error This nests deeper than 4 levels."],
    ["2,000 braces", `title: ${"{a: ".repeat(2_000)}`, "course.yaml:1:24 error This nests deeper than 4 levels."],
    ["4,000 dashes", "- ".repeat(4_000), "course.yaml:1:9 error This nests deeper than 4 levels."],
    ["4,000 question marks", "? ".repeat(4_000), "course.yaml:1:9 error This nests deeper than 4 levels."],
    [
      "120 levels of indentation",
      Array.from({ length: 120 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
      'course.yaml:1:1 error Unknown key "a".',
    ],
    [
      "__proto__",
      `${courseYaml("01-a.md")}__proto__: {admin: true}\n`,
      'course.yaml:5:1 error Unknown key "__proto__".',
    ],
    [
      "constructor",
      `${courseYaml("01-a.md")}constructor: {prototype: {admin: true}}\n`,
      'course.yaml:5:1 error Unknown key "constructor".',
    ],
    [
      "a function",
      'id: !!js/function "function () {}"',
      'course.yaml:1:5 error "!!js/function" is an explicit type, which is not read.',
    ],
    ["a key twice", "id: a\nid: b", "course.yaml:2:1 error Map keys must be unique."],
    [
      "1,900 keys",
      Array.from({ length: 1_900 }, (_, n) => `${n.toString(36)}:`).join("\n"),
      'course.yaml:1:1 error Unknown key "0".',
    ],
    ["a merge key", "id: a\n<<: {title: b}", 'course.yaml:2:1 error Unknown key "<<".'],
    [
      "two documents",
      "id: a\n---\nid: b",
      "course.yaml:2:1 error Source contains multiple documents; please use YAML.parseAllDocuments().",
    ],
    ["a key that is a list", "? [a]\n: b", "course.yaml:1:3 error With stringKeys, all keys must be strings."],
  ])("%s", async (_what, yaml, said) => {
    const folder = await folderOf({ "course.yaml": yaml, "01-a.md": chapterOf("A.") });
    expect(await errorsOf(folder)).toContain(said);
    expect(Object.prototype).not.toHaveProperty("admin");
  });

  test("the same holds for a chapter's front matter", () => {
    expect(problems(`---\n${laughs.join("\n")}\n---\n\nHello.\n`)).toEqual([
      '2:4 error "&a" is an anchor, which is not read.',
    ]);
  });
});

describe("S60: what the format does not know is an error with file and line", () => {
  const list = (length: number) =>
    Array.from({ length }, (_, n) => `- [${n === 0 ? "x" : " "}] Choice ${n}\n  > Yes.`).join("\n");
  const ask = (head: string, choices: string) => chapterOf(`:::check{${head}}\nWhat?\n\n${choices}\n:::`);

  test.each<readonly [string, string, string]>([
    ["an unknown key", courseYaml("01-a.md").replace("title", "titel"), '2:1 error Unknown key "titel".'],
    ["a number for a title", courseYaml("01-a.md").replace("A course", "12"), '2:8 error `title` is "12".'],
    ["a text for the chapters", "id: a\ntitle: b\nchapters: 01-a.md", '3:11 error `chapters` is "01-a.md".'],
    ["no chapters", "id: a\ntitle: b\nchapters: []", '3:11 error `chapters` is "[]".'],
    ["a list in place of it all", "- id: a", '1:1 error "[{"id":"a"}]" is not what belongs here.'],
    ["nothing", "", '1:1 error "null" is not what belongs here.'],
    [
      "a title that turns the text around",
      'id: a\ntitle: "a\\u0007"\nchapters: [01-a.md]',
      '2:8 error `title` is "a ".',
    ],
  ])("in course.yaml: %s", async (_what, yaml, said) => {
    const folder = await folderOf({ "course.yaml": yaml, "01-a.md": chapterOf("A.") });
    expect(await errorsOf(folder)).toContain(`course.yaml:${said}`);
  });

  test("one choice, and thirty", () => {
    expect(problems(ask("#a", list(1)))).toEqual(["8:1 error The question has 1 choice."]);
    expect(problems(ask("#a", list(30)))).toEqual(["8:1 error The question has 30 choices."]);
    expect(problems(ask("#a", list(10)))).toEqual([]);
  });

  test("an attribute that is not known, such as the number of the right answer", () => {
    expect(problems(ask("#a answer=9", list(4)))).toEqual(['8:1 error :::check has the unknown attribute "answer".']);
  });
});
