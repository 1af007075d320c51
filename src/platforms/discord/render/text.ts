import { columnLines } from "../../../chat/columns.ts";
import type { Block, Inline, Inlines, Option } from "../../../chat/message.ts";
import { plainInlines, progressBar, verdictMark } from "../../../chat/plain.ts";
import { cleanText, escapeText, fencedCode, inlineCode } from "./escape.ts";

/** Ids of registered commands by name: with one, a command in a text can be clicked. */
export type CommandIds = ReadonlyMap<string, string>;

type TextBlock = Exclude<Block, { kind: "file" }>;

/** A block as Discord's Markdown; of a picture, what it shows in words. */
export function blockText(block: TextBlock, commands: CommandIds): string {
  const say = (text: Inlines): string => inlineText(text, commands);
  switch (block.kind) {
    case "heading":
      return `## ${oneLine(say(block.text))}`;
    case "text":
      return say(block.text);
    case "quote":
      return eachLine("> ", say(block.text));
    case "code":
      return codeText(block.code, block.language);
    case "list":
      return block.items.map((item, at) => listItem(block.ordered ? `${at + 1}. ` : "- ", say(item))).join("\n");
    case "options":
      return block.options.map((option) => optionText(option, commands)).join("\n");
    case "table":
      return tableText([block.header, ...block.rows].map((row) => row.map(plainInlines)));
    case "picture":
    case "chart":
      return escapeText(block.alt);
    case "progress":
      return `-# ${progressBar(block.done, block.total)} ${escapeText(block.text)}`;
    case "note":
      return eachLine("-# ", say(block.text));
    default:
      return block satisfies never;
  }
}

/** Inline nodes as Discord's Markdown, each escaped once. */
export const inlineText = (text: Inlines, commands: CommandIds): string =>
  joined(text)
    .map((node) => nodeText(node, commands))
    .join("");

/** Neighbouring runs of plain text become one, so that what begins a line is seen as such. */
function joined(text: Inlines): Inlines {
  const result: Inline[] = [];
  for (const node of text) {
    const last = result.at(-1);
    if (node.kind === "plain" && last?.kind === "plain") {
      result.splice(-1, 1, { kind: "plain", text: last.text + node.text });
    } else result.push(node);
  }
  return result;
}

function nodeText(node: Inline, commands: CommandIds): string {
  switch (node.kind) {
    case "plain":
      return escapeText(node.text);
    case "mono":
      return inlineCode(node.text);
    case "strong":
      return wrapped("**", inlineText(node.children, commands));
    case "emphasis":
      return wrapped("*", inlineText(node.children, commands));
    case "link":
      return linkText(node.url, node.children, commands);
    case "command":
      return commandText(node.name, commands);
    case "instant":
      return `<t:${Math.floor(node.at / 1000)}:${stamps[node.style]}>`;
    case "channel":
      return /^\d{1,20}$/.test(node.id) ? `<#${node.id}>` : escapeText(node.text);
    case "break":
      return "\n";
    default:
      return node satisfies never;
  }
}

/** Discord shows a timestamp in the reader's own zone and language (Reference, "Message Formatting", timestamp styles). */
const stamps = { full: "f", time: "t", relative: "R" } as const;

function commandText(name: string, commands: CommandIds): string {
  const id = commands.get(name);
  return id === undefined ? inlineCode(`/${name}`) : `</${name}:${id}>`;
}

/** Marks hold no space at their inner edge: Discord would show them as they are. */
function wrapped(mark: string, text: string): string {
  const [, before = "", inner = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return inner === "" ? text : `${before}${mark}${inner}${mark}${after}`;
}

/** A link of the course; an address of any other kind than the web's stays text, with the address shown. */
function linkText(url: string, children: Inlines, commands: CommandIds): string {
  const label = inlineText(children, commands);
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return `${label} (${escapeText(url)})`;
  const address = parsed.href
    .replace(/[()<>]/g, encodeURIComponent)
    .replace(/\(/g, "%28")
    .replace(/\)/g, "%29");
  const shown = plainInlines(children);
  // A masked link whose text is an address looks like a trap, and Discord does not make it one: show where it leads.
  return shown === "" || /:\/\//.test(shown) ? `<${address}>` : `[${oneLine(label)}](<${address}>)`;
}

function optionText(option: Option, commands: CommandIds): string {
  const mark = option.verdict ? `${verdictMark(option.verdict.tone)} ` : option.picked ? "☑ " : "";
  const word = option.verdict ? ` *(${escapeText(option.verdict.word)})*` : "";
  const line = `${mark}**${escapeText(option.letter)}.** ${inlineText(option.text, commands)}${word}`;
  return option.reason ? `${line}\n${eachLine("> ", inlineText(option.reason, commands))}` : line;
}

function codeText(code: string, language?: string): string {
  const named = /^[a-z0-9+#-]{1,20}$/i.test(language ?? "") ? language : "";
  return `\`\`\`${named}\n${fencedCode(code).replace(/\n+$/, "")}\n\`\`\``;
}

/** Discord knows no tables: columns of even width in typewriter type. */
const tableText = (rows: readonly (readonly string[])[]): string =>
  codeText(columnLines(rows.map((row) => row.map((cell) => oneLine(cleanText(cell))))).join("\n"));

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, " ");

const eachLine = (mark: string, text: string): string =>
  text
    .split("\n")
    .map((line) => `${mark}${line}`)
    .join("\n");

const listItem = (mark: string, text: string): string => `${mark}${text.split("\n").join("\n  ")}`;
