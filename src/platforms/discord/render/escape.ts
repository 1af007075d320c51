/** Characters that open markup wherever they stand; a backslash before one makes it a character again. */
const anywhere = /[\\*_~`|[<]/g;

/** What is markup only at the start of a line: headings, small print, quotes, bullets and numbered lists. */
const atLineStart = /^(\s*)(#|>|-|\+)/gm;
const numbered = /^(\s*\d+)([.)])/gm;

/** Writing directions that text can turn around: they would reorder what stands beside them. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g;

/** Line ends of every kind, and characters that Discord shows as nothing. */
const lineEnds = /\r\n?|[\u2028\u2029]/g;
// biome keeps control characters out of patterns, so they are named by category; the newline stays.
const controls = /[^\P{Cc}\n]/gu;
/** Whether any of these is there at all: in most texts none is, and one look is cheaper than four. */
const strange = /[\u202a-\u202e\u2066-\u2069\u2028\u2029]|[^\P{Cc}\n]/u;

/**
 * Text that is nothing but text, as Discord's Markdown: read there, it is again what was given here. Addresses stay
 * text too; only a link of the course becomes one. Mentions are silenced by `allowed_mentions`, not here.
 */
export function escapeText(text: string): string {
  return cleanText(text)
    .replace(anywhere, "\\$&")
    .replace(atLineStart, "$1\\$2")
    .replace(numbered, "$1\\$2")
    .replace(/:\/\//g, "\\://")
    .replace(/@(?=everyone|here)/gi, "\\@");
}

/** Text without characters that change others: directions, and control characters beside the newline. */
export function cleanText(text: string): string {
  if (!strange.test(text)) return text;
  return text.replace(turning, "").replace(lineEnds, "\n").replace(/\t/g, "  ").replace(controls, "");
}

/** Between two backticks: not seen, and no longer a fence. */
const PAUSE = "\u200b";

/** One line in the type of a typewriter; backticks inside stay readable and end nothing. */
export function inlineCode(text: string): string {
  const line = cleanText(text).replace(/\n/g, " ").trim();
  if (line === "") return "";
  if (!line.includes("`")) return `\`${line}\``;
  return `\`\` ${line.replace(/`(?=`)/g, `\`${PAUSE}`)} \`\``;
}

/** Code as it stands between fences: a fence inside it ends nothing. */
export function fencedCode(code: string): string {
  return code
    .replace(turning, "")
    .replace(lineEnds, "\n")
    .replace(/``(?=`)/g, `\`\`${PAUSE}`);
}
