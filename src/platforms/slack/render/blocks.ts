import type { types } from "@slack/bolt";
import { columnLines } from "../../../chat/columns.ts";
import type { Block, Inlines, Option } from "../../../chat/message.ts";
import { plainInlines, progressBar, verdictMark } from "../../../chat/plain.ts";
import { cleanText } from "./escape.ts";
import { splitText } from "./split.ts";
import { type Run, runsOf, textRun, typed } from "./text.ts";

/** Blocks of the kinds that every client of Slack has drawn for years. */
export type Shown = types.HeaderBlock | types.RichTextBlock | types.ContextBlock | types.ImageBlock;

/** Where a picture, a chart or a file of a message lies in Slack by now; what is not in here is told in words. */
export type Hosted = ReadonlyMap<Block, { readonly file: string } | { readonly url: string }>;

/** Characters of one block: a section's limit (Block Kit reference), kept for rich text too, which states none. */
const MOST_IN_BLOCK = 3000;
/** A header's limit. */
const MOST_IN_HEADER = 150;

/** A block of ours as one or more of Slack's, each within its limits. */
export function blocksOf(block: Block, hosted: Hosted): readonly Shown[] {
  switch (block.kind) {
    case "heading":
      return headingBlocks(block.text);
    case "text":
      return rich([section(runsOf(block.text))]);
    case "quote":
      return rich([quote(runsOf(block.text))]);
    case "code":
      return codeBlocks(block.code);
    case "list":
      return rich([list(block.ordered, block.items)]);
    case "options":
      return rich(block.options.flatMap(optionParts));
    case "table":
      return codeBlocks(columnLines([block.header, ...block.rows].map((row) => row.map(cell))).join("\n"));
    case "progress":
      return small(`${progressBar(block.done, block.total)} ${block.text}`);
    case "picture":
    case "chart":
      return pictureBlocks(block, hosted);
    case "file":
      return fileBlocks(block, hosted);
    case "note":
      return noteBlocks(block.text);
    default:
      return block satisfies never;
  }
}

/** A list may begin to count at `offset`, which Slack documents and its types leave out (Block Kit, "List element type"). */
export type List = types.RichTextList & { readonly offset?: number };

type Part = types.RichTextSection | types.RichTextQuote | List | types.RichTextPreformatted;

const section = (elements: readonly Run[]): Part => ({ type: "rich_text_section", elements: [...elements] });
const quote = (elements: readonly Run[]): Part => ({ type: "rich_text_quote", elements: [...elements] });

const list = (ordered: boolean, items: readonly Inlines[]): Part => ({
  type: "rich_text_list",
  style: ordered ? "ordered" : "bullet",
  elements: items.map((item) => ({ type: "rich_text_section", elements: [...runsOf(item)] })),
});

/** Parts in blocks, as many in each as fit; a part that fits in none is cut, and nothing of it is lost. */
function rich(parts: readonly Part[]): readonly types.RichTextBlock[] {
  const blocks: Part[][] = [];
  let taken = 0;
  for (const part of parts.flatMap(cut)) {
    const size = sizeOf(part);
    const last = blocks.at(-1);
    if (last && taken + size <= MOST_IN_BLOCK) last.push(part);
    else blocks.push([part]);
    taken = last && taken + size <= MOST_IN_BLOCK ? taken + size : size;
  }
  return blocks.map((elements) => ({ type: "rich_text", elements }));
}

function cut(part: Part): readonly Part[] {
  if (part.type === "rich_text_list") return cutList(part);
  // A block in which nothing is said would be a message without a text, which Slack refuses (`no_text`).
  if (part.type !== "rich_text_preformatted" && isBlank(part.elements)) return [];
  return cutRuns(part.elements).map((elements): Part => ({ type: part.type, elements }) as Part);
}

const isBlank = (runs: readonly Run[]): boolean => runs.every((run) => run.type === "text" && run.text.trim() === "");

/** A list goes on counting in the next block; an item that is too long goes on as text. */
function cutList({ style, elements }: List): readonly Part[] {
  const pieces = elements.flatMap((item, index) =>
    cutRuns(item.elements).map((runs, at) => ({ runs, index, begins: at === 0 })),
  );
  const parts: Part[] = [];
  for (const { runs, index, begins } of pieces) {
    const item: types.RichTextSection = { type: "rich_text_section", elements: runs };
    const last = parts.at(-1);
    if (!begins) parts.push(item);
    else if (last?.type === "rich_text_list" && sizeOf(last) + sizeOf(item) <= MOST_IN_BLOCK) last.elements.push(item);
    else parts.push({ type: "rich_text_list", style, offset: index, elements: [item] });
  }
  return parts;
}

/** Runs in groups of at most a block's length; a longer run is cut at a border of its own. */
function cutRuns(runs: readonly Run[]): readonly Run[][] {
  const groups: Run[][] = [];
  let taken = 0;
  for (const run of runs.flatMap(cutRun)) {
    const size = lengthOf(run);
    const last = groups.at(-1);
    const fits = last !== undefined && taken + size <= MOST_IN_BLOCK;
    if (fits) last.push(run);
    else groups.push([run]);
    taken = fits ? taken + size : size;
  }
  return groups;
}

const cutRun = (run: Run): readonly Run[] =>
  run.type === "text" ? splitText(run.text, MOST_IN_BLOCK).map((text) => ({ ...run, text })) : [run];

const sizeOf = (part: Part): number =>
  part.type === "rich_text_list"
    ? part.elements.reduce((sum, item) => sum + sizeOf(item), 0)
    : part.elements.reduce((sum, run) => sum + lengthOf(run), 0);

/** Characters a run shows. */
export function lengthOf(run: Run): number {
  if (run.type === "text") return run.text.length;
  if (run.type === "link") return (run.text ?? run.url).length;
  return run.type === "date" ? (run.fallback ?? run.format).length : 0;
}

function headingBlocks(text: Inlines): readonly Shown[] {
  const title = plainWords(text).replace(/\s*\n\s*/g, " ");
  if (title.trim() === "") return [];
  if (title.length > MOST_IN_HEADER) return rich([section(runsOf(text, { bold: true }))]);
  return [{ type: "header", text: { type: "plain_text", text: title, emoji: false } }];
}

/** Words as they are typed and read here, without marks. */
const plainWords = (text: Inlines): string =>
  cleanText(
    plainInlines(text.map((node) => (node.kind === "command" ? { kind: "plain", text: typed(node.name) } : node))),
  );

const codeBlocks = (code: string): readonly Shown[] =>
  splitText(cleanText(code).replace(/\n+$/, ""), MOST_IN_BLOCK).map((text) => ({
    type: "rich_text",
    elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text }] }],
  }));

const cell = (text: Inlines): string => plainWords(text).replace(/\s*\n\s*/g, " ");

function optionParts(option: Option): readonly Part[] {
  const mark = option.verdict ? `${verdictMark(option.verdict.tone)} ` : option.picked ? "☑ " : "";
  const word = option.verdict ? textRun(` (${option.verdict.word})`, { italic: true }) : [];
  const line = [
    ...textRun(mark),
    ...textRun(`${option.letter}.`, { bold: true }),
    ...textRun(" "),
    ...runsOf(option.text),
  ];
  const end: Run = { type: "text", text: "\n" };
  const reason = option.reason ? [quote(runsOf(option.reason))] : [];
  return [section([...line, ...word, ...(option.reason ? [] : [end])]), ...reason];
}

/** Small print. */
const small = (text: string): readonly Shown[] =>
  splitText(cleanText(text), MOST_IN_BLOCK)
    .filter((piece) => piece.trim() !== "")
    .map((piece) => ({ type: "context", elements: [{ type: "plain_text", text: piece, emoji: false }] }));

/** Small print takes no runs; what has more than words in it is told as rich text. */
const noteBlocks = (text: Inlines): readonly Shown[] =>
  text.every(({ kind }) => kind === "plain" || kind === "break" || kind === "command")
    ? small(plainWords(text))
    : rich([section(runsOf(text))]);

function pictureBlocks(block: Extract<Block, { kind: "picture" | "chart" }>, hosted: Hosted): readonly Shown[] {
  const at = hosted.get(block);
  if (at && "file" in at) return [{ type: "image", slack_file: { id: at.file }, alt_text: cleanText(block.alt) }];
  return small(block.alt);
}

/** A file that lies in Slack is a link under its name; else what is in it stands in the message. */
function fileBlocks(block: Extract<Block, { kind: "file" }>, hosted: Hosted): readonly Shown[] {
  const at = hosted.get(block);
  if (at && "url" in at) return rich([section([{ type: "link", url: at.url, text: cleanText(block.name) }])]);
  return [...small(block.name), ...codeBlocks(block.content)];
}
