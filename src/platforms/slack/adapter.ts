import type { Place } from "../../chat/event.ts";
import type { Gauge, Handle, Health, Platform } from "../../chat/platform.ts";
import { createWork, type Work } from "../kit/tasks.ts";
import type { Access } from "./access/access.ts";
import { createInstallAccess } from "./access/install-access.ts";
import { createInstaller, installDoors } from "./access/oauth.ts";
import { createTokenAccess } from "./access/token-access.ts";
import { createClients } from "./api/clients.ts";
import { type Fetch, openLines } from "./api/fetch.ts";
import { createSender, type Sender } from "./api/sender.ts";
import { createApp } from "./app.ts";
import { createHttp, type Door } from "./connection/http.ts";
import { createSocket } from "./connection/socket.ts";
import type { Desk } from "./interactions/answer.ts";
import { createForms } from "./interactions/forms.ts";
import { createHome, type Home } from "./interactions/home.ts";
import { createNews } from "./interactions/lifecycle.ts";
import { createEars, type Ears, show } from "./interactions/receiver.ts";
import { PLATFORM } from "./interactions/reply-target.ts";
import { patienceOf, type SlackOptions } from "./options.ts";
import { createDirects } from "./posts/dm-channels.ts";
import { createFiles, type Files } from "./posts/files.ts";
import { createPeople, type Somebody } from "./posts/people.ts";

/** Milliseconds that what is under way may take when the adapter stops. */
const LEAVE = 5000;

/** The tutor on Slack, and the paths by which Slack and those who install it come to it, for whoever serves them. */
export type Slack = Platform & { readonly doors: Readonly<Record<string, Door>> };

/** The tutor on Slack, over bolt. `start` connects in the background; `health` says how that goes. */
export function createSlack(options: SlackOptions): Slack {
  const { fault, way } = options;
  const lines = openLines(patienceOf(options).request);
  const work = createWork(options.after, fault);
  const teaching: Teaching = { handle: undefined };
  const { access, doors } = admit(options, lines.fetch, (tenant) => news.here(tenant));
  const files = createFiles(access.client, options);
  const sender = createSender(access, files, options);
  const news = createNews({ access, sender, known: options.known, handle: () => teaching.handle });
  const { ears, home } = createHearing({ options, access, files, fetch: lines.fetch, sender, work, teaching });
  const receiver =
    way.kind === "socket" ? createSocket(way.appToken, options, lines.fetch) : createHttp(way.signingSecret, options);
  createApp(receiver, { options, access, fetch: lines.fetch, ears, news, work });
  return {
    name: PLATFORM,
    doors: { ...doors, ...("door" in receiver ? { "/slack/events": receiver.door } : {}) },
    start: async (taught) => {
      teaching.handle = taught;
      access.start((tenant) => news.here(tenant));
      await receiver.start();
    },
    deliver: sender.deliver,
    edit: sender.edit,
    find: sender.find,
    health: () => first(access.health(), "health" in receiver ? receiver.health() : { ok: true }),
    gauges: () => ("connections" in receiver ? [connections(receiver.connections())] : []),
    stop: async () => {
      teaching.handle = undefined;
      home.stop();
      access.stop();
      sender.stop();
      await work.ended(LEAVE);
      await receiver.stop();
      await lines.close();
    },
  };
}

const connections = (value: number): Gauge => ({
  name: "slack_connections",
  help: "Connections on which Slack tells what people do; two are kept.",
  value,
});

/** The tutor, while it takes new work. */
type Teaching = { handle: Handle | undefined };

type Parts = {
  readonly options: SlackOptions;
  readonly access: Access;
  readonly files: Files;
  readonly fetch: Fetch;
  readonly sender: Sender;
  readonly work: Work;
  readonly teaching: Teaching;
};

/** What is done with what people do. */
function createHearing({ options, access, files, fetch, sender, work, teaching }: Parts): {
  readonly ears: Ears;
  readonly home: Home;
} {
  const { client } = access;
  const { after, newId, fault } = options;
  const { ack: patience } = patienceOf(options);
  const people = createPeople(client, options);
  const forms = createForms();
  const desk: Desk = {
    client,
    fetch,
    patience,
    after,
    newId,
    fault,
    forms,
    host: files.host,
    elsewhere: sender.send,
  };
  const refresh = async (who: Somebody, place: Place): Promise<void> => {
    const by = await people.person(who, place);
    if (teaching.handle) await show(desk, place, who.id, teaching.handle({ kind: "opened", by, in: place }));
  };
  const home = createHome(after, (who, place) => work.watch(refresh(who, place)));
  const directs = createDirects(client, fault);
  return { home, ears: createEars({ options, desk, people, directs, home, handle: () => teaching.handle }) };
}

/** The first that is not well. */
const first = (one: Health, other: Health): Health => (one.ok ? other : one);

function admit(
  options: SlackOptions,
  fetch: Fetch,
  installed: (tenant: string) => Promise<void>,
): { readonly access: Access; readonly doors: Readonly<Record<string, Door>> } {
  const { admission } = options;
  const clients = createClients(options, fetch);
  if (admission.kind === "token") return { access: createTokenAccess(admission.token, clients, options), doors: {} };
  const installer = createInstaller(admission, options, fetch, installed);
  const access = createInstallAccess(installer, admission.installations, clients, options);
  return { access, doors: installDoors(installer, options.fault) };
}
