import { type Answered, argumentsOf, ok, type Received, refuse } from "./http.ts";
import { at, listAt, messageFaults, viewFaults } from "./limits.ts";
import { directOf, type Installed, type Posted, type World } from "./world.ts";

type Call = {
  readonly world: World;
  readonly by: Installed;
  readonly given: Readonly<Record<string, unknown>>;
  /** This server's root, for addresses that it gives out. */
  readonly root: string;
};

type Method = { readonly scope?: string; readonly answer: (call: Call) => Answered };

const methods: Readonly<Record<string, Method>> = {
  "auth.test": {
    answer: ({ world, by }) => ({
      ...ok({ team_id: by.team, bot_id: by.bot.id, user_id: by.bot.user, team: "Harbour", user: "nightshift" }),
      headers: { "content-type": "application/json", "x-oauth-scopes": [...world.scopes].join(",") },
    }),
  },
  "chat.postMessage": { scope: "chat:write", answer: postMessage },
  "chat.postEphemeral": { scope: "chat:write", answer: postEphemeral },
  "chat.update": { scope: "chat:write", answer: update },
  "views.open": { answer: openView },
  "views.publish": { answer: publishView },
  "users.info": { scope: "users:read", answer: userInfo },
  "conversations.info": { scope: "channels:read", answer: channelInfo },
  "conversations.open": {
    scope: "im:write",
    answer: ({ given }) => ok({ channel: { id: directOf(String(given.users)) } }),
  },
  "conversations.history": { scope: "channels:history", answer: history },
  "files.getUploadURLExternal": { scope: "files:write", answer: uploadUrl },
  "files.completeUploadExternal": { scope: "files:write", answer: completeUpload },
};

/** Answers a method of the Web API as Slack would; undefined for one that is not pretended here. */
export function callMethod(world: World, method: string, got: Received, root: string): Answered | undefined {
  const found = methods[method];
  if (!found) return undefined;
  const by = world.tokens.get((got.authorization ?? "").replace(/^Bearer /, ""));
  if (!by) return refuse("invalid_auth");
  if (found.scope !== undefined && !world.scopes.has(found.scope)) {
    return refuse("missing_scope", { needed: found.scope, provided: [...world.scopes].join(",") });
  }
  return found.answer({ world, by, given: argumentsOf(got), root });
}

/** The channel of a request: a person's id stands for the direct conversation. */
const channelIn = ({ given }: Call): string => {
  const channel = String(given.channel);
  return channel.startsWith("U") ? directOf(channel) : channel;
};

/** Why nothing may be posted in a channel. */
function closed({ world }: Call, id: string): string | undefined {
  if (id.startsWith("D")) return world.people.has(`U${id.slice(1)}`) ? undefined : "channel_not_found";
  const channel = world.channels.get(id);
  if (!channel) return "channel_not_found";
  if (channel.archived) return "is_archived";
  return channel.joined || world.scopes.has("chat:write.public") ? undefined : "not_in_channel";
}

function postMessage(call: Call): Answered {
  const { world, given } = call;
  const channel = channelIn(call);
  const why = closed(call, channel);
  if (why !== undefined) return refuse(why);
  const faults = faultsOf(world, given);
  if (given.unfurl_links !== false || given.unfurl_media !== false) faults.push("links must not unfurl");
  if (faults.length > 0) return invalid(world, faults);
  const posted = post(world, { channel, ...(given.metadata ? { metadata: given.metadata } : {}) }, given);
  return ok({ channel, ts: posted.ts, message: { ts: posted.ts } });
}

function postEphemeral(call: Call): Answered {
  const { world, given } = call;
  const channel = channelIn(call);
  const why = closed(call, channel);
  if (why !== undefined) return refuse(why);
  const faults = faultsOf(world, given);
  if (faults.length > 0) return invalid(world, faults);
  return ok({ message_ts: post(world, { channel, only: String(given.user) }, given).ts });
}

function update(call: Call): Answered {
  const { world, given } = call;
  const posted = world.messages.get(`${channelIn(call)} ${given.ts}`);
  if (!posted || posted.only !== undefined) return refuse("message_not_found");
  const faults = faultsOf(world, given);
  if (faults.length > 0) return invalid(world, faults);
  change(world, posted, given);
  return ok({ channel: posted.channel, ts: posted.ts });
}

function faultsOf(world: World, given: unknown): string[] {
  return world.strict ? [...messageFaults(given), ...unknownFiles(world, given)] : [];
}

const unknownFiles = (world: World, given: unknown): readonly string[] =>
  listAt(given, "blocks")
    .flatMap((block) => at(at(block, "slack_file"), "id") ?? [])
    .filter((id) => !world.files.has(String(id)))
    .map((id) => `no such file ${String(id)}`);

function invalid(world: World, faults: readonly string[]): Answered {
  world.refusals.push(...faults);
  return refuse("invalid_blocks", { response_metadata: { messages: faults } });
}

export function post(world: World, where: Pick<Posted, "channel" | "only" | "metadata">, given: unknown): Posted {
  const posted: Posted = { ...where, ts: world.nextTs(), text: "", blocks: [], edits: -1 };
  world.messages.set(`${posted.channel} ${posted.ts}`, posted);
  change(world, posted, given);
  return posted;
}

export function change(world: World, posted: Posted, given: unknown): void {
  posted.text = String(at(given, "text") ?? "");
  posted.blocks = listAt(given, "blocks").filter((block) => typeof block === "object" && block !== null);
  posted.edits += 1;
  posted.turned?.();
  world.happened();
}

function openView({ world, given }: Call): Answered {
  const { view, trigger_id: trigger } = given;
  const [, person = ""] = /^(U\d+)\./.exec(String(trigger)) ?? [];
  if (person === "") return refuse("invalid_trigger_id");
  const faults = world.strict ? viewFaults(view) : [];
  if (faults.length > 0 || typeof view !== "object" || view === null) return invalid(world, faults);
  const id = world.nextId("V");
  world.views.set(id, { id, person, view });
  world.happened();
  return ok({ view: { id } });
}

function publishView({ world, given }: Call): Answered {
  const faults = world.strict ? viewFaults(given.view) : [];
  if (faults.length > 0 || typeof given.view !== "object" || given.view === null) return invalid(world, faults);
  world.homes.set(String(given.user_id), given.view);
  world.happened();
  return ok({ view: { id: world.nextId("V") } });
}

function userInfo({ world, given }: Call): Answered {
  const person = world.people.get(String(given.user));
  if (!person) return refuse("user_not_found");
  const { id, team, name, zone, locale, admin, guest } = person;
  const user = { id, team_id: team, name: name.toLowerCase(), real_name: name, tz: zone };
  const profile = { display_name: name, real_name: name };
  const language = given.include_locale === true ? { locale } : {};
  return ok({ user: { ...user, ...language, is_admin: admin, is_owner: false, is_restricted: guest, profile } });
}

function channelInfo({ world, given }: Call): Answered {
  const channel = world.channels.get(String(given.channel));
  return channel
    ? ok({ channel: { id: channel.id, name: channel.name, creator: channel.creator } })
    : refuse("channel_not_found");
}

function history(call: Call): Answered {
  const { world, given, by } = call;
  const channel = world.channels.get(String(given.channel));
  if (!channel) return refuse("channel_not_found");
  if (!channel.joined) return refuse("not_in_channel");
  const messages = [...world.messages.values()]
    .filter((posted) => posted.channel === channel.id && posted.only === undefined)
    .map(({ ts, text, metadata, ...posted }) => ({
      ts,
      text,
      bot_id: "by" in posted ? posted.by : by.bot.id,
      ...(given.include_all_metadata === true && metadata ? { metadata } : {}),
    }));
  return ok({ messages: messages.toReversed(), has_more: false });
}

function uploadUrl({ world, given, root }: Call): Answered {
  const id = world.nextId("F");
  const alt = given.alt_text === undefined ? {} : { alt: String(given.alt_text) };
  world.files.set(id, { id, name: String(given.filename), content: "", ...alt });
  return ok({ file_id: id, upload_url: `${root}/upload/${id}` });
}

function completeUpload({ world, given }: Call): Answered {
  const files = listAt(given, "files").flatMap((file) => world.files.get(String(at(file, "id"))) ?? []);
  for (const file of files) if (given.channel_id !== undefined) file.channel = String(given.channel_id);
  world.happened();
  return ok({ files: files.map(({ id, name }) => ({ id, name, permalink: `https://harbour.example/files/${id}` })) });
}
