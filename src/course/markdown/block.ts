import type { Code, Heading, List, Paragraph, RootContent, Table } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { Block, Inlines } from "../../chat/message.ts";
import type { Reading } from "./fault.ts";
import { inlines, paragraphs } from "./inline.ts";
import { quoted } from "./quoted.ts";

/** What stands between two `---` as blocks of a message; what no message can show is a fault. */
export function blocks(nodes: readonly RootContent[], reading: Reading): readonly Block[] {
  return nodes.flatMap((node) => {
    const block = blockOf(node, reading);
    return block ? [reading.mark(block, node)] : [];
  });
}

function blockOf(node: RootContent, reading: Reading): Block | undefined {
  switch (node.type) {
    case "paragraph":
      return paragraph(node, reading);
    case "heading":
      return heading(node, reading);
    case "blockquote":
      return { kind: "quote", text: paragraphs(node, "A quote", reading) };
    case "code":
      return code(node, reading);
    case "list":
      return list(node, reading);
    case "table":
      return table(node, reading);
    default:
      return unsupported(node, reading);
  }
}

function paragraph(node: Paragraph, reading: Reading): Block {
  const [only, ...others] = node.children;
  if (only?.type !== "image" || others.length > 0) return { kind: "text", text: inlines(node.children, reading) };
  if (only.title) reading.error(only, `The picture's title ${quoted(only.title)} is not shown.`, "Say it in the text.");
  return { kind: "picture", file: only.url, alt: (only.alt ?? "").trim() };
}

function heading(node: Heading, reading: Reading): Block {
  if (!reading.source(node).startsWith("#")) {
    reading.error(
      node,
      "A line of dashes or equals signs stands right under text, which makes that text a heading.",
      "Put a blank line above ---, or write the heading with ##.",
    );
  }
  if (textOf(node).trim() === "") reading.error(node, "A heading is empty.", "Write it, or leave out the #.");
  return { kind: "heading", text: inlines(node.children, reading) };
}

function code(node: Code, reading: Reading): Block {
  if (node.meta)
    reading.error(node, `${quoted(node.meta)} after the language is not used.`, "Keep the language alone.");
  return { kind: "code", code: node.value, ...(node.lang ? { language: node.lang } : {}) };
}

function list(node: List, reading: Reading): Block {
  if (node.ordered && (node.start ?? 1) !== 1) {
    reading.error(node, `A numbered list begins at ${node.start}.`, "Begin it at 1.");
  }
  const items = node.children.map((item): Inlines => {
    if (typeof item.checked === "boolean") {
      reading.error(
        item,
        "Boxes to tick belong in a question.",
        "Put the list in :::check{#id}, or leave out the boxes.",
      );
    }
    return paragraphs(item, "A list item", reading);
  });
  return { kind: "list", ordered: node.ordered ?? false, items };
}

function table(node: Table, reading: Reading): Block {
  const [header = [], ...rows] = node.children.map((row) => {
    if (row.children.length > (node.children[0]?.children.length ?? 0)) {
      reading.error(
        row,
        "A row of the table has more cells than its head.",
        "Give each row as many cells as the head.",
      );
    }
    return row.children.map((cell) => inlines(cell.children, reading));
  });
  return { kind: "table", header, rows };
}

function unsupported(node: RootContent, reading: Reading): undefined {
  if (node.type === "html") {
    reading.error(node, `HTML is not shown: ${quoted(node.value)}.`, "Write Markdown, or put it in `backticks`.");
  } else if (node.type === "containerDirective") {
    reading.error(
      node,
      `:::${node.name} is not known here.`,
      "Known are :::check, :::myth and :::offer, each at the left margin and outside any other block.",
    );
  } else if (node.type === "thematicBreak") {
    reading.error(node, "--- stands inside a question.", "Close the question with ::: first.");
  } else if (node.type === "definition") {
    reading.error(node, "An address stands apart from its link.", "Write it in the link itself: [text](https://…).");
  } else {
    reading.error(node, `A message cannot show this (${node.type}).`, "Say it in plain paragraphs.");
  }
}
