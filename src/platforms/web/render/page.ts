import type { Command } from "../../../chat/command.ts";
import { offersOf, renderOffer } from "../interactions/completion.ts";
import type { Room } from "../places.ts";
import type { Entry } from "../posts/history.ts";
import { type Assets, SCRIPTS } from "../server/assets.ts";
import { RUN_HEADER } from "../server/guard.ts";
import { type Look, renderArticle } from "./article.ts";
import { type Markup, markup, nothing } from "./escape.ts";
import { renderSide, toNotice } from "./side.ts";

/** What one page shows. */
export type View = {
  readonly room: Room;
  readonly person: string;
  readonly name: string;
  readonly entries: readonly Entry[];
  readonly commands: readonly Command[];
  readonly look: Look;
  readonly assets: Assets;
  /** The token of this run; it goes back with every request that changes something. */
  readonly run: string;
  /** Platforms that are connected beside the page. */
  readonly beside: readonly string[];
  /** The newest message of the other room, unless it is the person's own; undefined when there is none. */
  readonly elsewhere: string | undefined;
  /** What time it is for the tutor, in epoch milliseconds. */
  readonly now: number;
  /** Whether the person may move the tutor's clock. */
  readonly mayMove: boolean;
};

const HTMX = JSON.stringify({ history: false, includeIndicatorCSS: false });

export function renderPage(view: View): Markup {
  const { assets, look, room } = view;
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="htmx-config" content="${HTMX}">
<title>${titleOf(room, look)} · ${look.tutor}</title>
<link rel="icon" type="image/svg+xml" href="${look.avatar}">
<link rel="stylesheet" href="${assets.path("page.css")}">
${SCRIPTS.map((name) => markup`<script src="${assets.path(name)}"></script>`)}</head>
<body data-room="${room}" data-now="${view.now}" data-elsewhere="${view.elsewhere ?? ""}" hx-headers:inherited="${JSON.stringify({ [RUN_HEADER]: view.run })}" hx-status:4xx:inherited="${toNotice("#notice")}"
 hx-status:5xx:inherited="${toNotice("#notice")}"><a class="skip" href="#message">Skip to the message box</a>
${renderSide(view)}<main>${renderTop(view)}${renderLog(view)}${renderComposer(view)}</main>
<div id="dialogs"></div></body></html>`;
}

const titleOf = (room: Room, look: Look): string => (room === "direct" ? look.tutor : "#study-hall");

function renderTop({ room, look, beside }: View): Markup {
  const about = room === "direct" ? "Between you and the tutor alone" : "Everybody can read what you write here";
  const note = beside.length === 0 ? nothing : markup`<p class="banner" role="note">${besideNote(beside)}</p>`;
  return markup`${note}<div class="top"><h1>${titleOf(room, look)}</h1><p>${about}</p>
<p id="line" role="status" data-lost="Connection lost. Trying again…"></p></div>`;
}

const besideNote = (names: readonly string[]): string =>
  `${names.join(" and ")} ${names.length === 1 ? "is" : "are"} connected beside this page. What happens here stays on this page.`;

function renderLog({ room, look, entries, run }: View): Markup {
  const after = entries.reduce((newest, entry) => Math.max(newest, entry.revision), 0);
  return markup`<section id="log" role="log" aria-live="polite" aria-label="Messages in ${titleOf(room, look)}" tabindex="0"
 hx-sse:connect="/events?room=${room}&after=${after}&run=${run}" hx-swap="transcript" hx-config="sse.reconnectMaxDelay:3000">
${renderIntro(room, look)}${entries.map((entry) => renderArticle(entry, look))}</section>`;
}

function renderIntro(room: Room, look: Look): Markup {
  const lead =
    room === "direct"
      ? markup`This is your own conversation with ${look.tutor}. Nobody else sees it.`
      : markup`Everybody reads what is said here. What ${look.tutor} teaches you, only you can see.`;
  return markup`<div class="intro"><img src="${look.avatar}" alt="" width="56" height="56">
<p class="title">${room === "direct" ? `You and ${look.tutor}` : "Welcome to #study-hall"}</p>
<p>${lead} Type <kbd>/learn</kbd> to begin, or <kbd>/help</kbd> to look around.</p></div>`;
}

function renderComposer({ room, look, commands }: View): Markup {
  return markup`<form id="composer" hx-post="/say" hx-target="#dialogs" hx-sync="this:queue all">
<div id="notice" class="notice" role="alert" data-away="${look.tutor} cannot be reached just now. Nothing was sent; try again in a moment."></div>
<ul id="completions" role="listbox" aria-label="Commands" hidden>${offersOf(commands).map((offer, index) => renderOffer(offer, `offer-${index}`))}</ul>
<div class="box"><input type="hidden" name="room" value="${room}"><label class="unseen" for="message">Message</label>
<textarea id="message" name="text" rows="1" placeholder="Say something, or type /" autocomplete="off" data-draft="message ${room}"
 aria-autocomplete="list" aria-controls="completions"></textarea><button class="send">Send</button></div></form>`;
}
