import type { types } from "@slack/bolt";
import type { List, Shown } from "./blocks.ts";
import { escapeText } from "./escape.ts";
import type { Run } from "./text.ts";

/**
 * A message's own `text`: what notifications show and screen readers read out, for they do not read blocks
 * (chat.postMessage, "Accessibility considerations"). So it holds all that the blocks hold, escaped once.
 */
export const spokenText = (blocks: readonly Shown[]): string => blocks.map(spokenBlock).join("\n\n");

function spokenBlock(block: Shown): string {
  switch (block.type) {
    case "header":
      return escapeText(block.text.text);
    case "rich_text":
      return block.elements.map(spokenPart).join("\n");
    case "context":
      return block.elements.map((element) => ("text" in element ? escapeText(element.text) : "")).join(" ");
    case "image":
      return escapeText(block.alt_text);
    default:
      return block satisfies never;
  }
}

function spokenPart(part: types.RichTextBlock["elements"][number]): string {
  switch (part.type) {
    case "rich_text_section":
    case "rich_text_quote":
    case "rich_text_preformatted":
      return part.elements.map(spokenRun).join("").replace(/\n$/, "");
    case "rich_text_list":
      return spokenList(part);
    default:
      return part satisfies never;
  }
}

const spokenList = ({ style, elements, offset = 0 }: List): string =>
  elements.map((item, at) => `${style === "ordered" ? `${offset + at + 1}.` : "•"} ${spokenPart(item)}`).join("\n");

function spokenRun(run: Run): string {
  if (run.type === "text") return escapeText(run.text);
  if (run.type === "link") return escapeText(run.text ?? run.url);
  // A moment is a token of Slack that is written on purpose: it is shown in the reader's own zone.
  if (run.type === "date") {
    return `<!date^${run.timestamp}^${run.format}|${escapeText(run.fallback ?? "").replace(/[|\n]/g, " ")}>`;
  }
  // So is the name of a channel.
  return run.type === "channel" ? `<#${run.channel_id}>` : "";
}
