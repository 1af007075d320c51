import { personOfDirect } from "../places.ts";
import { readBody } from "../posts/body.ts";
import type { Entry } from "../posts/history.ts";
import { UNSAVED } from "../posts/transcript.ts";
import { type Markup, markup, nothing } from "./escape.ts";
import { renderMessage } from "./render.ts";

/** How messages look: the tutor's name, and where its picture is served. */
export type Look = { readonly tutor: string; readonly avatar: string };

/** One message of the chat as HTML, the same for everybody who may see it. */
export function renderArticle(entry: Entry, look: Look): Markup {
  const body = readBody(entry.body);
  const tone = body.kind === "message" ? (body.message.tone ?? "plain") : "plain";
  const author = entry.author?.name ?? look.tutor;
  const by = entry.author === undefined ? "tutor" : "person";
  const silent = body.kind === "message" && body.message.silent ? markup` aria-live="off"` : nothing;
  const kept = entry.revision === UNSAVED ? nothing : markup` data-kept`;
  return markup`<article id="m-${entry.id}" class="${by} ${tone}" data-at="${entry.at}"${kept}${silent} tabindex="-1" aria-label="${author}">
${renderAvatar(entry, look)}<div class="said"><header><span class="author"><bdi>${author}</bdi></span>${renderBadge(entry)}
${renderTime(entry)}${renderAlone(entry)}</header>${renderBody(entry, body)}</div></article>`;
}

function renderBody(entry: Entry, body: ReturnType<typeof readBody>): Markup {
  switch (body.kind) {
    case "typed":
      return markup`<div class="body"><p class="typed" dir="auto">${body.text}</p></div>`;
    case "message":
      return renderMessage(entry.id, body.message);
    case "unreadable":
      return markup`<div class="body"><p class="note">This message cannot be read any more.</p></div>`;
    default:
      return body satisfies never;
  }
}

const HUES = 6;

function renderAvatar(entry: Entry, look: Look): Markup {
  if (entry.author === undefined)
    return markup`<img class="avatar" src="${look.avatar}" alt="" width="40" height="40">`;
  const [first] = new Intl.Segmenter().segment(entry.author.name);
  const hue = Number.parseInt(entry.author.person.slice(0, 4), 16) % HUES || 0;
  return markup`<span class="avatar hue-${hue}" aria-hidden="true">${(first?.segment ?? "?").toUpperCase()}</span>`;
}

const renderBadge = (entry: Entry): Markup =>
  entry.author === undefined ? markup` <span class="badge">Tutor</span>` : nothing;

function renderAlone({ audience, channel }: Entry): Markup {
  const alone = audience !== undefined && personOfDirect(channel) === undefined;
  return alone ? markup` <span class="private">Only you can see this</span>` : nothing;
}

/**
 * The instant in UTC; the browser rewrites it in the reader's own zone and habit (page.js). Only what everybody saw is
 * marked as edited: a private page that turns is no edit to anybody.
 */
function renderTime(entry: Entry): Markup {
  const instant = Temporal.Instant.fromEpochMilliseconds(entry.at).toString({ smallestUnit: "second" });
  const edited = entry.changedAt !== undefined && entry.audience === undefined;
  return markup`<time datetime="${instant}">${instant.slice(11, 16)} UTC</time>${edited ? markup` <span class="edited">edited</span>` : nothing}`;
}
