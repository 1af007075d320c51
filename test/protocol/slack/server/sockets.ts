import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import { type Answered, ok, type Received, refuse } from "./http.ts";
import type { World } from "./world.ts";

/** An envelope's kind, as Socket Mode names it. */
export type Kind = "slash_commands" | "interactive" | "events_api";

/** The connections of Socket Mode, and what a test does to them. */
export type Sockets = {
  /** apps.connections.open */
  open(got: Received, root: string): Answered;
  readonly live: readonly WebSocket[];
  /** Greetings sent so far. */
  readonly greetings: number;
  /** Envelopes by id, with what acknowledged each. */
  readonly acks: ReadonlyMap<string, unknown>;
  /** Sends an envelope over one of the connections and resolves with what acknowledged it. */
  send(kind: Kind, payload: object, id?: string): Promise<unknown>;
  /** Tells a connection that it is to be renewed, and ends it when the client does. */
  renew(socket?: WebSocket, reason?: string): void;
  /** Ends connections without a word. */
  cut(socket?: WebSocket): void;
  /** Does this with the next connections in place of a greeting. */
  insteadOfHello: ((socket: WebSocket) => void)[];
  /** Connections that Slack counts beyond those that are there. */
  others: number;
  stop(): void;
};

export function createSockets(world: World, http: Server): Sockets {
  const server = new WebSocketServer({ server: http, path: "/link" });
  const acks = new Map<string, unknown>();
  const waiting = new Map<string, (payload: unknown) => void>();
  let next = 0;
  let greetings = 0;
  const live: WebSocket[] = [];

  server.on("connection", (socket) => {
    const instead = sockets.insteadOfHello.shift();
    if (instead) instead(socket);
    else {
      live.push(socket);
      greetings += 1;
      const count = live.length + sockets.others;
      socket.send(JSON.stringify({ type: "hello", num_connections: count, connection_info: { app_id: world.app } }));
    }
    socket.on("message", (raw: RawData) => {
      const { envelope_id: id, payload } = JSON.parse(String(raw));
      acks.set(id, payload);
      waiting.get(id)?.(payload);
      waiting.delete(id);
      world.happened();
    });
    socket.on("close", () => {
      if (live.includes(socket)) live.splice(live.indexOf(socket), 1);
      world.happened();
    });
    world.happened();
  });
  const sockets: Sockets = {
    open: ({ authorization }, root) =>
      authorization === `Bearer ${world.appToken}`
        ? ok({ url: `${root.replace("http", "ws")}/link?ticket=${randomUUID()}` })
        : refuse("invalid_auth"),
    live,
    get greetings() {
      return greetings;
    },
    acks,
    send: async (kind, payload, id = randomUUID()) => {
      const acked = Promise.withResolvers<unknown>();
      waiting.set(id, acked.resolve);
      next += 1;
      const socket = live[next % live.length];
      if (!socket) throw new Error("nobody is connected");
      const takes = kind === "slash_commands";
      socket.send(JSON.stringify({ envelope_id: id, type: kind, payload, accepts_response_payload: takes }));
      return acked.promise;
    },
    renew: (socket = live[0], reason = "refresh_requested") =>
      socket?.send(JSON.stringify({ type: "disconnect", reason, debug_info: { host: "here" } })),
    cut: (socket = live[0]) => socket?.terminate(),
    insteadOfHello: [],
    others: 0,
    stop: () => {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
  return sockets;
}
