import type { Server } from "node:http";
import { GatewayOpcodes } from "discord.js";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import { at } from "./limits.ts";
import { guildCreate } from "./payloads.ts";
import type { World } from "./world.ts";

type Sent = { readonly op: number; readonly t: string; readonly s: number; readonly d: unknown };

type Session = {
  readonly id: string;
  readonly shard: readonly [number, number];
  /** The latest events, to be sent again after a resume. */
  readonly sent: Sent[];
  sequence: number;
  socket: WebSocket | undefined;
};

/** Events that a session can be told once more. */
const REMEMBERED = 20_000;

/** What a test does to the gateway, and what it saw. */
export type Gateway = {
  /** Sends an event to the shard that is to hear of a guild (shard 0 for none); it is replayed when nobody listens. */
  dispatch(event: string, data: unknown, guild?: string): void;
  /** Every identify and resume, in order. */
  readonly arrivals: readonly {
    readonly kind: "identify" | "resume";
    readonly intents?: number;
    readonly shard?: unknown;
  }[];
  /** Close codes with which clients left. */
  readonly departures: readonly number[];
  readonly ready: boolean;
  /** Ends the connection without a word. */
  cut(): void;
  /** Ends the connection with a code. */
  close(code: number): void;
  /** Asks the client to connect anew (op 7). */
  askToReconnect(): void;
  /** Says that the session is void (op 9). */
  invalidate(resumable: boolean): void;
  /** Leaves heartbeats without answer, for this connection. */
  mute(): void;
  /** Answers the next identifies with this close code, or an invalid session. */
  refuseNext(how: number | "invalid", times?: number): void;
  /** Whether connections are taken and left without a word. */
  deaf: boolean;
  /** Milliseconds between heartbeats, told to clients from now on. */
  heartbeat: number;
  /** Heartbeats heard so far. */
  readonly beats: number;
  stop(): void;
};

export function createGateway(world: World, http: Server, address: () => string): Gateway {
  const sockets = new WebSocketServer({ server: http, path: "/gateway" });
  const sessions: Session[] = [];
  const arrivals: Gateway["arrivals"][number][] = [];
  const departures: number[] = [];
  const refusals: (number | "invalid")[] = [];
  let beats = 0;
  const muted = new WeakSet<WebSocket>();
  const say = (socket: WebSocket, op: number, d: unknown): void =>
    socket.send(JSON.stringify({ op, d, t: null, s: null }));
  const live = (): readonly WebSocket[] => [...sockets.clients];

  const tell = (session: Session, t: string, d: unknown): void => {
    session.sequence += 1;
    const sent: Sent = { op: GatewayOpcodes.Dispatch, t, s: session.sequence, d };
    session.sent.push(sent);
    if (session.sent.length > REMEMBERED) session.sent.shift();
    session.socket?.send(JSON.stringify(sent));
  };
  const identify = (socket: WebSocket, data: unknown): Session | undefined => {
    arrivals.push({ kind: "identify", intents: Number(at(data, "intents")), shard: at(data, "shard") });
    const refusal = refusals.shift();
    if (typeof refusal === "number") socket.close(refusal);
    if (refusal === "invalid") say(socket, GatewayOpcodes.InvalidSession, false);
    if (refusal !== undefined) return undefined;
    if (at(data, "token") !== world.token) return void socket.close(4004);
    const session: Session = { id: world.nextId(), shard: shardOf(at(data, "shard")), sent: [], sequence: 0, socket };
    sessions.push(session);
    const guilds = [...world.guilds.values()].filter((guild) => hears(session, guild.id));
    tell(session, "READY", {
      v: 10,
      user: { ...world.bot, discriminator: "0", avatar: null, bot: true, global_name: null, flags: 0 },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: address(),
      shard: session.shard,
      application: { id: world.application, flags: 0 },
    });
    for (const guild of guilds.filter(({ dark }) => dark !== true))
      tell(session, "GUILD_CREATE", guildCreate(world, guild));
    return session;
  };
  const resume = (socket: WebSocket, data: unknown): Session | undefined => {
    arrivals.push({ kind: "resume" });
    const session = sessions.find(({ id }) => id === at(data, "session_id"));
    if (!session) return void say(socket, GatewayOpcodes.InvalidSession, false);
    session.socket = socket;
    const from = Number(at(data, "seq"));
    for (const sent of session.sent) if (sent.s > from) socket.send(JSON.stringify(sent));
    tell(session, "RESUMED", {});
    return session;
  };
  sockets.on("connection", (socket) => {
    let session: Session | undefined;
    if (gateway.deaf) return;
    say(socket, GatewayOpcodes.Hello, { heartbeat_interval: gateway.heartbeat });
    socket.on("message", (raw: RawData) => {
      const { op, d } = JSON.parse(String(raw));
      if (op === GatewayOpcodes.Heartbeat) beats += 1;
      if (op === GatewayOpcodes.Heartbeat && !muted.has(socket)) say(socket, GatewayOpcodes.HeartbeatAck, null);
      if (op === GatewayOpcodes.Identify) session = identify(socket, d);
      if (op === GatewayOpcodes.Resume) session = resume(socket, d);
      world.happened();
    });
    socket.on("close", (code) => {
      if (session?.socket === socket) session.socket = undefined;
      departures.push(code);
      world.happened();
    });
  });
  const gateway: Gateway = {
    dispatch: (event, data, guild) => {
      const session = sessions.findLast((one) => hears(one, guild));
      if (!session) throw new Error("nobody has connected to the gateway yet");
      tell(session, event, data);
    },
    arrivals,
    departures,
    get ready() {
      return sessions.some((session) => session.socket !== undefined);
    },
    cut: () => live().forEach((socket) => void socket.terminate()),
    close: (code) => live().forEach((socket) => void socket.close(code)),
    askToReconnect: () => live().forEach((socket) => void say(socket, GatewayOpcodes.Reconnect, null)),
    invalidate: (resumable) => live().forEach((socket) => void say(socket, GatewayOpcodes.InvalidSession, resumable)),
    mute: () => live().forEach((socket) => void muted.add(socket)),
    refuseNext: (how, times = 1) => void refusals.push(...Array.from({ length: times }, () => how)),
    deaf: false,
    heartbeat: 41_250,
    get beats() {
      return beats;
    },
    stop: () => {
      gateway.cut();
      sockets.close();
    },
  };
  return gateway;
}

function shardOf(given: unknown): readonly [number, number] {
  return Array.isArray(given) ? [Number(given[0]), Number(given[1])] : [0, 1];
}

/** Discord's formula: a guild belongs to one shard, direct conversations to the first. */
function hears({ shard: [id, count] }: Session, guild: string | undefined): boolean {
  return guild === undefined ? id === 0 : Number((BigInt(guild) >> 22n) % BigInt(count)) === id;
}
