import type { Context, Hono } from "hono";
import type { Command } from "../../../chat/command.ts";
import type { Chat, Env } from "../chat.ts";
import { Refused, refusals } from "../errors.ts";
import { perform } from "../interactions/answer.ts";
import { offersFor, renderOffer } from "../interactions/completion.ts";
import { makeKnown } from "../interactions/receiver.ts";
import { channelOf, otherRoom, placeOf, type Room, roomNamed } from "../places.ts";
import { reloadEvent } from "../server/stream.ts";
import { nameOf, personOf, visitorOf, welcomeVisitor } from "../server/visitor.ts";
import { markup } from "./escape.ts";
import { renderPage } from "./page.ts";

/** Messages that a page opens with; older ones stay in the history. */
const MOST_SHOWN = 100;
/** Visitors who got their cookie and have not come back with it yet. */
const MOST_NEWCOMERS = 1000;

/** The two rooms, the stream of what happens in them, and what the message box offers. */
export function serveViews(app: Hono<Env>, chat: Chat): void {
  const newcomers = new Set<string>();
  app.get("/", (context) => context.redirect("/study-hall"));
  app.get("/study-hall", (context) => view(context, chat, "study-hall", newcomers));
  app.get("/direct", (context) => view(context, chat, "direct", newcomers));
  app.get("/events", (context) => listen(context, chat, newcomers));
}

async function view(context: Context, chat: Chat, room: Room, newcomers: Set<string>): Promise<Response> {
  const { options, look, assets, run, rights } = chat;
  let person = visitorOf(context);
  if (person === undefined) {
    // A link on another site brings no strict cookie along: ask again from here before taking somebody for new.
    if (context.req.header("sec-fetch-site") === "cross-site") return again(context);
    person = welcomeVisitor(context);
    if (newcomers.size < MOST_NEWCOMERS) newcomers.add(person);
  }
  const name = await nameOf(options.history, person);
  const entries = await options.history.recent(person, channelOf(room, person), MOST_SHOWN);
  const elsewhere = await newestElsewhere(chat, room, person);
  context.header("cache-control", "no-store");
  const seen = { room, person, name, entries, elsewhere, commands: commandsFor(chat), now: options.now() };
  const mayMove = options.clock !== undefined && rights.mayManage;
  return context.html(renderPage({ ...seen, look, assets, run, beside: options.beside ?? [], mayMove }));
}

/** Nobody is offered what they may not do. */
const commandsFor = ({ options, rights }: Chat): readonly Command[] =>
  options.commands().filter(({ who }) => who === "anyone" || rights.mayManage);

/** The id of the newest message in the room that a person does not look at, unless they said it themselves. */
async function newestElsewhere({ options }: Chat, room: Room, person: string): Promise<string | undefined> {
  const [newest] = await options.history.recent(person, channelOf(otherRoom(room), person), 1);
  return newest && newest.author?.person !== person ? newest.id : undefined;
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
  const elsewhere = async () => (await newestElsewhere(chat, room, person)) ?? "";
  const stream = chat.hub.open({ person, channel, other: channelOf(otherRoom(room), person), missed, elsewhere });
  if (newcomers.delete(person)) welcome(context, chat, person, channel);
  return new Response(stream, { headers });
}

const revisionOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

/** What the text in the message box may become (completion.js). */
export function offer(context: Context, chat: Chat): Response | Promise<Response> {
  const line = context.req.query("line") ?? "";
  context.header("cache-control", "no-store");
  return context.html(
    markup`${offersFor(line, commandsFor(chat)).map((one, index) => renderOffer(one, `asked-${index}`))}`,
  );
}

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
