import type { Inline, Inlines } from "../../../chat/message.ts";
import { plainInlines } from "../../../chat/plain.ts";
import { type Markup, markup } from "./escape.ts";

/** Inline nodes as HTML. */
export const renderInlines = (text: Inlines): readonly Markup[] => text.map(renderInline);

function renderInline(node: Inline): Markup {
  switch (node.kind) {
    case "plain":
      return markup`${node.text}`;
    case "mono":
      return markup`<code>${node.text}</code>`;
    case "strong":
      return markup`<strong>${renderInlines(node.children)}</strong>`;
    case "emphasis":
      return markup`<em>${renderInlines(node.children)}</em>`;
    case "link":
      return renderLink(node.url, renderInlines(node.children), plainInlines(node.children));
    case "command":
      return markup`<kbd>/${node.name}</kbd>`;
    case "instant":
      return renderInstant(node);
    case "channel":
      return markup`${node.text}`;
    case "break":
      return markup`<br>`;
    default:
      return node satisfies never;
  }
}

/** A moment: in the words of the tutor, until the browser says it in the reader's own zone and language (times.js). */
function renderInstant({ at, style, text }: Extract<Inline, { kind: "instant" }>): Markup {
  // A date of JavaScript ends 8.64e15 ms from the epoch (ECMA-262, "Time Values and Time Range").
  if (Math.abs(at) > 8.64e15) return markup`${text}`;
  return markup`<time datetime="${new Date(at).toISOString()}" data-style="${style}">${text}</time>`;
}

const SAFE = new Set(["http:", "https:", "mailto:"]);

/** A link that opens beside the chat; an address of any other kind (`javascript:`) stays text, with its address shown. */
export function renderLink(url: string, label: unknown, text: string): Markup {
  if (!URL.canParse(url) || !SAFE.has(new URL(url).protocol)) return markup`${text} (${url})`;
  return markup`<a href="${url}" target="_blank" rel="noopener noreferrer">${label}</a>`;
}
