import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { draw, svgOf } from "../../src/pictures/png.ts";
import { anyBars, anyTimeline, bars, night } from "./charts.ts";

const sizeOf = (png: Uint8Array): readonly number[] => {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};

describe("a chart as a PNG", () => {
  test.each([bars, night(5)])("is as large as its SVG says, and the same bytes each time ($kind)", async (chart) => {
    const [first, second] = [await draw(chart), await draw(chart)];
    expect([...first.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const { width, height } = svgOf(chart);
    expect(sizeOf(first)).toEqual([width, Math.round(height)]);
    expect(Buffer.compare(first, second)).toBe(0);
  });

  test("has its text drawn: with other words it is another picture", async () => {
    const [one, other] = [await draw(bars), await draw({ ...bars, title: "What does a manager not do?" })];
    expect(Buffer.compare(one, other)).not.toBe(0);
  });

  test("is drawn whatever stands in it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyBars, anyTimeline), async (chart) => {
        expect((await draw(chart)).length).toBeGreaterThan(100);
      }),
      { numRuns: 40 },
    );
  });
});
