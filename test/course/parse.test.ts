import { describe, expect, test } from "vitest";
import { plainText } from "../../src/chat/plain.ts";
import { chapterOf, problems, readChapter } from "./author.ts";

const blocksOf = (bite: string) => readChapter(chapterOf(bite)).chapter.bites[0]?.blocks;
const text = (value: string) => ({ kind: "plain", text: value });

test("an author's front matter names the chapter", () => {
  const { chapter } = readChapter(chapterOf("Hello."));
  expect(chapter).toMatchObject({ id: "first", key: "course/first", title: "First steps", objectives: ["Take one."] });
});

test("each --- begins a new bite", () => {
  const { chapter } = readChapter(chapterOf("One.", "Two.\n\nStill two.", "Three."));
  expect(chapter.bites.map((bite) => plainText(bite.blocks))).toEqual(["One.", "Two.\n\nStill two.", "Three."]);
});

test("a file from an editor that ends lines with CR and LF, or begins with a byte-order mark, reads the same", () => {
  const plain = chapterOf("## One\n\nText\non two lines.", "- a\n- b");
  expect(readChapter(plain.replaceAll("\n", "\r\n")).chapter).toEqual(readChapter(plain).chapter);
});

describe("a bite holds", () => {
  test("a heading and paragraphs, however their lines are wrapped", () => {
    expect(blocksOf("## Short\n\nOne line\nand the next.")).toEqual([
      { kind: "heading", text: [text("Short")] },
      { kind: "text", text: [text("One line and the next.")] },
    ]);
  });

  test("emphasis, strong words, code, links and line ends", () => {
    expect(blocksOf("*a* **b *c*** `d` [e](https://example.org/) f\\\ng")).toEqual([
      {
        kind: "text",
        text: [
          { kind: "emphasis", children: [text("a")] },
          text(" "),
          { kind: "strong", children: [text("b "), { kind: "emphasis", children: [text("c")] }] },
          text(" "),
          { kind: "mono", text: "d" },
          text(" "),
          { kind: "link", url: "https://example.org/", children: [text("e")] },
          text(" f"),
          { kind: "break" },
          text("g"),
        ],
      },
    ]);
  });

  test("lists with and without numbers", () => {
    expect(blocksOf("- a\n- b\n\n1. c\n2. d")).toEqual([
      { kind: "list", ordered: false, items: [[text("a")], [text("b")]] },
      { kind: "list", ordered: true, items: [[text("c")], [text("d")]] },
    ]);
  });

  test("a quote of two paragraphs", () => {
    expect(blocksOf("> One.\n>\n> Two.")).toEqual([
      { kind: "quote", text: [text("One."), { kind: "break" }, { kind: "break" }, text("Two.")] },
    ]);
  });

  test("code with and without its language", () => {
    expect(blocksOf("```sh\nls  -l\n```\n\n```\n:::check\n```")).toEqual([
      { kind: "code", code: "ls  -l", language: "sh" },
      { kind: "code", code: ":::check" },
    ]);
  });

  test("a table", () => {
    expect(blocksOf("| a | b |\n| - | - |\n| c | `d` |")).toEqual([
      {
        kind: "table",
        header: [[text("a")], [text("b")]],
        rows: [[[text("c")], [{ kind: "mono", text: "d" }]]],
      },
    ]);
  });

  test("a picture with its description", () => {
    expect(blocksOf("![Two boxes](pictures/boxes.png)")).toEqual([
      { kind: "picture", file: "pictures/boxes.png", alt: "Two boxes" },
    ]);
  });
});

test.each([
  "At 02:30 the copy died.",
  "Pull pageturn:latest and a:b.",
  "Well :smile or not",
  "::leaf is not a thing, nor ::leaf[x]{#y}",
  "It took ~5 servers and ~6 people.",
  "A ~rough~ figure",
  "Braces {like these} and {#id} stay",
  "[x] is no box here",
  "A [bracket] and a ^caret^ and a_snake_case",
  "2 * 3 * 4 < 30 & 5 > 4",
  "@everyone",
])("prose that resembles markup loses nothing: %s", (line) => {
  expect(plainText(blocksOf(line) ?? [])).toBe(line);
});

test("an author hears of every fault at once, from top to bottom", () => {
  expect(problems(chapterOf("<b>", "~~a~~\n\n[b](c)", ":::check\n:::"))).toEqual(
    [
      '8:1 error HTML is not shown: "<b>".',
      "12:1 error Struck-out text cannot be shown everywhere.",
      '14:1 error The link to "c" leads nowhere from a chat.',
      "18:1 error :::check has no id.",
      "18:1 error :::check asks nothing.",
      "18:1 error :::check has no choices and no answer.",
    ].toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1)),
  );
});
