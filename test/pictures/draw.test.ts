import { inflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { draw, svgOf } from "../../src/pictures/draw.ts";
import { encodePng } from "../../src/pictures/png.ts";
import { anyBars, anyTimeline, bars, night } from "./charts.ts";

const sizeOf = (png: Uint8Array): readonly number[] => {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};

/** The pixels of a PNG that has one chunk of data and filters nothing, as ours have. */
function pixelsOf(png: Uint8Array): Buffer {
  const file = Buffer.from(png);
  const begin = file.indexOf("IDAT");
  const lines = inflateSync(file.subarray(begin + 4, begin + 4 + file.readUInt32BE(begin - 4)));
  const [width = 0, height = 0] = sizeOf(png);
  const row = width * 4 + 1;
  return Buffer.concat(Array.from({ length: height }, (_, y) => lines.subarray(y * row + 1, (y + 1) * row)));
}

describe("a chart as a PNG", () => {
  test.each([bars, night(5)])("is as large as its SVG says, and the same bytes each time ($kind)", async (chart) => {
    const [first, second] = [await draw(chart), await draw(chart)];
    expect([...first.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const { width, height } = svgOf(chart);
    expect(sizeOf(first)).toEqual([width, Math.round(height)]);
    expect(Buffer.compare(first, second)).toBe(0);
  });

  test("has no transparent pixel, so that it reads the same on a light and on a dark page", async () => {
    const alphas = new Set(
      (await Promise.all([bars, night(100)].map(draw))).flatMap((png) => [
        ...pixelsOf(png).filter((_, at) => at % 4 === 3),
      ]),
    );
    expect([...alphas]).toEqual([255]);
  });

  test("holds every pixel that was rendered, whatever they are", async () => {
    const bitmap = fc
      .integer({ min: 1, max: 9 })
      .chain((width) =>
        fc
          .array(fc.uint8Array({ minLength: width * 4, maxLength: width * 4 }), { minLength: 1, maxLength: 9 })
          .map((rows) => ({ width, height: rows.length, pixels: Buffer.concat(rows) })),
      );
    await fc.assert(
      fc.asyncProperty(bitmap, async (one) => {
        const png = await encodePng(one);
        expect(sizeOf(png)).toEqual([one.width, one.height]);
        expect(Buffer.compare(pixelsOf(png), one.pixels)).toBe(0);
      }),
    );
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
