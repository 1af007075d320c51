import { createServer } from "node:http";

/** Prometheus' own media type for its text format, version 0.0.4. */
const TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** Who is asked for under which name is on this machine: a page of another site that points its name here is not. */
const own = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

/** Serves `/metrics` to this machine alone. Returns what ends that. Rejects when the port is taken. */
export async function serveMetrics(port: number, text: () => Promise<string>): Promise<() => Promise<void>> {
  const server = createServer(async (request, response) => {
    const isAsked = request.method === "GET" && request.url === "/metrics" && own.test(request.headers.host ?? "");
    if (!isAsked) return void response.writeHead(404).end();
    try {
      const body = await text();
      response.writeHead(200, { "content-type": TYPE, "cache-control": "no-store" }).end(body);
    } catch {
      // What is wrong with the store is told by /readyz, and its log.
      response.writeHead(503).end();
    }
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject).listen(port, "127.0.0.1", resolve);
  await promise;
  return async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
}
