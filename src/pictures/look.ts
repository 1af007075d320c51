import type { SpanLook, Timeline } from "../chat/chart.ts";
import { colours } from "./svg.ts";
import { cleanLine } from "./text.ts";

/** How a span is drawn: its fill, and the plate and ink of its letter. */
type Look = { readonly fill: string; readonly plate: string; readonly ink: string };

/** Each has a pattern of its own: whole, stripes, dots, crosses. */
export const looks: Readonly<Record<SpanLook, Look>> = {
  up: { fill: colours.sky, plate: colours.sky, ink: colours.ink },
  starting: { fill: "url(#starting)", plate: colours.ground, ink: "#d5ecff" },
  hung: { fill: "url(#hung)", plate: colours.yellow, ink: colours.ink },
  down: { fill: "url(#down)", plate: colours.ground, ink: colours.orange },
};

const pattern = (id: string, size: number, content: string): string =>
  `<pattern id="${id}" width="${size}" height="${size}" patternUnits="userSpaceOnUse">${content}</pattern>`;

const ground = (size: number, fill: string): string => `<rect width="${size}" height="${size}" fill="${fill}"/>`;

export const patterns = [
  pattern(
    "starting",
    12,
    `${ground(12, "#234a6d")}<path d="M-3 3L3 -3M-3 15L15 -3M9 15L15 9" stroke="#a9daff" stroke-width="3"/>`,
  ),
  pattern("hung", 8, `${ground(8, colours.yellow)}<circle cx="4" cy="4" r="1.8" fill="${colours.ink}"/>`),
  pattern(
    "down",
    10,
    `${ground(10, "#7c1d12")}<path d="M0 0L10 10M10 0L0 10" stroke="${colours.orange}" stroke-width="2.4"/>`,
  ),
].join("");

/** The letter of each look, as the legend has it; empty for a look that the legend does not tell. */
export function letters(legend: Timeline["legend"]): (look: SpanLook) => string {
  const byLook = new Map(legend.map(({ look, letter, label }) => [look, letterOf(letter ?? label)]));
  return (look) => byLook.get(look) ?? "";
}

/** The first character, as a reader counts. */
export function letterOf(text: string): string {
  const [first] = new Intl.Segmenter().segment(cleanLine(text));
  return (first?.segment ?? "").toLocaleUpperCase("en");
}
