const segmenter = new Intl.Segmenter();

/**
 * Cuts text into pieces of at most `most` UTF-16 units, which together hold all of it: at a line's end where there is one,
 * else between two words, else between two graphemes.
 */
export function splitText(text: string, most: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const at = borderBefore(rest, most);
    pieces.push(rest.slice(0, at));
    // The line's end or the space that was cut at is replaced by the border itself.
    rest = rest.slice(/[\n ]/.test(rest[at] ?? "") ? at + 1 : at);
  }
  return [...pieces, rest].filter((piece) => piece !== "");
}

/** Where to cut so that at most `most` units stand before: the last line's end in the second half, a space, a grapheme. */
function borderBefore(text: string, most: number): number {
  const window = text.slice(0, most + 1);
  for (const border of ["\n", " "]) {
    const at = window.lastIndexOf(border);
    if (at > most / 2) return at;
  }
  let last = 0;
  // A few graphemes more than fit are enough to find the border.
  for (const { index } of segmenter.segment(text.slice(0, most + 64))) {
    if (index > most) break;
    last = index;
  }
  // A single grapheme longer than a message is noise (letters under hundreds of marks): it may be cut inside, and even
  // then no pair of surrogates is.
  if (last > 0) return last;
  return /[\uD800-\uDBFF]/.test(text[most - 1] ?? "") && most > 1 ? most - 1 : most;
}
