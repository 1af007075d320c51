import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** A wire between the store and a real PostgreSQL server, which a test can cut. */
export type Wire = {
  /** The address of the database through the wire. */
  readonly url: string;
  /** Breaks every connection and takes no new one. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** The next commit breaks its connection, before it reaches the server or after the server has done it. */
  breakNextCommit(when: "before" | "after"): void;
  /** Whether a break that was asked for has happened. */
  broken(): boolean;
};

export async function wireTo(target: string): Promise<Wire> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let next: "before" | "after" | undefined;
  const join = (near: Socket) => {
    const far = connect(Number(port), hostname);
    let breaks = false;
    const end = () => {
      near.destroy();
      far.destroy();
      sockets.delete(near);
    };
    sockets.add(near);
    for (const socket of [near, far]) socket.on("close", end).on("error", end);
    near.on("data", (bytes) => {
      if (next !== undefined && isCommit(bytes)) {
        const when = next;
        next = undefined;
        if (when === "before") return end();
        breaks = true;
      }
      far.write(bytes);
    });
    // The server's word that it has committed is what gets lost.
    far.on("data", (bytes) => (breaks ? end() : near.write(bytes)));
  };
  let server: Server | undefined;
  const listen = async (at: number): Promise<number> => {
    server = createServer(join).listen(at, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    return address !== null && typeof address === "object" ? address.port : at;
  };
  const own = await listen(0);
  const url = new URL(target);
  url.port = String(own);
  return {
    url: url.href,
    cut: async () => {
      for (const socket of sockets) socket.destroy();
      const closed = server && once(server, "close");
      server?.close();
      await closed;
    },
    mend: async () => {
      await listen(own);
    },
    breakNextCommit: (when) => {
      next = when;
    },
    broken: () => next === undefined,
  };
}

/** A simple query of the wire's protocol that says nothing but "commit". */
const isCommit = (bytes: Buffer | string): boolean => bytes.toString("latin1") === "Q\0\0\0\x0bcommit\0";
