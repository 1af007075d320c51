import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createGateway, type Gateway } from "./gateway.ts";
import { type Answered, json, limited, type Received, receive, refuse, send } from "./http.ts";
import { guildCreate } from "./payloads.ts";
import { route } from "./routes.ts";
import { createWorld, type Guild, type World } from "./world.ts";

/** What goes wrong with a request. */
export type Fault = {
  /** Whether Discord does what was asked before it goes wrong; by default it does not. */
  readonly accept?: boolean;
  readonly reply: "hang" | "reset" | "junk" | Answered;
  /** Matching requests that go well before. */
  readonly skip?: number;
};

export type Request = { readonly method: string; readonly path: string; readonly body: unknown; status: number };

/** A Discord of our own on this machine: REST and gateway, version 10, with faults on demand. */
export type DiscordServer = {
  readonly world: World;
  readonly gateway: Gateway;
  /** The API's root: "http://127.0.0.1:…/api". */
  readonly api: string;
  /** Everything asked of the API, oldest first; `status` is 0 while, or when, there was no answer. */
  readonly requests: readonly Request[];
  /** How many sessions Discord says are left for today. */
  sessions: { total: number; remaining: number; reset_after: number; max_concurrency: number };
  /** How many shards Discord recommends. */
  shards: number;
  /** Requests taken in any one second; more are answered with 429 (Discord, "Global Rate Limit": 50). */
  mostInASecond: number;
  /** The next `times` requests whose "METHOD /path" matches go wrong. */
  fail(match: RegExp, fault: Fault, times?: number): void;
  addGuild(guild: Pick<Guild, "name" | "channels"> & Partial<Guild>): Guild;
  removeGuild(guild: Guild): void;
  close(): Promise<void>;
};

export const TOKEN = "MTA5ODc2NTQzMjEwOTg3NjU0.Gabcde.this-is-no-token-of-anybody-0123456789";

export async function startDiscord(token: string = TOKEN): Promise<DiscordServer> {
  const world = createWorld(token);
  const requests: Request[] = [];
  const faults: { match: RegExp; fault: Fault; left: number; skip: number }[] = [];
  const http = createServer((request, response) => void take(request, response));
  const address = (): string => `127.0.0.1:${(http.address() as AddressInfo).port}`;
  const gateway = createGateway(world, http, () => `ws://${address()}/gateway`);

  /** When the latest requests came, in epoch milliseconds. */
  let taken: number[] = [];
  const usual = (got: Received): Answered => {
    const at = Date.now();
    taken = [...taken.filter((one) => one > at - 1000), at];
    if (taken.length > server.mostInASecond) return limited(1, true);
    if (got.path === "/gateway/bot") return gatewayBot(got);
    return route(world, got) ?? refuse(404, 0, `404: ${got.method} ${got.path} is not pretended here`);
  };
  const gatewayBot = ({ authorization }: Received): Answered =>
    authorization === `Bot ${world.token}`
      ? json({ url: `ws://${address()}/gateway`, shards: server.shards, session_start_limit: server.sessions })
      : refuse(401, 0, "401: Unauthorized");
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const got = await receive(request);
    const noted: Request = { method: got.method, path: got.path, body: got.body, status: 0 };
    if (world.strict) requests.push(noted);
    const next = faults.find(({ match, left }) => left > 0 && match.test(`${got.method} ${got.path}`));
    const planned = next?.skip === 0 ? next : undefined;
    if (planned) planned.left -= 1;
    else if (next) next.skip -= 1;
    const answered = planned && !planned.fault.accept ? undefined : usual(got);
    const then = planned?.fault.reply ?? answered;
    if (typeof then === "object") {
      noted.status = then.status;
      send(response, then);
    } else if (then === "reset") request.socket.destroy();
    else if (then === "junk")
      send(response, { status: 200, headers: { "content-type": "application/json" }, body: "{]" });
    world.happened();
  };

  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const server: DiscordServer = {
    world,
    gateway,
    api: `http://${address()}/api`,
    requests,
    sessions: { total: 1000, remaining: 1000, reset_after: 14_400_000, max_concurrency: 1 },
    shards: 1,
    mostInASecond: Number.POSITIVE_INFINITY,
    fail: (match, fault, times = 1) => void faults.push({ match, fault, left: times, skip: fault.skip ?? 0 }),
    addGuild: (given) => {
      const guild: Guild = { id: world.nextId(), ...given };
      world.guilds.set(guild.id, guild);
      if (gateway.ready) gateway.dispatch("GUILD_CREATE", guildCreate(world, guild), guild.id);
      return guild;
    },
    removeGuild: (guild) => {
      world.guilds.delete(guild.id);
      gateway.dispatch("GUILD_DELETE", { id: guild.id }, guild.id);
    },
    close: async () => {
      gateway.stop();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return server;
}
