import { describe, expect, test } from "vitest";
import { budget } from "../../src/course/markdown/budget.ts";
import { chapterOf, courseYaml, errorsOf, folderOf, problems, readChapter } from "./author.ts";

describe("S56: no address is ever fetched: pictures are files, and only these links are shown", () => {
  test.each([
    "http://169.254.169.254/a.png",
    "http://localhost/a.png",
    "http://[::1]/a.png",
    "http://2130706433/a.png",
    "https://example.org/a.png",
  ])("the picture %s", async (url) => {
    const folder = await folderOf({ "course.yaml": courseYaml("01-a.md"), "01-a.md": chapterOf(`![A box](${url})`) });
    expect((await errorsOf(folder)).join()).toContain("is not a file of this course.");
  });

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "vbscript:x",
    "//example.org",
    "ftp://example.org/",
  ])("the link %s", (url) => {
    expect(problems(chapterOf(`See [it](${url}).`)).join()).toMatch(/error The link to .* leads nowhere from a chat\./);
  });
});

describe("S58: no text of an author is run as a pattern, and none is dear to read", () => {
  test("a pattern in place of an answer is only text", () => {
    const { chapter } = readChapter(chapterOf(":::check{#a}\nWhat?\n\nanswer: (a+)+$ | .*\n:::"));
    expect(chapter.bites[0]?.check).toMatchObject({ kind: "text", accepted: ["(a+)+$", ".*"] });
  });

  // Each took from seconds to minutes, or the stack, before budget.ts: a test that hangs here has lost its budget.
  test.each([
    "_a*",
    "> ",
    "1. ",
    "+ ",
    "- ",
    "[",
    "](",
    "**a",
    "`a",
    "![",
    "<",
    "| a |\n|-|\n",
    ":::a\n",
    "a\n",
    "&#1;",
    "\\",
  ])("60 KiB of %j, in one run and in many", (mark) => {
    const run = mark.repeat(Math.floor(7_900 / mark.length));
    for (const body of [mark.repeat(60_000 / mark.length), Array.from({ length: 7 }, () => run).join("\n\n")]) {
      const { faults } = readChapter(chapterOf(body));
      expect(faults.filter((fault) => fault.severity === "error")).not.toEqual([]);
    }
  });

  test("a chapter beyond its size is refused unparsed", async () => {
    const text = chapterOf(...Array.from({ length: 7_000 }, () => "Words."));
    expect(Buffer.byteLength(text)).toBeGreaterThan(budget.chapterBytes);
    expect(problems(text)).toEqual(["1:1 error The chapter is larger than 64 KiB."]);
    const folder = await folderOf({ "course.yaml": courseYaml("01-a.md"), "01-a.md": text });
    expect((await errorsOf(folder)).join()).toMatch(
      /^course\.yaml:4:5 error 01-a\.md has \d+ bytes; at most 65536 are read\.$/,
    );
  });
});

test("S25: a mention in a course is plain text, and its author is warned", () => {
  const { chapter, faults } = readChapter(chapterOf("Hello @everyone."));
  expect(chapter.bites[0]?.blocks).toEqual([{ kind: "text", text: [{ kind: "plain", text: "Hello @everyone." }] }]);
  expect(faults.map((fault) => fault.severity)).toEqual(["warning"]);
});
