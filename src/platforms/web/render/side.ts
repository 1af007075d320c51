import type { Room } from "../places.ts";
import type { Look } from "./article.ts";
import { type Markup, markup, nothing } from "./escape.ts";

/** What the side of a page shows. */
export type Side = {
  readonly room: Room;
  readonly look: Look;
  readonly name: string;
  readonly person: string;
  readonly now: number;
  readonly mayMove: boolean;
};

/** Where htmx puts the sentence of a refusal. */
export const toNotice = (place: string): string => `target:${place} swap:innerHTML`;

/** The two rooms, the tutor's clock where it may be moved, and the person's own corner. */
export function renderSide({ room, look, name, person, now, mayMove }: Side): Markup {
  // Shown by unread.js: what a person has seen, only their browser knows.
  const unread = markup`<span class="unread" hidden>new<span class="unseen"> messages</span></span>`;
  const link = (to: Room, label: Markup) =>
    markup`<li><a href="/${to}"${to === room ? markup` aria-current="page"` : nothing}>${label}${unread}</a></li>`;
  return markup`<header class="side"><p class="brand"><img src="${look.avatar}" alt="" width="32" height="32"><span>${look.tutor}</span></p>
<nav aria-label="Channels"><p class="group">Channels</p><ul>${link("study-hall", markup`<span class="sign" aria-hidden="true">#</span>study-hall`)}</ul>
<p class="group">Direct messages</p><ul>${link("direct", markup`<span class="sign dot" aria-hidden="true"></span>${look.tutor}`)}</ul></nav>
${mayMove ? renderClock(now) : nothing}${renderMe({ name, person, saved: false })}</header>`;
}

/** The person's own corner: the name they go by, and the form to change it. */
export function renderMe(me: { readonly name: string; readonly person: string; readonly saved: boolean }): Markup {
  const saved = me.saved ? markup`Saved. New messages carry this name.` : nothing;
  return markup`<details id="me"${me.saved ? markup` open` : nothing}><summary><bdi class="name">${me.name}</bdi>
<span class="hint">Change name</span></summary><form hx-post="/name" hx-target="#me" hx-swap="outerHTML"
 hx-status:4xx="${toNotice("#name-notice")}" hx-status:5xx="${toNotice("#name-notice")}"><label for="name">Your name</label>
<div class="row"><input id="name" name="name" type="text" value="${me.name}" autocomplete="nickname">
<button id="save-name" class="plain">Save</button></div><div id="name-notice" role="status">${saved}</div></form></details>`;
}

/**
 * The tutor's clock, and the buttons that move it on. The browser writes the time in the visitor's own zone and goes on
 * counting (times.js); what a move brings is said there, too.
 */
function renderClock(now: number): Markup {
  const instant = new Date(now).toISOString();
  const to = (place: string, label: string) =>
    markup`<form hx-post="/clock" hx-target="#dialogs" hx-sync="#clock:drop"><input type="hidden" name="to" value="${place}"><button class="plain">${label}</button></form>`;
  return markup`<section id="clock" aria-label="The tutor's clock"><p><span class="group">The tutor's time</span>
<time id="tutor-time" datetime="${instant}" data-style="clock">${instant.slice(11, 16)} UTC</time></p>
<div class="row">${to("night", "To 02:00")}${to("morning", "Next morning")}</div><p id="moved" class="unseen" role="status" data-said="For the tutor it is now"></p></section>`;
}
