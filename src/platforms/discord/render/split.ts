const segmenter = new Intl.Segmenter();

const FENCE = "```";

/**
 * Cuts Discord's Markdown into pieces of at most `most` UTF-16 units, which together hold all of it: at a line's end
 * where there is one, else between two words, else between two graphemes and never after an escaping backslash. A code
 * block that is cut is closed and opened again.
 */
export function splitText(text: string, most: number): readonly string[] {
  if (text.length <= most) return text === "" ? [] : [text];
  return text.startsWith(FENCE) && text.endsWith(FENCE) ? splitCode(text, most) : splitLines(text, most);
}

/** Text in at most `most` UTF-16 units: whole, or cut between two graphemes with an ellipsis that says so. */
export function fitText(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, graphemeBefore(text, most - 1))}…`;
}

function splitCode(text: string, most: number): readonly string[] {
  const [opening = FENCE] = text.split("\n", 1);
  const inner = text.slice(opening.length + 1, -FENCE.length - 1);
  const room = most - opening.length - FENCE.length - 2;
  return splitLines(inner, room).map((piece) => `${opening}\n${piece}\n${FENCE}`);
}

function splitLines(text: string, most: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const at = borderBefore(rest, most);
    pieces.push(rest.slice(0, at));
    // The line's end or the space that was cut at is replaced by the border itself.
    rest = rest.slice(/[\n ]/.test(rest[at] ?? "") ? at + 1 : at);
  }
  return [...pieces, rest].filter((piece) => piece.trim() !== "");
}

/** Where to cut so that at most `most` units stand before: the last line's end in the second half, a space, a grapheme. */
function borderBefore(text: string, most: number): number {
  const window = text.slice(0, most + 1);
  for (const border of ["\n", " "]) {
    const at = window.lastIndexOf(border);
    if (at > most / 2) return at;
  }
  return graphemeBefore(text, most);
}

function graphemeBefore(text: string, most: number): number {
  let last = 0;
  // A few graphemes more than fit are enough to find the border.
  for (const { index } of segmenter.segment(text.slice(0, most + 64))) {
    if (index > most) break;
    if (index > 0 && !endsInEscape(text, index)) last = index;
  }
  // A single grapheme longer than a message is noise (letters under hundreds of marks): it may be cut inside.
  return last === 0 ? most : last;
}

/** Whether an odd number of backslashes stands right before `at`: the last one belongs to what follows. */
function endsInEscape(text: string, at: number): boolean {
  const slashes = /\\*$/.exec(text.slice(0, at))?.[0].length ?? 0;
  return slashes % 2 === 1;
}
