import type { Timeline } from "../chat/chart.ts";
import { colours, line, px, WIDTH } from "./svg.ts";
import { cleanLine, fitted, widthOf } from "./text.ts";

/** Height of the words below an axis. */
export const TICKS = 36;
const SIZE = 22;
/** Pixels from the picture's sides that words keep, those below the last tick as well. */
const EDGE = 8;
/** Pixels between two words. */
const GAP = 6;

/** From time to pixels. */
export type Axis = {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly width: number;
  /** The place of a time, never beyond the ends of the axis. */
  at(time: number): number;
};

export function axisOf({ from, to }: Pick<Timeline, "from" | "to">, left: number, width: number): Axis {
  const length = to - from;
  const at = (time: number): number => {
    const part = length > 0 ? (time - from) / length : 0;
    return left + width * Math.min(1, Math.max(0, Number.isNaN(part) ? 0 : part));
  };
  return { from, to, left, width, at };
}

/** A line through the rows for each tick, and below them its words, as far as they do not run into each other. */
export function drawTicks(ticks: Timeline["ticks"], axis: Axis, top: number, bottom: number): string {
  let free = EDGE;
  return ticks
    .filter(({ at }) => at >= axis.from && at <= axis.to)
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, label }) => {
      const x = axis.at(at);
      const words = fitted(cleanLine(label), SIZE, axis.width / 3);
      const half = widthOf(words, SIZE) / 2;
      const middle = Math.max(EDGE + half, Math.min(WIDTH - EDGE - half, x));
      const rule = `<path d="M${px(x)} ${px(top)}V${px(bottom + 4)}" stroke="${colours.line}" stroke-width="2"/>`;
      if (middle - half < free) return rule;
      free = middle + half + GAP;
      return rule + line(words, { x: middle, y: bottom + SIZE + 6, size: SIZE, fill: colours.soft, anchor: "middle" });
    })
    .join("");
}
