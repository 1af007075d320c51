import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { card, line, px } from "../../src/pictures/svg.ts";
import { cleanLine, fitted, widthOf, wrap } from "../../src/pictures/text.ts";
import { extentOf } from "./rendered.ts";

const between = (first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));

const SIZE = 20;

/** How wide a line is when the real font draws it, between two bars whose place is known. */
function drawn(text: string, weight: 400 | 700): number {
  const words = line(`|${text}|`, { x: 0, y: SIZE, size: SIZE, weight });
  const { left, right } = extentOf({ ...card(40, [], ""), text: svg(words) });
  return right - left;
}
const svg = (part: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="${px(40)}" font-family="Inter">${part}</svg>`;

describe("the width of text", () => {
  test.each([400, 700] as const)("is never more than was thought, character by character, at weight %i", (weight) => {
    const points = [
      ...between(0x20, 0x7e),
      ...between(0xa1, 0x24f),
      ...between(0x370, 0x3ff),
      ...between(0x400, 0x45f),
    ];
    const edges = drawn("", weight);
    const wider = points.filter((point) => {
      // Ten in a row, so that the gaps between letters count.
      const text = cleanLine(`.${point.repeat(10)}.`);
      return drawn(text, weight) - edges > widthOf(text, SIZE);
    });
    expect(wider).toEqual([]);
  });

  test("of ordinary text is not thought to be far more than it is, so that lines are well filled", () => {
    const text = "Watching, placing and restarting is too much for people, day and night.";
    expect(widthOf(text, SIZE) / (drawn(text, 700) - drawn("", 700))).toBeLessThan(1.2);
  });
});

const anyText = fc.string({ unit: "grapheme", maxLength: 200 });
const graphemes = (text: string) => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);

describe("text that is too long", () => {
  test("is shortened between characters, and says so", () => {
    const family = "👩‍👩‍👧‍👦";
    expect(fitted("ab".repeat(50), 20, 100)).toMatch(/^(ab)+a?…$/);
    expect(fitted(family.repeat(9), 20, 500).replace("…", "").replaceAll(family, "")).toBe("");
    expect(fitted("short", 20, 100)).toBe("short");
  });

  test("is wrapped at spaces, and inside a word only when it fills a line alone", () => {
    expect(wrap("one two three", 20, 90, 3)).toEqual(["one two", "three"]);
    const lines = wrap(`a ${"x".repeat(40)}`, 20, 200, 9);
    expect(lines[0]).toBe("a");
    expect(lines.slice(1).join("")).toBe("x".repeat(40));
  });

  test("keeps its characters whole and in order over all lines, which all fit", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = wrap(text, 20, 200, 3);
        expect(lines.length).toBeLessThanOrEqual(3);
        const clean = cleanLine(text);
        const kept = lines.join("").replace(/…$/, "").replaceAll(" ", "");
        expect(clean.replaceAll(" ", "").startsWith(kept)).toBe(true);
        const whole = new Set(graphemes(clean));
        for (const one of lines) {
          for (const character of graphemes(one)) expect(whole.has(character) || character === "…").toBe(true);
          if (graphemes(one).length > 2) expect(widthOf(one, 20)).toBeLessThan(200.001);
        }
      }),
    );
  });

  test("what no picture may hold is gone: controls, halves of characters, marks that turn text around", () => {
    expect(cleanLine(" a\u0000b\ud800c\u202ed\n\te\ufffe ")).toBe("abcd e");
  });
});
