/** Text in a picture: what can stand there, how wide it is, and how it is fitted into lines. */

/** Controls, halves of characters, and what turns other text around: no XML holds the first two, no reader wants the last. */
const UNFIT = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\u061c]/gu;

/** Marks that are no part of a letter of their own: the font lacks them, and would pile them up beyond the picture's edge. */
const LOOSE = /[\p{Mn}\p{Me}]/gu;

/** One line of text that any SVG may hold. */
export const cleanLine = (text: string): string =>
  text.normalize("NFC").replaceAll(/\s+/g, " ").replaceAll(UNFIT, "").replaceAll(LOOSE, "").trim();

/**
 * The width of a character in Inter, in parts of the font's size, at least: of each group the widest, in its boldest
 * weight here (700). test/pictures/text.test.ts holds it against the font.
 */
const WIDTHS = new Map<string, number>(
  (
    [
      [0.36, "ijlI.,:;!' "],
      [0.48, "frt()[]{}/\\|-_`1"],
      [0.6, 'acekszvxyJFL?*"^'],
      [0.68, "bdghnopqu023456789BEPRSTZ<>=+~$#&"],
      [0.78, "ACDGHKNOQUVXY"],
      [0.94, "mMw"],
      [1.06, "W@%"],
      [1.4, "œƕǄǅǆǇǊǱǲǳǶЉЊ"],
    ] as const
  ).flatMap(([width, characters]) => [...characters].map((character) => [character, width] as const)),
);

/** Letters of Europe beyond ASCII are mostly as wide as theirs; anything else may fill its square, or be shown as one. */
function widthOfPoint(point: string): number {
  const known = WIDTHS.get(point);
  if (known !== undefined) return known;
  if (/^[\p{Ll}&&[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]]$/v.test(point)) return 0.95;
  return /^\p{L}$/u.test(point) ? 1.1 : 1.4;
}

/** How wide a line is at most, in pixels. */
export function widthOf(text: string, size: number): number {
  let width = 0;
  for (const point of text) width += widthOfPoint(point);
  return width * size;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The text as far as it fits, with an ellipsis when something was left out; never half a character. */
export function fitted(text: string, size: number, width: number): string {
  if (widthOf(text, size) <= width) return text;
  return `${head(text, size, width - widthOf("…", size)).trimEnd()}…`;
}

/** As many whole characters as fit, at least one when there is any. */
function head(text: string, size: number, width: number): string {
  let taken = "";
  let room = width;
  for (const { segment } of graphemes.segment(text)) {
    room -= widthOf(segment, size);
    if (room < 0 && taken !== "") break;
    taken += segment;
    if (room < 0) break;
  }
  return taken;
}

/** Text in at most so many lines of a width; what does not fit the last one is shortened. */
export function wrap(text: string, size: number, width: number, mostLines: number): readonly string[] {
  const lines: string[] = [];
  let rest = cleanLine(text);
  while (rest !== "" && lines.length < mostLines - 1 && widthOf(rest, size) > width) {
    const line = lineOf(rest, size, width);
    lines.push(line.trimEnd());
    rest = rest.slice(line.length).trimStart();
  }
  return rest === "" ? lines : [...lines, fitted(rest, size, width)];
}

/** The first line of a text that is longer than one: it ends with a word, or inside one that alone is too long. */
function lineOf(text: string, size: number, width: number): string {
  const most = head(text, size, width);
  if (text[most.length] === " ") return most;
  const space = most.lastIndexOf(" ");
  return space > 0 ? most.slice(0, space) : most;
}
