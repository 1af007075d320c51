/** Longest name, in what a reader counts as characters. */
export const MOST_NAME = 40;

/** A bound for what is stored: forty visible characters may carry any number of accents. */
const MOST_UNITS = 160;

/** Everything invisible that changes how other text reads: controls, direction marks, joiners of nothing. */
const INVISIBLE = /[\p{Cc}\p{Cs}\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\u061c]/gu;

/** Typed text without control and direction characters; line breaks and tabs stay. */
export function cleanText(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(INVISIBLE, (found) => (found === "\n" || found === "\t" ? found : ""));
}

/** A name as it is kept: one line of 1 to 40 visible characters; undefined when the text is not one. */
export function cleanName(text: string): string | undefined {
  const name = text.normalize("NFC").replaceAll(/\s+/g, " ").replaceAll(INVISIBLE, "").trim();
  const length = [...new Intl.Segmenter().segment(name)].length;
  return length >= 1 && length <= MOST_NAME && name.length <= MOST_UNITS ? name : undefined;
}

/** The name of somebody who has not chosen one, always the same for the same person. */
export const guestName = (person: string): string => `Guest ${10 + (Number.parseInt(person.slice(0, 6), 16) % 90)}`;
