import { expect, test } from "vitest";
import { shapes } from "../../src/drill/board/words.ts";

test("each state of a copy has a shape of its own, among those that fonts have had since 1997, and no colour", () => {
  // Windows Glyph List 4, "Geometric Shapes": what every font for Europe's languages came to have.
  const everywhere = new Set("■□▪▫▬▲►▼◄◊○●◘◙◦");
  const drawn = Object.values(shapes);
  expect(drawn.filter((shape) => !everywhere.has(shape))).toEqual([]);
  expect(new Set(drawn).size).toBe(drawn.length);
});
