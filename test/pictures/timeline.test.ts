import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Timeline } from "../../src/chat/chart.ts";
import { PAD, WIDTH } from "../../src/pictures/svg.ts";
import { drawTimeline } from "../../src/pictures/timeline.ts";
import { anyTimeline, night } from "./charts.ts";
import { extentOf, linesOf, type Shape, shapesOf } from "./rendered.ts";

const widthOf = ({ left, right }: Shape): number => right - left;

const withSpans = (spans: Timeline["groups"][number]["rows"][number]["spans"]): Timeline => ({
  ...night(1),
  groups: [{ title: "By hand", rows: [{ label: "copy 1", spans }] }],
});

describe("a night as a picture", () => {
  test("has its groups one above the other, a row for each copy, and what each look means", () => {
    const picture = drawTimeline(night(2));
    expect(linesOf(picture).filter((line) => line.length > 1)).toEqual([
      "Tuesday night",
      ...["serving", "starting", "hung", "down"],
      ...["By hand", "02:00", "04:00", "06:00", "08:00", "copy 1", "copy 2"],
      ...["With the manager", "02:00", "04:00", "06:00", "08:00", "copy 1", "copy 2"],
    ]);
    const tops = new Set(shapesOf(picture, "span").map(({ top }) => top));
    expect(tops.size).toBe(4);
  });

  test("has spans as long as their time, in a look of their own each", () => {
    const looks = ["up", "starting", "hung", "down"] as const;
    const spans = looks.map((look, index) => ({ from: index * 100, to: index * 100 + 50, look }));
    const picture = drawTimeline(withSpans(spans));
    const shapes = shapesOf(picture, "span");
    expect(shapes.map(({ look }) => look)).toEqual(looks);
    expect(new Set(shapes.map((shape) => Math.round(widthOf(shape)))).size).toBe(1);
    const fills = [...picture.text.matchAll(/fill="([^"]+)" class="span/g)].map(([, fill]) => fill);
    expect(new Set(fills).size).toBe(4);
    expect(fills.filter((fill) => fill?.startsWith("url("))).toHaveLength(3);
  });

  test("says the letter of a look wherever there is room for it", () => {
    const picture = drawTimeline(
      withSpans([
        { from: 0, to: 200, look: "down" },
        { from: 200, to: 400, look: "starting" },
        { from: 400, to: 401, look: "hung" },
      ]),
    );
    const letters = linesOf(picture).filter((line) => line.length === 1);
    expect(letters).toEqual(["S", "…", "H", "D", "D", "…"]);
  });

  test("shows trouble that is shorter than a pixel, also at the very end, and over what is well", () => {
    const spans = [
      { from: 419.99, to: 420, look: "down" },
      { from: 0, to: 420, look: "up" },
      { from: 200, to: 200.01, look: "hung" },
    ] as const;
    const [well, ...trouble] = shapesOf(drawTimeline(withSpans(spans)), "span");
    expect(well?.look).toBe("up");
    expect(trouble.map(widthOf)).toEqual([3, 3].map((width) => expect.closeTo(width, 1)));
    expect(Math.max(...trouble.map(({ right }) => right))).toBeLessThanOrEqual(WIDTH - PAD + 0.1);
  });

  test("leaves out what lies outside the night, and what has no length", () => {
    const spans = [
      { from: -50, to: -1, look: "down" },
      { from: 421, to: 500, look: "down" },
      { from: 30, to: 30, look: "down" },
      { from: 60, to: 40, look: "down" },
      { from: Number.NaN, to: 40, look: "down" },
    ] as const;
    expect(shapesOf(drawTimeline(withSpans(spans)), "span")).toEqual([]);
  });

  test("of a hundred copies has thin rows that never meet, fewer names, and still fits a screen or two", () => {
    const picture = drawTimeline(night(100));
    const rows = [...new Set(shapesOf(picture, "span").map(({ top, bottom }) => `${top} ${bottom}`))].map((row) =>
      row.split(" ").map(Number),
    );
    expect(rows).toHaveLength(200);
    for (const [index, [top = 0]] of rows.entries()) expect(top).toBeGreaterThan(rows[index - 1]?.[1] ?? 0);
    const names = linesOf(picture).filter((line) => line.startsWith("copy"));
    expect(names.slice(0, 3)).toEqual(["copy 1", "copy 6", "copy 11"]);
    expect(picture.height).toBeLessThan(1800);
  });

  test("stays inside its frame, whatever the words and times are", () => {
    fc.assert(
      fc.property(anyTimeline, (chart) => {
        const picture = drawTimeline(chart);
        const { left, top, right, bottom } = extentOf(picture);
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
        expect(right).toBeLessThanOrEqual(WIDTH);
        expect(bottom).toBeLessThanOrEqual(picture.height);
        for (const shape of shapesOf(picture, "span")) {
          expect(shape.left).toBeGreaterThanOrEqual(PAD);
          expect(shape.right).toBeLessThanOrEqual(WIDTH - PAD + 0.1);
          expect(widthOf(shape)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 60 },
    );
  });
});
