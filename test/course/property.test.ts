import fc from "fast-check";
import { expect, test } from "vitest";
import { plainText } from "../../src/chat/plain.ts";
import { chapterOf, checkIn, readChapter } from "./author.ts";

const pieces = fc.constantFrom(
  ..."---|:::check{#a}|:::myth{#b true}|:::|- [x] |- [ ] |> |answer: |`|```|*|_|[|](|http://a|{tag=x}|{|}|<b>|<!--|# |1. |~~|\\|&amp;|![|]: |[^1]|:x[y]|:|\0|\u202e|😀|\t".split(
    "|",
  ),
  "|",
  "\n",
  "\n\n",
  " ",
  "word",
);
const markup = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(""));
const anything = fc.oneof(
  markup,
  fc.string({ unit: "binary", maxLength: 200 }),
  markup.map((text) => chapterOf(text)),
);

test("whatever an author's file holds, it becomes a chapter or faults that stand in the file", () => {
  fc.assert(
    fc.property(anything, (text) => {
      const { chapter, faults } = readChapter(text);
      const lines = text.split(/\r\n|\r|\n/);
      for (const { line, column } of faults) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeGreaterThanOrEqual(1);
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
      }
      expect(faults.some((fault) => fault.severity === "error") || chapter.bites.length > 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});

/** A word that Markdown cannot take for anything; after it, signs that directives and braces would like to have. */
const word = fc
  .tuple(
    fc.stringMatching(/^[a-zA-Z]{1,8}$/),
    fc.constantFrom("", ":", ".", ",", ":a", "::b", "{c}", "{#d}", " 02:30", " ~3", " = 5"),
  )
  .map(([letters, sign]) => `${letters}${sign}`)
  .filter((text) => !/^(?:answer|www)/i.test(text));
const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(" "));

test("no word of plain paragraphs is lost", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
      (paragraphs) => {
        const source = paragraphs.map((lines) => lines.join("\n")).join("\n\n");
        const shown = paragraphs.map((lines) => lines.join(" ")).join("\n\n");
        const { chapter } = readChapter(chapterOf(source));
        expect(chapter.bites.map((bite) => plainText(bite.blocks))).toEqual([shown]);
      },
    ),
  );
});

const sentence = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 6 });

test("a question keeps its version wherever it stands and however its lines are wrapped, and no two wordings share one", () => {
  fc.assert(
    fc.property(
      sentence,
      fc.uniqueArray(sentence, { minLength: 2, maxLength: 5, selector: (words) => words.join(" ") }),
      line,
      (ask, [right, ...wrong], before) => {
        const bite = (gap: string, rightWords = right ?? []) =>
          [
            ":::check{#same}",
            `Q ${ask.join(gap)}`,
            "",
            `- [x] ${rightWords.join(" ")}`,
            ...wrong.map((words) => `- [ ] ${words.join(" ")}`),
            ":::",
          ].join("\n");
        const { version } = checkIn(bite(" "));
        expect(checkIn(bite("\n")).version).toBe(version);
        expect(checkIn(`${before}\n\n${bite(" ")}`).version).toBe(version);
        expect(checkIn(bite(" ", [...(right ?? []), "more"])).version).not.toBe(version);
      },
    ),
  );
});
