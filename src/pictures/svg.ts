import { cleanLine } from "./text.ts";

/** A picture as SVG, with its size in pixels. */
export type Svg = { readonly width: number; readonly height: number; readonly text: string };

/**
 * The ground is the picture's own, so that one picture is readable on a light and on a dark page. Colours after Okabe and
 * Ito ("Color Universal Design", 2008), which people with any colour vision tell apart; each also has a pattern or a word.
 */
export const colours = {
  ground: "#1b1736",
  track: "#2c2652",
  line: "#6b639c",
  text: "#f6f3ff",
  soft: "#cbc4ea",
  ink: "#120e28",
  sky: "#56b4e9",
  yellow: "#f0e442",
  orange: "#ff9a5c",
  gold: "#ffc978",
} as const;

/** Pixels; a phone shows the picture at less than half its size. */
export const WIDTH = 800;
export const PAD = 32;
/** The width for what the picture shows. */
export const INNER = WIDTH - 2 * PAD;

/** The family of the fonts that draw.ts loads. */
const FAMILY = "Inter";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeXml = (text: string): string => text.replaceAll(/[&<>"']/g, (found) => ENTITIES[found] ?? "");

/** A coordinate, to a tenth of a pixel. */
export const px = (value: number): string => String(Math.round(value * 10) / 10);

type TextLook = {
  readonly x: number;
  /** Of the line on which letters stand. */
  readonly y: number;
  readonly size: number;
  readonly weight?: 400 | 700;
  readonly fill?: string;
  readonly anchor?: "start" | "middle" | "end";
};

/** One line of text; it has been fitted already. */
export function line(
  text: string,
  { x, y, size, weight = 400, fill = colours.text, anchor = "start" }: TextLook,
): string {
  return `<text x="${px(x)}" y="${px(y)}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escapeXml(cleanLine(text))}</text>`;
}

/** A rectangle; `more` are further attributes. */
export function box(x: number, y: number, width: number, height: number, fill: string, more = ""): string {
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" fill="${fill}"${more}/>`;
}

/** The card on which everything stands; `defs` are the patterns that its parts are filled with. */
export function card(bottom: number, parts: readonly string[], defs: string): Svg {
  const height = Math.ceil(bottom);
  const size = `width="${WIDTH}" height="${height}"`;
  // Square and whole, so that no pixel is transparent: whoever shows it rounds its corners.
  const ground = box(0, 0, WIDTH, height, colours.ground);
  const text = `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${WIDTH} ${height}" font-family="${FAMILY}">
<defs>${defs}</defs>
${[ground, ...parts].join("\n")}
</svg>
`;
  return { width: WIDTH, height, text };
}
