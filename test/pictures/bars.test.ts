import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawBars } from "../../src/pictures/bars.ts";
import { colours, WIDTH } from "../../src/pictures/svg.ts";
import { anyBars, bars } from "./charts.ts";
import { extentOf, linesOf, shapesOf } from "./rendered.ts";

describe("how often each choice was given, as a picture", () => {
  test("says every word it was given, and no other", () => {
    expect(linesOf(drawBars(bars))).toEqual([
      "What does a manager do?",
      "A. It watches and restarts",
      "✓ right",
      "7 of 12",
      "B. It makes copies faster",
      "3 of 12",
      "C. I don't know",
      "0 of 12",
    ]);
  });

  test("has bars as long as their values, and a thin line for none", () => {
    const [first, second, third] = shapesOf(drawBars(bars), "bar").map(({ left, right }) => right - left);
    expect((second ?? 0) / (first ?? 1)).toBeCloseTo(3 / 7, 2);
    expect(third).toBe(4);
  });

  test("tells the marked bar by its word and a whole colour, the others by stripes", () => {
    const { text } = drawBars(bars);
    expect(text.match(/fill="url\(#hatch\)"/g)).toHaveLength(1);
    expect(text.match(new RegExp(`fill="${colours.gold}"[^>]* class="bar"`, "g"))).toHaveLength(1);
  });

  test("wraps a long choice into two lines, and shortens what does not fit them", () => {
    const label =
      "Because it is the only way to know at any moment which of the copies still answers their readers ".repeat(2);
    const [, first = "", second = ""] = linesOf(drawBars({ ...bars, bars: [{ label, value: 1, text: "1 of 1" }] }));
    expect(label.startsWith(first)).toBe(true);
    expect(label.startsWith(`${first} ${second.replace("…", "")}`)).toBe(true);
    expect(second.endsWith("…")).toBe(true);
  });

  test("is the same for nobody's answers as for one who has not come: no value, no fault", () => {
    expect(shapesOf(drawBars({ ...bars, bars: bars.bars.map((bar) => ({ ...bar, value: 0 })) }), "bar")).toHaveLength(
      3,
    );
    expect(linesOf(drawBars({ ...bars, bars: [] }))).toEqual([bars.title]);
  });

  test("piles no marks up beyond its edge", () => {
    for (const title of ["\u05d5\u05b9", `e${"\u0301".repeat(30)}`]) {
      const picture = drawBars({ ...bars, title, bars: [] });
      expect(extentOf(picture)).toEqual({ left: 0, top: 0, right: WIDTH, bottom: picture.height });
    }
  });

  test("stays inside its frame, whatever the words and numbers are", () => {
    fc.assert(
      fc.property(anyBars, (chart) => {
        const picture = drawBars(chart);
        const { left, top, right, bottom } = extentOf(picture);
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
        expect(right).toBeLessThanOrEqual(WIDTH);
        expect(bottom).toBeLessThanOrEqual(picture.height);
        expect(shapesOf(picture, "bar")).toHaveLength(chart.bars.length);
      }),
      { numRuns: 60 },
    );
  });
});
