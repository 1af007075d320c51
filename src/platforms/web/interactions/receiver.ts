import type { Context, Hono } from "hono";
import type { Act, MessageRef } from "../../../chat/event.ts";
import type { Chat, Env } from "../chat.ts";
import { Refused, refusals } from "../errors.ts";
import { cleanName } from "../names.ts";
import { channelOf, PLATFORM, placeOf, type Room, roomNamed } from "../places.ts";
import { typedBody } from "../posts/body.ts";
import type { Entry } from "../posts/history.ts";
import { renderDialog } from "../render/modal.ts";
import { renderMe } from "../render/side.ts";
import { personOf, zoneOf } from "../server/visitor.ts";
import { perform } from "./answer.ts";
import { formFields, optional, pickedValues, readTyped, required, slashCommand, spokenCommand } from "./parse.ts";

/** Everything that a person does on the page. */
export function serveActions(app: Hono<Env>, chat: Chat): void {
  app.post("/say", (context) => say(context, chat));
  app.post("/press", (context) => press(context, chat));
  app.post("/submit", (context) => submit(context, chat));
  app.post("/name", (context) => rename(context, chat));
  app.post("/clock", (context) => moveClock(context, chat));
}

type Request = Context<Env>;

async function say(context: Request, chat: Chat): Promise<Response> {
  const fields = await context.req.formData();
  const room = roomIn(fields);
  const typed = readTyped(required(fields, "text"));
  const { by, place } = await actor(context, chat, channelOf(room, context.get("visitor")));
  await makeKnown(chat, by.id, by.name);
  const slash = slashCommand(typed, chat.options.commands());
  if (slash) return answer(context, chat, { kind: "command", ...slash, by, in: place }, room);
  const audience = place.kind === "direct" ? by.id : undefined;
  const author = { person: by.id, name: by.name };
  await chat.transcript.add({ channel: place.channel, author, audience, body: typedBody(typed) });
  if (place.kind !== "direct") return context.body(null, 204);
  const spoken = spokenCommand(typed, chat.options.commands());
  return answer(context, chat, { kind: "command", ...spoken, by, in: place }, room);
}

async function press(context: Request, chat: Chat): Promise<Response> {
  const fields = await context.req.formData();
  const entry = await entryOf(context, chat, required(fields, "on"));
  const { by, place } = await actor(context, chat, entry.channel);
  // A private message's reader is known, or was erased: a late press must not make them known again.
  if (entry.audience === undefined) await makeKnown(chat, by.id, by.name);
  const action = required(fields, "action");
  const event: Act = { kind: "press", action, values: pickedValues(fields), on: refOf(entry), by, in: place };
  return answer(context, chat, event, roomOf(entry), entry);
}

async function submit(context: Request, chat: Chat): Promise<Response> {
  const fields = await context.req.formData();
  const room = roomIn(fields);
  const on = optional(fields, "on");
  const entry = on === undefined ? undefined : await entryOf(context, chat, on);
  const channel = entry?.channel ?? channelOf(room, context.get("visitor"));
  const { by, place } = await actor(context, chat, channel);
  const said = { form: required(fields, "form-id"), fields: formFields(fields), by, in: place };
  const event: Act = entry ? { kind: "submit", ...said, on: refOf(entry) } : { kind: "submit", ...said };
  return answer(context, chat, event, room, entry);
}

async function rename(context: Request, { options }: Chat): Promise<Response> {
  const fields = await context.req.formData();
  const person = context.get("visitor");
  const name = cleanName(required(fields, "name"));
  if (name === undefined) throw new Refused(refusals.name);
  if (name.toLowerCase() === options.tutor.toLowerCase()) throw new Refused(refusals.nameTaken);
  await options.history.saveProfile(person, name, options.now());
  return context.html(renderMe({ name, person, saved: true }));
}

/** Moves the tutor's clock on, for everybody on this page. */
async function moveClock(context: Request, { options, rights, hub }: Chat): Promise<Response> {
  if (!options.clock || !rights.mayManage) throw new Refused(refusals.missing);
  const to = required(await context.req.formData(), "to");
  if (to !== "night" && to !== "morning") throw new Refused(refusals.malformed);
  await options.clock.move(to, zoneOf(context) ?? "UTC");
  hub.tellTime(options.now());
  return context.body(null, 204);
}

/** Hands an event to the tutor and does what it says; a form comes back as the dialog to open. */
async function answer(context: Request, chat: Chat, event: Act, room: Room, on?: Entry): Promise<Response> {
  const person = context.get("visitor");
  const form = await perform(chat.transcript, await chat.handle(event), { person, place: event.in, on });
  return form ? context.html(renderDialog(form, room, on?.id)) : context.body(null, 204);
}

async function actor(context: Request, { options, rights }: Chat, channel: string) {
  const by = await personOf(context, options.history, context.get("visitor"), rights);
  return { by, place: placeOf(channel) };
}

/** Only who is known can own a message. Somebody becomes known by what they do, not by looking. */
export async function makeKnown({ options }: Chat, person: string, name: string): Promise<void> {
  const known = await options.history.profile(person);
  if (!known) await options.history.saveProfile(person, name, options.now());
}

async function entryOf(context: Request, chat: Chat, id: string): Promise<Entry> {
  const entry = await chat.transcript.find(id, context.get("visitor"));
  if (!entry) throw new Refused(refusals.missing);
  return entry;
}

function roomIn(fields: FormData): Room {
  const room = roomNamed(required(fields, "room"));
  if (room === undefined) throw new Refused(refusals.malformed);
  return room;
}

const roomOf = (entry: Entry): Room => (placeOf(entry.channel).kind === "direct" ? "direct" : "study-hall");

const refOf = (entry: Entry): MessageRef => ({ platform: PLATFORM, channel: entry.channel, id: entry.id });
