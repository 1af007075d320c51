import { type AddressInfo, isIPv6 } from "node:net";
import { createAdaptorServer, type ServerType } from "@hono/node-server";

/** A listening server: where it is, and how to let it go. */
export type Served = { readonly url: string; stop(): Promise<void> };

type Fetch = (request: Request) => Response | Promise<Response>;

/** How long requests under way may still take once it stops. */
const GRACE_MS = 5000;
/** How often it looks for connections that became idle meanwhile. */
const IDLE_MS = 25;

/** Listens on an address; port 0 takes any free one. Rejects with what to do when it cannot. */
export async function serve(fetch: Fetch, host: string, port: number): Promise<Served> {
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false });
  const address = await listening(server, host, port);
  const name = address.family === "IPv6" || isIPv6(address.address) ? `[${address.address}]` : address.address;
  const shown = name === "0.0.0.0" || name === "[::]" ? "localhost" : name;
  return { url: `http://${shown}:${address.port}`, stop: () => stopped(server) };
}

function listening(server: ServerType, host: string, port: number): Promise<AddressInfo> {
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

function stopped(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      if ("closeAllConnections" in server) server.closeAllConnections();
    }, GRACE_MS);
    // A browser keeps its connection after the last answer; it is let go as soon as it is idle.
    const idle = setInterval(() => {
      if ("closeIdleConnections" in server) server.closeIdleConnections();
    }, IDLE_MS);
    server.close((error) => {
      clearTimeout(late);
      clearInterval(idle);
      if (error) reject(error);
      else resolve();
    });
  });
}
