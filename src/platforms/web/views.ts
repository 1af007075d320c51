import type { Context, Hono } from "hono";
import { makeKnown } from "./actions.ts";
import { perform } from "./answer.ts";
import type { Chat, Env } from "./chat.ts";
import { Refused, refusals } from "./errors.ts";
import { markup } from "./markup.ts";
import { renderPage } from "./page.ts";
import { channelOf, placeOf, type Room, roomNamed } from "./places.ts";
import { reloadEvent } from "./stream.ts";
import { nameOf, personOf, visitorOf, welcomeVisitor } from "./visitor.ts";

/** Messages that a page opens with; older ones stay in the history. */
const MOST_SHOWN = 100;
/** Visitors who got their cookie and have not come back with it yet. */
const MOST_NEWCOMERS = 1000;

/** The two rooms, and the stream of what happens in them. */
export function serveViews(app: Hono<Env>, chat: Chat): void {
  const newcomers = new Set<string>();
  app.get("/", (context) => context.redirect("/study-hall"));
  app.get("/study-hall", (context) => view(context, chat, "study-hall", newcomers));
  app.get("/direct", (context) => view(context, chat, "direct", newcomers));
  app.get("/events", (context) => listen(context, chat, newcomers));
}

async function view(context: Context, chat: Chat, room: Room, newcomers: Set<string>): Promise<Response> {
  const { options, look, assets, run } = chat;
  let person = visitorOf(context);
  if (person === undefined) {
    // A link on another site brings no strict cookie along: ask again from here before taking somebody for new.
    if (context.req.header("sec-fetch-site") === "cross-site") return again(context);
    person = welcomeVisitor(context);
    if (newcomers.size < MOST_NEWCOMERS) newcomers.add(person);
  }
  const name = await nameOf(options.history, person);
  const entries = await options.history.recent(person, channelOf(room, person), MOST_SHOWN);
  const commands = options.commands();
  context.header("cache-control", "no-store");
  return context.html(renderPage({ room, person, name, entries, commands, look, assets, run, banner: options.banner }));
}

function again(context: Context): Response | Promise<Response> {
  context.header("cache-control", "no-store");
  return context.html(markup`<!doctype html><meta http-equiv="refresh" content="0"><title>One moment</title>`);
}

function listen(context: Context, chat: Chat, newcomers: Set<string>): Response {
  const person = visitorOf(context);
  const room = roomNamed(context.req.query("room"));
  if (person === undefined || room === undefined) throw new Refused(refusals.missing);
  const headers = { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" };
  if (context.req.query("run") !== chat.run) return new Response(reloadEvent, { headers });
  const channel = channelOf(room, person);
  const after = revisionOf(context.req.header("last-event-id")) ?? revisionOf(context.req.query("after")) ?? 0;
  const missed = () => chat.options.history.since(person, channel, after);
  const stream = chat.hub.open({ person, channel, missed });
  if (newcomers.delete(person)) welcome(context, chat, person, channel);
  return new Response(stream, { headers });
}

const revisionOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

/** Somebody came back with their new cookie, so a browser is really there: they become known, and are greeted. */
function welcome(context: Context, chat: Chat, id: string, channel: string): void {
  const { options, rights, transcript, handle } = chat;
  const greet = async () => {
    const by = await personOf(context, options.history, id, rights);
    await makeKnown(chat, id, by.name);
    const place = placeOf(channel);
    await perform(transcript, await handle({ kind: "opened", by, in: place }), { person: id, place, on: undefined });
  };
  greet().catch((error: unknown) => options.fault(error, options.newId().slice(-8)));
}
