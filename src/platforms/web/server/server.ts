import { createServer, type Server } from "node:http";
import { type AddressInfo, isIPv6 } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Door } from "../options.ts";

/** A listening server: where it is, and how to let it go. */
export type Served = { readonly url: string; stop(): Promise<void> };

type Fetch = (request: Request) => Response | Promise<Response>;

/** How long requests under way may still take once it stops. */
const GRACE_MS = 5000;
/** How often it looks for connections that became idle meanwhile. */
const IDLE_MS = 25;

type Wants = {
  readonly host: string;
  readonly port: number;
  readonly doors?: Readonly<Record<string, Door>> | undefined;
};

/** Listens on an address; port 0 takes any free one. Rejects with what to do when it cannot. */
export async function serve(fetch: Fetch, { host, port, doors = {} }: Wants): Promise<Served> {
  const page = getRequestListener(fetch, { overrideGlobalObjects: false });
  const server = createServer((request, response) => {
    const [path = ""] = (request.url ?? "").split("?", 1);
    const door = Object.hasOwn(doors, path) ? doors[path] : undefined;
    if (door) door(request, response);
    else void page(request, response);
  });
  const address = await listening(server, host, port);
  const name = address.family === "IPv6" || isIPv6(address.address) ? `[${address.address}]` : address.address;
  const shown = name === "0.0.0.0" || name === "[::]" ? "localhost" : name;
  return { url: `http://${shown}:${address.port}`, stop: () => stopped(server) };
}

function listening(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(explained(error, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      if (address !== null && typeof address === "object") resolve(address);
      else reject(new Error(`The page got no address on ${host}.`));
    });
  });
}

function explained(error: Error, host: string, port: number): Error {
  const code = "code" in error ? error.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return new Error(
        `Port ${port} on ${host} is in use. Stop the program that has it, or choose another with PORT=${port + 1}.`,
        { cause: error },
      );
    case "EACCES":
      return new Error(`Port ${port} may not be opened by this user. Choose one above 1023 with PORT=3000.`, {
        cause: error,
      });
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new Error(`${host} is no address of this machine. Use HOST=127.0.0.1.`, { cause: error });
    default:
      return error;
  }
}

function stopped(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      server.closeAllConnections();
    }, GRACE_MS);
    // A browser keeps its connection after the last answer; it is let go as soon as it is idle.
    const idle = setInterval(() => {
      server.closeIdleConnections();
    }, IDLE_MS);
    server.close((error) => {
      clearTimeout(late);
      clearInterval(idle);
      if (error) reject(error);
      else resolve();
    });
  });
}
