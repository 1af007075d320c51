import type { Bars } from "../chat/chart.ts";
import { box, card, colours, INNER, line, PAD, px, type Svg, WIDTH } from "./svg.ts";
import { cleanLine, fitted, widthOf, wrap } from "./text.ts";
import { title } from "./title.ts";

type Bar = Bars["bars"][number];

const LABEL = 26;
const LINE = 34;
const BAR = 34;
/** Nothing is a thin line, and the smallest value is never taken for it. */
const LEAST = 4;
/** From one bar's end to the next label. */
const GAP = 22;
/** Most of the width that a value in words may take from its bar. */
const MOST_TEXT = INNER * 0.4;

const HATCH = `<pattern id="hatch" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="12" height="12" fill="#3f5f8f"/><rect width="5" height="12" fill="#7fa8d8"/></pattern>`;

/** Bars one below the other, each under its label. The marked one is told by its word, its frame and a whole colour. */
export function drawBars({ title: heading, bars }: Bars): Svg {
  const head = title(heading);
  const longest = Math.max(...bars.map(({ value }) => lengthOf(value)), 0);
  const room =
    INNER - Math.min(MOST_TEXT, Math.max(...bars.map(({ text }) => widthOf(cleanLine(text), LABEL)), 0)) - 12;
  let y = head.bottom;
  const parts = bars.map((bar) => {
    const drawn = drawBar(bar, y, longest === 0 ? 0 : (lengthOf(bar.value) / longest) * room);
    y = drawn.bottom + GAP;
    return drawn.part;
  });
  return card(y - GAP + PAD, [head.part, ...parts], HATCH);
}

const lengthOf = (value: number): number => (Number.isFinite(value) ? Math.max(0, value) : 0);

function drawBar({ label, text, mark }: Bar, top: number, width: number) {
  const pill = mark === undefined ? undefined : pillOf(cleanLine(mark), top);
  const lines = wrap(label, LABEL, INNER - (pill?.width ?? 0), 2);
  const baseline = (index: number): number => top + LABEL + index * LINE;
  const y = top + Math.max(1, lines.length) * LINE + 4;
  const fill = width === 0 ? colours.line : pill ? colours.gold : "url(#hatch)";
  const shown = Math.max(width, LEAST);
  const parts = [
    ...lines.map((one, index) => line(one, { x: PAD, y: baseline(index), size: LABEL, weight: pill ? 700 : 400 })),
    ...(pill ? [pill.part] : []),
    box(PAD, y, shown, BAR, fill, ` rx="6" class="bar"`),
    line(fitted(cleanLine(text), LABEL, MOST_TEXT), { x: PAD + shown + 12, y: y + 26, size: LABEL, weight: 700 }),
  ];
  return { part: parts.join("\n"), bottom: y + BAR };
}

/** The mark's word in a frame of its own, at the right end of the label's first line. */
function pillOf(mark: string, top: number) {
  const word = fitted(mark, LABEL, INNER / 3);
  const width = Math.min(widthOf(word, LABEL), INNER / 3) + 32;
  const x = WIDTH - PAD - width;
  const frame = `<rect x="${px(x)}" y="${px(top)}" width="${px(width)}" height="${LINE}" rx="${LINE / 2}" fill="${colours.gold}"/>`;
  const at = {
    x: x + width / 2,
    y: top + LABEL,
    size: LABEL - 2,
    weight: 700,
    fill: colours.ink,
    anchor: "middle",
  } as const;
  return { part: frame + line(word, at), width: width + 16 };
}
