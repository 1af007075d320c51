import type { IncomingMessage, ServerResponse } from "node:http";

/** A request as the routes see it. */
export type Received = {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly raw: Buffer;
  readonly type: string;
};

export type Answered = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

export const json = (value: unknown, status = 200): Answered => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});

export const ok = (value: object = {}): Answered => json({ ok: true, ...value });

/** An error as the Web API words it: with status 200. */
export const refuse = (error: string, more: object = {}): Answered => json({ ok: false, error, ...more });

export const limited = (seconds: number): Answered => ({
  ...json({ ok: false, error: "ratelimited" }, 429),
  headers: { "content-type": "application/json", "retry-after": String(seconds) },
});

/** A page for people, from a wall that stands before the API. */
export const page = (status: number): Answered => ({
  status,
  headers: { "content-type": "text/html" },
  body: "<html><body><h1>Something is wrong</h1></body></html>",
});

export async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return {
    method: request.method ?? "",
    path: (request.url ?? "").replace(/\?.*$/, ""),
    authorization: request.headers.authorization,
    raw: Buffer.concat(chunks),
    type: request.headers["content-type"] ?? "",
  };
}

/** The arguments of a method of the Web API: fields of a form, of which some hold JSON. */
export function argumentsOf({ raw, type }: Received): Readonly<Record<string, unknown>> {
  if (type.startsWith("application/json")) return JSON.parse(raw.toString());
  const fields = [...new URLSearchParams(raw.toString())];
  return Object.fromEntries(fields.map(([name, value]) => [name, readValue(value)]));
}

function readValue(text: string): unknown {
  if (text === "true" || text === "false") return text === "true";
  return /^[[{]/.test(text) ? JSON.parse(text) : text;
}

export function send(response: ServerResponse, { status, headers = {}, body = "" }: Answered): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
}
