import type { types } from "@slack/bolt";
import type { Message } from "../../../chat/message.ts";
import { blocksOf, type Hosted, lengthOf, type Shown } from "./blocks.ts";
import { controlRows } from "./controls.ts";
import { spokenText } from "./spoken.ts";

/** A message as Slack's API takes it, for a post, an edit, or an answer to what somebody did. */
export type Body = {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
  /** Nothing in `text` becomes a mention, a channel or a link but what is written as one. */
  readonly parse: "none";
  readonly mrkdwn: false;
  readonly unfurl_links: false;
  readonly unfurl_media: false;
};

/** Blocks of one message (Block Kit reference). */
const MOST_BLOCKS = 50;
/**
 * Characters of all blocks of one message. Slack states none and refuses somewhere above 13,000 (`msg_blocks_too_long`,
 * slackapi/bolt-js issue 2509).
 */
const MOST_TEXT = 12_000;

const nothing: Hosted = new Map();

/**
 * A message as Slack shows it: nearly always one body; what one cannot hold goes on in further ones, and the buttons
 * stand under the last. Empty when there is nothing to show. `id` goes into the rows of buttons.
 */
export function renderMessage(message: Message, id: string, hosted: Hosted = nothing): readonly Body[] {
  const rows = controlRows(message.buttons ?? [], id);
  const pages = paginate(
    message.blocks.flatMap((block) => blocksOf(block, hosted)),
    MOST_BLOCKS - rows.length,
  );
  if (pages.length === 0 && rows.length > 0) return [bodyOf([], rows)];
  return pages.map((blocks, at) => bodyOf(blocks, at === pages.length - 1 ? rows : []));
}

function paginate(blocks: readonly Shown[], room: number): readonly (readonly Shown[])[] {
  const pages: Shown[][] = [];
  let taken = 0;
  for (const block of blocks) {
    const size = sizeOf(block);
    const last = pages.at(-1);
    const fits = last !== undefined && last.length < room && taken + size <= MOST_TEXT;
    if (fits) last.push(block);
    else pages.push([block]);
    taken = fits ? taken + size : size;
  }
  return pages;
}

/** Characters a block counts. */
function sizeOf(block: Shown): number {
  switch (block.type) {
    case "header":
      return block.text.text.length;
    case "image":
      return block.alt_text.length;
    case "context":
      return block.elements.reduce((sum, element) => sum + ("text" in element ? element.text.length : 0), 0);
    case "rich_text":
      return block.elements
        .flatMap((part) => (part.type === "rich_text_list" ? part.elements : [part]))
        .reduce((sum, part) => sum + part.elements.reduce((length, run) => length + lengthOf(run), 0), 0);
    default:
      return block satisfies never;
  }
}

const bodyOf = (blocks: readonly Shown[], rows: readonly types.ActionsBlock[]): Body => ({
  // Buttons alone have no words: a dash keeps Slack from guessing some.
  text: blocks.length === 0 ? "-" : spokenText(blocks),
  blocks: [...blocks, ...rows],
  parse: "none",
  mrkdwn: false,
  unfurl_links: false,
  unfurl_media: false,
});

/** The same message as the person's own page (App Home), which takes a hundred blocks and has no text beside them. */
export const renderHome = (message: Message, id: string): types.HomeView => ({
  type: "home",
  blocks: renderMessage(message, id)
    .flatMap(({ blocks }) => blocks)
    .slice(0, 100),
});
