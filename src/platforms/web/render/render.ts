import type { Block, Message, Option } from "../../../chat/message.ts";
import { progressBar, verdictMark } from "../../../chat/plain.ts";
import { controlOf, renderControls } from "./controls.ts";
import { type Markup, markup, nothing } from "./escape.ts";
import { renderChart } from "./pictures.ts";
import { renderInlines } from "./text.ts";

type Options = Extract<Block, { kind: "options" }>;

/** A message of the tutor as HTML; `entry` is its id, to which its buttons, pictures and files refer. */
export function renderMessage(entry: string, message: Message): Markup {
  const buttons = message.buttons ?? [];
  const blocks = message.blocks.map((block, index) =>
    block.kind === "options" ? renderOptions(entry, block, buttons) : renderBlock(entry, block, index),
  );
  return markup`<div class="body">${blocks}</div>${renderControls(entry, buttons)}`;
}

function renderBlock(entry: string, block: Exclude<Block, Options>, index: number): Markup {
  switch (block.kind) {
    case "heading":
      return markup`<h2>${renderInlines(block.text)}</h2>`;
    case "text":
      return markup`<p>${renderInlines(block.text)}</p>`;
    case "quote":
      return markup`<blockquote><p>${renderInlines(block.text)}</p></blockquote>`;
    case "code":
      return markup`<pre tabindex="0" aria-label="Code"><code>${block.code}</code></pre>`;
    case "list":
      return renderList(block);
    case "table":
      return renderTable(block);
    case "progress":
      return renderProgress(block);
    case "picture":
      return markup`<img class="picture" src="/pictures/${entry}/${index}" alt="${block.alt}">`;
    case "chart":
      return renderChart(entry, index, block);
    case "file":
      return markup`<p><a class="file" href="/files/${entry}/${index}" download="${block.name}">${block.name}</a></p>`;
    case "note":
      return markup`<p class="note">${renderInlines(block.text)}</p>`;
    default:
      return block satisfies never;
  }
}

function renderList(block: Extract<Block, { kind: "list" }>): Markup {
  const items = block.items.map((item) => markup`<li>${renderInlines(item)}</li>`);
  return block.ordered ? markup`<ol>${items}</ol>` : markup`<ul>${items}</ul>`;
}

/** Choices; a click on one presses the button with its letter, where there is one (page.js). */
function renderOptions(entry: string, { options }: Options, buttons: NonNullable<Message["buttons"]>): Markup {
  const items = options.map((option) => renderOption(option, controlOf(entry, buttons, option.letter)));
  return markup`<ol class="options" role="list">${items}</ol>`;
}

function renderOption(option: Option, control: string | undefined): Markup {
  const reason = option.reason ? markup`<span class="reason">${renderInlines(option.reason)}</span>` : nothing;
  const look = option.verdict ? option.verdict.tone : option.picked ? "picked" : "open";
  const press = control === undefined ? nothing : markup` data-press="${control}"`;
  return markup`<li class="option ${look}"${press}><span class="letter">${option.letter}<span class="unseen">.</span></span>
<span class="choice">${renderInlines(option.text)} ${renderMark(option)}${reason}</span></li>`;
}

/** Right, wrong and picked are always said in a word; the sign and the colour only repeat it. */
function renderMark(option: Option): Markup {
  const { verdict } = option;
  if (verdict) {
    return markup`<span class="verdict"><span aria-hidden="true">${verdictMark(verdict.tone)}</span> ${verdict.word}</span>`;
  }
  return option.picked ? markup`<span class="verdict"><span aria-hidden="true">☑</span> picked</span>` : nothing;
}

function renderTable(block: Extract<Block, { kind: "table" }>): Markup {
  const head = block.header.map((cell) => markup`<th scope="col">${renderInlines(cell)}</th>`);
  const rows = block.rows.map((row) => markup`<tr>${row.map((cell) => markup`<td>${renderInlines(cell)}</td>`)}</tr>`);
  return markup`<div class="table" tabindex="0" role="region" aria-label="Table">
<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function renderProgress(block: Extract<Block, { kind: "progress" }>): Markup {
  return markup`<p class="progress"><span class="bar" aria-hidden="true">${progressBar(block.done, block.total)}</span> ${block.text}</p>`;
}
