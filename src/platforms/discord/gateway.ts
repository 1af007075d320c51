import {
  type APIInteraction,
  type Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type Guild,
  Status,
} from "discord.js";
import type { Health } from "../../chat/platform.ts";
import { createClient, type Throttle } from "./client.ts";
import { closedFor, tokenRefused } from "./closed.ts";
import { isUnauthorized } from "./errors.ts";
import { createIdentifyThrottler } from "./identify.ts";
import { type DiscordOptions, patienceOf } from "./options.ts";

/** What is heard. */
export type Ears = {
  readonly interaction: (interaction: APIInteraction) => void;
  readonly joined: (guild: Guild) => void;
  readonly removed: (guild: Guild) => void;
  /** Connected for the first time. */
  readonly ready: (application: string) => void;
};

export type Gateway = {
  /** Begins to connect and returns at once: a Discord that is away keeps nothing else from starting. */
  open(): void;
  health(): Health;
  /** Gives up for good; `why` is a sentence for the operator. */
  fail(why: string): void;
  close(): Promise<void>;
};

const FIRST_WAIT = 5000;
const LONGEST_WAIT = 300_000;

/** The connection on which Discord tells what people do. discord.js resumes and reconnects; here is what it leaves open. */
export function createGateway(options: DiscordOptions, ears: Ears): Gateway {
  const { now, after, fault } = options;
  let client: Client | undefined;
  let failed: string | undefined;
  let closed = false;
  let callOff = (): void => undefined;

  const letGo = async (): Promise<void> => client?.destroy().catch(fault);
  const fail = (why: string): void => {
    if (failed !== undefined || closed) return;
    failed = why;
    fault(new Error(why));
    void letGo();
  };
  const connect = async (attempt: number): Promise<void> => {
    client = createClient(options, throttled(options));
    listen(client, ears, options, fail);
    try {
      await client.login(options.token);
    } catch (error) {
      if (failed !== undefined || closed) return;
      if (isTokenFault(error)) return fail(tokenRefused);
      fault(error);
      callOff = after(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt), () => void connect(attempt + 1));
    }
  };
  const health = (): Health => healthOf(client, now(), patienceOf(options).heartbeat);
  return {
    open: () => void connect(0),
    health: () => (failed === undefined ? health() : { ok: false, why: failed }),
    fail,
    close: async () => {
      closed = true;
      callOff();
      await letGo();
    },
  };
}

const throttled =
  (options: DiscordOptions): Throttle =>
  async (manager) => {
    const { session_start_limit: limit } = await manager.fetchGatewayInformation();
    return createIdentifyThrottler(limit, options);
  };

const isTokenFault = (error: unknown): boolean =>
  isUnauthorized(error) || (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid);

function listen(client: Client, ears: Ears, options: DiscordOptions, fail: (why: string) => void): void {
  // The dispatch itself, not the object that discord.js makes of it: all that is needed stands in it, and it is heard
  // before every server has reported. Without a name that discord.js knows, no object is made of it at all: that object
  // costs a fifth of a press.
  client.on(Events.Raw, (packet: GatewayDispatchPayload) => {
    if (packet.t !== GatewayDispatchEvents.InteractionCreate) return;
    ears.interaction(packet.d);
    Reflect.set(packet, "t", "INTERACTION_HEARD");
  });
  client.on(Events.GuildCreate, ears.joined);
  client.on(Events.GuildDelete, ears.removed);
  client.on(Events.ClientReady, (ready) => ears.ready(ready.application.id));
  client.on(Events.ShardDisconnect, ({ code }) => fail(closedFor(code)));
  client.on(Events.ShardError, options.fault);
  client.on(Events.Error, options.fault);
}

function healthOf(client: Client | undefined, now: number, patience: number): Health {
  if (!client?.isReady()) return { ok: false, why: "Discord: not connected yet." };
  for (const [id, shard] of client.ws.shards) {
    if (shard.status !== Status.Ready) return { ok: false, why: `Discord: shard ${id} is connecting again.` };
    if (shard.lastPingTimestamp > 0 && now - shard.lastPingTimestamp > patience) {
      return { ok: false, why: `Discord: shard ${id} has had no heartbeat for ${now - shard.lastPingTimestamp} ms.` };
    }
  }
  return { ok: true };
}
