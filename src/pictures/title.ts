import { INNER, line, PAD } from "./svg.ts";
import { wrap } from "./text.ts";

const SIZE = 32;
const LINE = 40;

/** The title on top of a card, in at most two lines, and where what follows may begin. */
export function title(text: string): { readonly part: string; readonly bottom: number } {
  const lines = wrap(text, SIZE, INNER, 2);
  const parts = lines.map((one, index) =>
    line(one, { x: PAD, y: PAD + SIZE + index * LINE - 4, size: SIZE, weight: 700 }),
  );
  return { part: parts.join("\n"), bottom: PAD + lines.length * LINE + (lines.length > 0 ? 20 : 0) };
}
