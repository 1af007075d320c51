import type { Timeline } from "../chat/chart.ts";
import { letterOf, looks } from "./look.ts";
import { box, INNER, line, PAD, WIDTH } from "./svg.ts";
import { cleanLine, fitted, widthOf } from "./text.ts";

const SIZE = 22;
const SWATCH = { width: 44, height: 30 };
const LINE = 42;

/** What each look means: a piece of it with its letter, and its word. Goes on in the next line where one is full. */
export function drawLegend(
  legend: Timeline["legend"],
  top: number,
): { readonly part: string; readonly bottom: number } {
  let x = PAD;
  let y = top;
  const parts = legend.map(({ look, label, letter }) => {
    const words = fitted(cleanLine(label), SIZE, INNER - SWATCH.width - 10);
    const width = SWATCH.width + 10 + widthOf(words, SIZE);
    if (x > PAD && x + width > WIDTH - PAD) {
      x = PAD;
      y += LINE;
    }
    const part = drawEntry({ look, words, letter: letterOf(letter ?? label) }, x, y);
    x += width + 22;
    return part;
  });
  return { part: parts.join("\n"), bottom: legend.length === 0 ? top : y + LINE + 12 };
}

type Entry = { readonly look: keyof typeof looks; readonly words: string; readonly letter: string };

function drawEntry({ look, words, letter }: Entry, x: number, y: number): string {
  const { fill, plate, ink } = looks[look];
  const middle = x + SWATCH.width / 2;
  const at = { x: middle, y: y + 22, size: 20, weight: 700, fill: ink, anchor: "middle" } as const;
  return [
    box(x, y, SWATCH.width, SWATCH.height, fill, ` rx="4"`),
    box(middle - 12, y + 3, 24, SWATCH.height - 6, plate, ` rx="4"`),
    line(letter, at),
    line(words, { x: x + SWATCH.width + 10, y: y + 23, size: SIZE }),
  ].join("");
}
