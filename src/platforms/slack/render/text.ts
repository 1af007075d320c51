import type { types } from "@slack/bolt";
import type { Inline, Inlines } from "../../../chat/message.ts";
import { plainInlines } from "../../../chat/plain.ts";
import { cleanText } from "./escape.ts";

/** A run of rich text. What it holds is text and never markup: Slack parses nothing in it, so nothing is escaped. */
export type Run = types.RichTextElement;

type Style = NonNullable<types.RichTextText["style"]>;

/** The one slash command of the tutor: its own commands are words behind it, for names are global in a workspace. */
export const COMMAND = "/nightshift";

/** A command as it is typed here. */
export const typed = (name: string): string => `${COMMAND} ${name}`;

/** Inline nodes as rich text. */
export const runsOf = (text: Inlines, style: Style = {}): readonly Run[] =>
  text.flatMap((node) => runsOfNode(node, style));

/** Nothing but text. */
export const textRun = (text: string, style: Style = {}): readonly Run[] => {
  const clean = cleanText(text);
  return clean === "" ? [] : [{ type: "text", text: clean, ...styled(style) }];
};

const styled = (style: Style): { readonly style?: Style } => (Object.keys(style).length === 0 ? {} : { style });

function runsOfNode(node: Inline, style: Style): readonly Run[] {
  switch (node.kind) {
    case "plain":
      return textRun(node.text, style);
    case "mono":
      return textRun(node.text, { ...style, code: true });
    case "strong":
      return runsOf(node.children, { ...style, bold: true });
    case "emphasis":
      return runsOf(node.children, { ...style, italic: true });
    case "link":
      return linkRuns(node.url, node.children, style);
    case "command":
      return textRun(typed(node.name), { ...style, code: true });
    case "instant":
      return [
        {
          type: "date",
          timestamp: Math.floor(node.at / 1000),
          format: formats[node.style],
          fallback: cleanText(node.text),
          ...styled(style),
        },
      ];
    case "channel":
      return /^[CG][A-Z0-9]+$/.test(node.id)
        ? [{ type: "channel", channel_id: node.id, ...styled(style) }]
        : textRun(node.text, style);
    case "break":
      return [{ type: "text", text: "\n" }];
    default:
      return node satisfies never;
  }
}

/** Slack shows a moment in the reader's own zone and language (Formatting message text, "Date formatting"). */
const formats = {
  full: "{date_long_pretty}, {time}",
  time: "{time}",
  relative: "{ago}",
} as const;

/** A link of the course; an address of any other kind than the web's stays text, with the address shown. */
function linkRuns(url: string, children: Inlines, style: Style): readonly Run[] {
  const parsed = URL.parse(url);
  const shown = cleanText(plainInlines(children));
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return textRun(`${shown} (${url})`, style);
  // Words that are an address themselves look like a trap: show where the link leads instead.
  const text = shown === "" || /:\/\//.test(shown) ? {} : { text: shown };
  return [{ type: "link", url: parsed.href, ...text, ...styled(style) }];
}
