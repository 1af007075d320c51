import type { SpanLook, Timeline } from "../chat/chart.ts";
import { type Axis, axisOf, drawTicks, TICKS } from "./axis.ts";
import { drawLegend } from "./legend.ts";
import { letters, looks, patterns } from "./look.ts";
import { box, card, colours, INNER, line, PAD, type Svg } from "./svg.ts";
import { cleanLine, fitted, widthOf, wrap } from "./text.ts";
import { title } from "./title.ts";

type Group = Timeline["groups"][number];
type Row = Group["rows"][number];
type Span = Row["spans"][number];

const HEADING = 26;
const LABEL = 22;
/** Pixels from one row to the next: as many as fit a picture that a phone shows whole, within these. */
const PITCH = { least: 6, most: 40 };
const MOST_ROWS_HEIGHT = 1000;
/** Least height of a row in which a letter can be read. */
const LETTERED = 24;
/** A span may be far shorter than a pixel: a copy that was down for a second is seen all the same. */
const LEAST = 3;

/** Rows of spans over one axis of time, group below group. */
export function drawTimeline(chart: Timeline): Svg {
  const head = title(chart.title);
  const legend = drawLegend(chart.legend, head.bottom);
  const rows = chart.groups.flatMap((group) => group.rows);
  const pitch = Math.min(PITCH.most, Math.max(PITCH.least, Math.floor(MOST_ROWS_HEIGHT / Math.max(1, rows.length))));
  const gutter = Math.min(INNER / 4, Math.max(0, ...rows.map(({ label }) => widthOf(cleanLine(label), LABEL) + 14)));
  const axis = axisOf(chart, PAD + gutter, INNER - gutter);
  const letterOf = letters(chart.legend);
  let y = legend.bottom;
  const groups = chart.groups.map((group) => {
    const drawn = drawGroup(group, chart, axis, { top: y, pitch, gutter, letterOf });
    y = drawn.bottom;
    return drawn.part;
  });
  return card(y + PAD / 2, [head.part, legend.part, ...groups], patterns);
}

type Layout = {
  readonly top: number;
  readonly pitch: number;
  readonly gutter: number;
  readonly letterOf: (look: SpanLook) => string;
};

function drawGroup(group: Group, { ticks }: Timeline, axis: Axis, layout: Layout) {
  const { top, pitch, gutter } = layout;
  const headings = wrap(group.title, HEADING, INNER, 2);
  const first = top + headings.length * 34 + 8;
  const bottom = first + group.rows.length * pitch;
  // Rows too thin for a label each: every second, fifth or tenth has one.
  const every = [1, 2, 5].find((step) => step * pitch >= LABEL + 2) ?? 10;
  const height = pitch - (pitch >= 24 ? 6 : pitch >= 10 ? 2 : 1);
  const parts = [
    ...headings.map((one, index) => line(one, { x: PAD, y: top + HEADING + index * 34, size: HEADING, weight: 700 })),
    drawTicks(ticks, axis, first - 4, bottom),
    ...group.rows.map(({ label, spans }, index) => {
      const y = first + index * pitch;
      const name = fitted(cleanLine(label), LABEL, gutter - 10);
      const words = { x: PAD, y: y + Math.max(height / 2, 2) + 8, size: LABEL, fill: colours.soft };
      const shown = index % every === 0 ? line(name, words) : "";
      return shown + drawRow(spans, axis, y, height, layout.letterOf);
    }),
  ];
  return { part: parts.join("\n"), bottom: bottom + (ticks.length > 0 ? TICKS : 0) + 14 };
}

/** What is well lies below, so that the shortest trouble is seen. */
function drawRow(spans: Row["spans"], axis: Axis, y: number, height: number, letterOf: Layout["letterOf"]): string {
  const track = box(axis.left, y, axis.width, height, colours.track);
  const well = spans.filter(({ look }) => look === "up");
  const ill = spans.filter(({ look }) => look !== "up");
  return [track, ...[...well, ...ill].map((span) => drawSpan(span, axis, y, height, letterOf(span.look)))].join("");
}

function drawSpan(span: Span, axis: Axis, y: number, height: number, letter: string): string {
  const from = axis.at(span.from);
  const to = axis.at(span.to);
  if (!(span.to > span.from) || span.to < axis.from || span.from > axis.to) return "";
  const least = span.look === "up" ? 0 : LEAST;
  const width = Math.max(to - from, least);
  const x = Math.min(from, axis.left + axis.width - width);
  const { fill, plate, ink } = looks[span.look];
  const body = box(x, y, width, height, fill, ` class="span ${span.look}"`);
  if (height < LETTERED || letter === "" || width < LETTERED + 4) return body;
  const size = 20;
  const room = widthOf(letter, size) + 6;
  if (room > width - 4) return body;
  const at = { x: x + 4 + room / 2, y: y + height / 2 + 7, size, weight: 700, fill: ink, anchor: "middle" } as const;
  return body + box(x + 4, y + 4, room, height - 8, plate, ` rx="4"`) + line(letter, at);
}
