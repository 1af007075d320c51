import type { Block, Inlines, Option } from "./message.ts";

/** Inline nodes as the text a reader sees, without marks. */
export function plainInlines(text: Inlines): string {
  return text
    .map((node) => {
      switch (node.kind) {
        case "plain":
        case "mono":
          return node.text;
        case "strong":
        case "emphasis":
        case "link":
          return plainInlines(node.children);
        case "command":
          return `/${node.name}`;
        case "instant":
        case "channel":
          return node.text;
        case "break":
          return "\n";
        default:
          return node satisfies never;
      }
    })
    .join("");
}

/** Blocks as plain text with the same content: for terminals, notifications and screen readers. */
export function plainText(blocks: readonly Block[]): string {
  return blocks
    .map(plainBlock)
    .filter((text) => text !== "")
    .join("\n\n");
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case "heading":
    case "text":
    case "quote":
    case "note":
      return plainInlines(block.text);
    case "code":
      return block.code;
    case "list":
      return block.items
        .map((item, index) => `${block.ordered ? `${index + 1}.` : "•"} ${plainInlines(item)}`)
        .join("\n");
    case "options":
      return block.options.map(plainOption).join("\n");
    case "table":
      return [block.header, ...block.rows].map((row) => row.map(plainInlines).join(" | ")).join("\n");
    case "progress":
      return `${progressBar(block.done, block.total)} ${block.text}`;
    case "picture":
    case "chart":
      return block.alt;
    case "file":
      return block.name;
    default:
      return block satisfies never;
  }
}

function plainOption(option: Option): string {
  const mark = option.verdict ? `${verdictMark(option.verdict.tone)} ` : option.picked ? "☑ " : "";
  const word = option.verdict ? ` (${option.verdict.word})` : "";
  const reason = option.reason ? `\n   ${plainInlines(option.reason)}` : "";
  return `${mark}${option.letter}. ${plainInlines(option.text)}${word}${reason}`;
}

export const verdictMark = (tone: "right" | "wrong"): string => (tone === "right" ? "✓" : "✗");

/** At most so many visible characters, the last an ellipsis when something was left out; never half a character. */
export function shorten(text: string, most: number): string {
  const characters = [...new Intl.Segmenter().segment(text)];
  if (characters.length <= most) return text;
  return `${characters
    .slice(0, most - 1)
    .map(({ segment }) => segment)
    .join("")}…`;
}

const BAR = 10;

/** A bar of at most ten cells; one that has begun is never empty, one that is not done is never full. */
export function progressBar(done: number, total: number): string {
  const cells = Math.min(BAR, Math.max(1, total));
  const filled =
    done <= 0 ? 0 : done >= total ? cells : Math.min(cells - 1, Math.max(1, Math.round((done / total) * cells)));
  return "▰".repeat(filled) + "▱".repeat(cells - filled);
}
