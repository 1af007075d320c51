import type { List, ListItem, Paragraph } from "mdast";
import type { Inlines } from "../../chat/message.ts";
import { plainInlines } from "../../chat/plain.ts";
import type { Reading } from "../markdown/fault.ts";
import { inlines, paragraphs } from "../markdown/inline.ts";
import { quoted } from "../markdown/quoted.ts";
import type { Choice } from "../model.ts";
import { idRule, isId } from "./front-matter.ts";

/** The choices of a question: a task list, the reason of each in a quote under it. */
export function choices(list: List, reading: Reading): readonly Choice[] {
  return list.children.flatMap((item) => {
    const choice = choiceOf(item, reading);
    return choice ? [reading.mark(choice, item)] : [];
  });
}

function choiceOf(item: ListItem, reading: Reading): Choice | undefined {
  const [text, quote, ...others] = item.children;
  if (typeof item.checked !== "boolean" || text?.type !== "paragraph") {
    reading.error(
      item,
      "A choice has no box, or no text after it.",
      "Begin each choice with [x] or [ ], then its text.",
    );
    return undefined;
  }
  const surplus = quote?.type === "blockquote" ? others[0] : quote;
  if (surplus) {
    const remedy = "Keep a choice to one paragraph, and give its reason in one quote (>) indented under it.";
    reading.error(surplus, "A choice holds more than its text and its reason.", remedy);
  }
  const { shown, tag } = tagged(text, reading);
  if (plainInlines(shown).trim() === "") reading.error(text, "A choice is empty.", "Write its text after the box.");
  if (item.checked && tag !== undefined) {
    reading.error(
      item,
      `A right choice has the tag ${quoted(tag)}.`,
      "Tags name misconceptions: keep them to wrong choices.",
    );
  }
  return {
    text: shown,
    right: item.checked,
    ...(quote?.type === "blockquote" ? { reason: paragraphs(quote, "A reason", reading) } : {}),
    ...(tag !== undefined && !item.checked ? { tag } : {}),
  };
}

const braces = /\s*\{([^{}]*)\}\s*$/;

/** The text of a choice without the `{tag=…}` at its end. */
function tagged(text: Paragraph, reading: Reading): { readonly shown: Inlines; readonly tag?: string } {
  const last = text.children.at(-1);
  const found = last?.type === "text" ? braces.exec(last.value) : null;
  if (last?.type !== "text" || !found) return { shown: inlines(text.children, reading) };
  const before = last.value.slice(0, found.index);
  const shown = inlines(
    [...text.children.slice(0, -1), ...(before === "" ? [] : [{ ...last, value: before }])],
    reading,
  );
  const tag = /^tag=(.*)$/.exec(found[1] ?? "")?.[1] ?? "";
  if (isId(tag)) return { shown, tag };
  reading.error(
    last,
    `${quoted(found[0].trim())} at the end of a choice is not a tag.`,
    `Write {tag=name}, the name ${idRule}; to show braces, put them in \`backticks\`.`,
  );
  return { shown };
}
