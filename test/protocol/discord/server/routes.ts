import { change, editOriginal, invalid, post, removeOriginal, takeCallback, takeFollowUp } from "../answers.ts";
import { type Answered, json, type Received, refuse } from "./http.ts";
import { at, commandFaults, messageFaults } from "./limits.ts";
import { messageOf } from "./payloads.ts";
import type { Registered, World } from "./world.ts";

type Route = {
  readonly method: string;
  readonly path: RegExp;
  /** Whether it takes the bot's token; interactions carry their own. */
  readonly token: boolean;
  readonly answer: (world: World, found: readonly string[], got: Received) => Answered;
};

const routes: readonly Route[] = [
  { method: "POST", path: /^\/interactions\/(\d+)\/([^/]+)\/callback$/, token: false, answer: takeCallback },
  { method: "POST", path: /^\/webhooks\/(\d+)\/([^/]+)$/, token: false, answer: takeFollowUp },
  { method: "PATCH", path: /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/, token: false, answer: editOriginal },
  {
    method: "DELETE",
    path: /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/,
    token: false,
    answer: removeOriginal,
  },
  { method: "POST", path: /^\/channels\/(\d+)\/messages$/, token: true, answer: create },
  { method: "GET", path: /^\/channels\/(\d+)\/messages$/, token: true, answer: history },
  { method: "POST", path: /^\/users\/@me\/channels$/, token: true, answer: openDirect },
  { method: "PATCH", path: /^\/channels\/(\d+)\/messages\/(\d+)$/, token: true, answer: edit },
  { method: "PATCH", path: /^\/channels\/(\d+)$/, token: true, answer: () => json({}) },
  { method: "GET", path: /^\/applications\/\d+(?:\/guilds\/(\d+))?\/commands$/, token: true, answer: listCommands },
  { method: "PUT", path: /^\/applications\/\d+(?:\/guilds\/(\d+))?\/commands$/, token: true, answer: writeCommands },
  {
    method: "GET",
    path: /^\/applications\/@me$/,
    token: true,
    answer: (world) => json({ id: world.application, name: "Nightshift" }),
  },
  { method: "GET", path: /^\/users\/@me\/guilds$/, token: true, answer: listGuilds },
];

/** Answers a request as Discord would; undefined for a route that is not pretended here. */
export function route(world: World, got: Received): Answered | undefined {
  for (const { method, path, token, answer } of routes) {
    const found = method === got.method ? path.exec(got.path) : null;
    if (!found) continue;
    if (token && got.authorization !== `Bot ${world.token}`) return refuse(401, 0, "401: Unauthorized");
    if (!token && got.authorization !== undefined) {
      world.refusals.push(`${got.path}: an answer to an interaction must not carry the bot's token`);
    }
    return answer(world, found, got);
  }
  return undefined;
}

const isShut = (world: World, channel: string): boolean =>
  [...world.guilds.values()].flatMap(({ channels }) => channels).some(({ id, open }) => id === channel && !open);

function create(world: World, [, channel = ""]: readonly string[], got: Received): Answered {
  if (isShut(world, channel)) return refuse(403, 50013, "Missing Permissions");
  const faults = messageFaults(got.body);
  if (faults.length > 0) return invalid(world, faults);
  const nonce = at(got.body, "nonce");
  const known = at(got.body, "enforce_nonce") === true ? world.nonces.get(`${channel} ${String(nonce)}`) : undefined;
  if (known && !world.messages.has(known.id)) return refuse(404, 10008, "Unknown Message");
  const posted = known ?? post(world, { channel, ...(typeof nonce === "string" ? { nonce } : {}) }, got.body, got);
  world.happened();
  return json(messageOf(world, posted));
}

/** The newest first; with `after`, those that follow it, as many as were asked for. */
function history(world: World, [, channel = ""]: readonly string[], { query }: Received): Answered {
  if (isShut(world, channel)) return refuse(403, 50001, "Missing Access");
  const limit = Number(query.get("limit") ?? 50);
  if (limit < 1 || limit > 100) return invalid(world, ["limit is not 1 to 100"]);
  const after = query.get("after");
  const all = [...world.messages.values()]
    .filter((one) => one.channel === channel && one.only === undefined)
    .filter(({ id }) => after === null || BigInt(id) > BigInt(after))
    .toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
  const shown = after === null ? all.slice(-limit) : all.slice(0, limit);
  // What Discord does not tell in a history: who else sees it, and with which nonce it came.
  return json(shown.toReversed().map(({ nonce: _, ...posted }) => messageOf(world, posted)));
}

function openDirect(world: World, _found: readonly string[], { body }: Received): Answered {
  const person = String(at(body, "recipient_id"));
  const channel = world.directs.get(person) ?? world.nextId();
  world.directs.set(person, channel);
  return json({ id: channel, type: 1 });
}

function edit(world: World, [, , id = ""]: readonly string[], got: Received): Answered {
  const posted = world.messages.get(id);
  if (!posted || posted.only !== undefined) return refuse(404, 10008, "Unknown Message");
  const faults = messageFaults(got.body);
  if (faults.length > 0) return invalid(world, faults);
  change(posted, got.body, got);
  world.happened();
  return json(messageOf(world, posted));
}

function listGuilds(world: World): Answered {
  return json([...world.guilds.values()].map(({ id, name, permissions = "117760" }) => ({ id, name, permissions })));
}

function listCommands(world: World, [, guild]: readonly string[]): Answered {
  return json(world.commands.get(guild ?? "global") ?? []);
}

function writeCommands(world: World, [, guild]: readonly string[], got: Received): Answered {
  const given = Array.isArray(got.body) ? got.body : [];
  const faults = given.flatMap(commandFaults);
  if (faults.length > 0) return invalid(world, faults);
  const listed: readonly Registered[] = given.map((command) => ({ ...command, id: world.nextId(), version: "1" }));
  world.commands.set(guild ?? "global", listed);
  world.commandWrites += 1;
  world.happened();
  return json(listed);
}
