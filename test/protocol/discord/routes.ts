import { change, editOriginal, invalid, post, takeCallback, takeFollowUp } from "./answers.ts";
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
  { method: "POST", path: /^\/channels\/(\d+)\/messages$/, token: true, answer: create },
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

function create(world: World, [, channel = ""]: readonly string[], got: Received): Answered {
  const where = [...world.guilds.values()].flatMap(({ channels }) => channels).find(({ id }) => id === channel);
  if (where && !where.open) return refuse(403, 50013, "Missing Permissions");
  const faults = messageFaults(got.body);
  if (faults.length > 0) return invalid(world, faults);
  const nonce = at(got.body, "nonce");
  const known =
    typeof nonce === "string" && at(got.body, "enforce_nonce") === true ? earlier(world, channel, nonce) : undefined;
  const posted = known ?? post(world, { channel, ...(typeof nonce === "string" ? { nonce } : {}) }, got.body, got);
  world.happened();
  return json(messageOf(world, posted));
}

const earlier = (world: World, channel: string, nonce: string) =>
  [...world.messages.values()].find((posted) => posted.channel === channel && posted.nonce === nonce);

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
