import {
  type APIInteraction,
  type Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type GatewayReadyDispatchData,
  type Guild,
  Status,
} from "discord.js";
import type { Health } from "../../../chat/platform.ts";
import { isUnauthorized } from "../errors.ts";
import { type DiscordOptions, patienceOf } from "../options.ts";
import { createClient, type Throttle } from "./client.ts";
import { closedFor, tokenRefused } from "./closed.ts";
import type { ServerList } from "./guild-sync.ts";
import { createIdentifies, type Identifies } from "./identify.ts";
import { createOutage, type Outage } from "./outage.ts";

/** What is heard. */
export type Ears = {
  readonly interaction: (interaction: APIInteraction) => void;
  readonly joined: (guild: Guild) => void;
  readonly removed: (guild: Guild) => void;
  /** A session began: all servers of a shard. Each of them is `available` some time after. */
  readonly listed: (list: ServerList) => void;
  readonly available: (guild: Guild) => void;
  /** Connected for the first time, or anew. */
  readonly ready: (application: string) => void;
};

export type Gateway = {
  /** Begins to connect and returns at once: a Discord that is away keeps nothing else from starting. */
  open(): void;
  health(): Health;
  /** Milliseconds since the last heartbeat that was answered, of the shard that waits longest; undefined before the first. */
  silence(): number | undefined;
  /** Gives up for good; `why` is a sentence for the operator. */
  fail(why: string): void;
  close(): Promise<void>;
};

const FIRST_WAIT = 5000;
/** Back within a minute of Discord's return. */
const LONGEST_WAIT = 60_000;

/**
 * The connection on which Discord tells what people do. discord.js resumes and reconnects; here is what it leaves open.
 * A connection that does not come back within five minutes is made anew, with a client of its own (decision 26).
 */
export function createGateway(options: DiscordOptions, ears: Ears): Gateway {
  const { now, after, fault } = options;
  const { heartbeat, resume } = patienceOf(options);
  const identifies = createIdentifies(options);
  let client: Client | undefined;
  let failed: string | undefined;
  let closed = false;
  let callOff = (): void => undefined;

  const letGo = async (): Promise<void> => {
    outage.end();
    await client?.destroy().catch(fault);
  };
  const fail = (why: string): void => {
    if (failed !== undefined || closed) return;
    failed = why;
    fault(new Error(why));
    void letGo();
  };
  const connect = async (attempt: number): Promise<void> => {
    const fresh = createClient(options, throttled(identifies));
    client = fresh;
    listen(fresh, ears, fault, { fail, outage, isCurrent: () => client === fresh && !closed && failed === undefined });
    try {
      await fresh.login(options.token);
    } catch (error) {
      if (failed !== undefined || closed || client !== fresh) return;
      if (isTokenFault(error)) return fail(tokenRefused);
      fault(error);
      callOff = after(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt), () => void connect(attempt + 1));
    }
  };
  const anew = async (): Promise<void> => {
    fault(new Error(`Discord: the connection did not come back within ${resume} ms, and is made anew.`));
    await letGo();
    if (!closed && failed === undefined) await connect(0);
  };
  const outage = createOutage({ after, patience: resume, held: identifies.waiting, over: () => void anew() });
  return {
    open: () => void connect(0),
    health: () => (failed === undefined ? healthOf(client, now(), heartbeat) : { ok: false, why: failed }),
    silence: () => silenceOf(client, now()),
    fail,
    close: async () => {
      closed = true;
      callOff();
      await letGo();
    },
  };
}

const throttled =
  (identifies: Identifies): Throttle =>
  async (manager) =>
    identifies.throttler((await manager.fetchGatewayInformation()).session_start_limit);

const isTokenFault = (error: unknown): boolean =>
  isUnauthorized(error) || (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid);

type Turns = {
  readonly fail: (why: string) => void;
  readonly outage: Outage;
  /** Whether this client is the one that is listened to: one that is let go still tells of its end. */
  readonly isCurrent: () => boolean;
};

function listen(client: Client, ears: Ears, fault: (error: unknown) => void, { fail, outage, isCurrent }: Turns): void {
  // The dispatch itself, not the object that discord.js makes of it: all that is needed stands in it, and it is heard
  // before every server has reported. Without a name that discord.js knows, no object is made of it at all: that object
  // costs a fifth of a press.
  client.on(Events.Raw, (packet: GatewayDispatchPayload, shard: number) => {
    if (packet.t === GatewayDispatchEvents.InteractionCreate) {
      ears.interaction(packet.d);
      Reflect.set(packet, "t", "INTERACTION_HEARD");
    } else if (packet.t === GatewayDispatchEvents.Ready) {
      outage.back(shard);
      ears.listed(listIn(packet.d));
    } else if (packet.t === GatewayDispatchEvents.Resumed) outage.back(shard);
  });
  client.on(Events.GuildCreate, ears.joined);
  client.on(Events.GuildDelete, ears.removed);
  client.on(Events.GuildAvailable, ears.available);
  client.on(Events.ClientReady, (ready) => ears.ready(ready.application.id));
  client.on(Events.ShardReconnecting, (shard) => isCurrent() && outage.lost(shard));
  client.on(Events.ShardDisconnect, ({ code }) => isCurrent() && fail(closedFor(code)));
  client.on(Events.ShardError, fault);
  client.on(Events.Error, fault);
}

const listIn = ({ guilds, shard = [0, 1], application }: GatewayReadyDispatchData): ServerList => ({
  servers: guilds.map(({ id }) => id),
  shard,
  application: application.id,
});

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

function silenceOf(client: Client | undefined, now: number): number | undefined {
  const shards = [...(client?.ws.shards.values() ?? [])];
  const answered = shards.flatMap(({ lastPingTimestamp: at }) => (at > 0 ? [now - at] : []));
  return answered.length === 0 ? undefined : Math.max(...answered);
}
