import type { Blockquote, Link, ListItem, PhrasingContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { Inline, Inlines } from "../../chat/message.ts";
import type { Reading } from "./fault.ts";
import { quoted } from "./quoted.ts";

/** The inside of a line as the tutor's own tree; what has no counterpart there is a fault. */
export function inlines(nodes: readonly PhrasingContent[], reading: Reading): Inlines {
  return nodes.flatMap((node) => inline(node, reading));
}

function inline(node: PhrasingContent, reading: Reading): Inlines {
  switch (node.type) {
    case "text":
      // A line's end inside a paragraph is how the source is wrapped, not how it is read.
      return [{ kind: "plain", text: node.value.replaceAll(/[ \t]*[\r\n]+[ \t]*/g, " ") }];
    case "inlineCode":
      return [{ kind: "mono", text: node.value }];
    case "strong":
    case "emphasis":
      return [{ kind: node.type, children: inlines(node.children, reading) }];
    case "break":
      return [{ kind: "break" }];
    case "link":
      return link(node, reading);
    default:
      reading.error(node, ...refusal(node, reading));
      return [];
  }
}

type Unshown = Exclude<PhrasingContent, { type: "text" | "inlineCode" | "strong" | "emphasis" | "break" | "link" }>;

/** Problem and remedy. */
function refusal(node: Unshown, reading: Reading): readonly [string, string] {
  switch (node.type) {
    case "html":
      return [`HTML is not shown: ${quoted(node.value)}.`, unmarked];
    case "delete":
      return ["Struck-out text cannot be shown everywhere.", "Leave the words out, or the tildes."];
    case "image":
      return ["A picture stands inside a line.", "Put a blank line above and below it."];
    case "linkReference":
    case "imageReference":
      return ["An address stands apart from its link.", "Write it in the link: [text](https://…)."];
    case "footnoteReference":
      return ["A message has no footnotes.", "Say it in the text."];
    case "textDirective":
      return [`Unknown mark ${quoted(reading.source(node))}.`, unmarked];
    default:
      return node satisfies never;
  }
}

const unmarked = "Write Markdown, or put it in `backticks` to show it as it is.";

const schemes = new Set(["http:", "https:", "mailto:"]);

function link(node: Link, reading: Reading): readonly Inline[] {
  const children = inlines(node.children, reading);
  if (!URL.canParse(node.url) || !schemes.has(new URL(node.url).protocol)) {
    const problem = `The link to ${quoted(node.url)} leads nowhere from a chat.`;
    reading.error(node, problem, "Use a whole address that begins with https://, http:// or mailto:.");
  }
  if (textOf(node).trim() === "") reading.error(node, "A link has no text.", "Write [text](address).");
  if (node.title) reading.error(node, `The link's title ${quoted(node.title)} is not shown.`, "Say it in the text.");
  return [{ kind: "link", url: node.url, children }];
}

/** Paragraphs as one flow of inlines, an empty line between two; anything but paragraphs is a fault. */
export function paragraphs(parent: Blockquote | ListItem, where: string, reading: Reading): Inlines {
  if (textOf(parent).trim() === "") reading.error(parent, `${where} is empty.`, "Write it, or leave it out.");
  return parent.children.flatMap((node, index): Inlines => {
    if (node.type !== "paragraph") {
      reading.error(node, `${where} holds more than text.`, "Keep it to paragraphs.");
      return [];
    }
    const gap: Inlines = index === 0 ? [] : [{ kind: "break" }, { kind: "break" }];
    return [...gap, ...inlines(node.children, reading)];
  });
}
