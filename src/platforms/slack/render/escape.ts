/** Writing directions that text can turn around: they would reorder what stands beside them. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g;

/** Line ends of every kind, and characters that Slack shows as nothing. */
const lineEnds = /\r\n?|[\u2028\u2029]/g;
// biome keeps control characters out of patterns, so they are named by category; the newline stays.
const controls = /[^\P{Cc}\n]/gu;

/** Whether there is anything to clean away: nearly never, and one look costs less than four passes. */
const unclean = /[\u202a-\u202e\u2066-\u2069\u2028\u2029]|[^\P{Cc}\n]/u;

/** Text without characters that change others: directions, and control characters beside the newline. */
export function cleanText(text: string): string {
  if (!unclean.test(text) && text.isWellFormed()) return text;
  return text.toWellFormed().replace(turning, "").replace(lineEnds, "\n").replace(/\t/g, "  ").replace(controls, "");
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * Text that is nothing but text, for a message's own `text`: read there, it is again what was given here. These three
 * characters and no others (Slack, "Formatting message text", escaping).
 */
export const escapeText = (text: string): string =>
  cleanText(text).replace(/[&<>]/g, (character) => entities[character] ?? character);

const characters: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** What somebody typed behind a slash command, which Slack escapes before it hands it over. */
export const unescapeText = (text: string): string =>
  text.replace(/&(?:amp|lt|gt);/g, (entity) => characters[entity] ?? entity);
