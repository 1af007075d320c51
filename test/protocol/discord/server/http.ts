import type { IncomingMessage, ServerResponse } from "node:http";

/** A request as the routes see it. */
export type Received = {
  readonly method: string;
  /** Without the API's root and version. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly body: unknown;
  /** Files by name, as text. */
  readonly files: ReadonlyMap<string, string>;
};

export type Answered = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON unless `type` says otherwise. */
  readonly body?: string;
};

const JSON_TYPE = { "content-type": "application/json" };

export const json = (value: unknown): Answered => ({ status: 200, headers: JSON_TYPE, body: JSON.stringify(value) });

export const none = (): Answered => ({ status: 204 });

/** An error as the API words it. */
export const refuse = (status: number, code: number, message: string, more: object = {}): Answered => ({
  status,
  headers: JSON_TYPE,
  body: JSON.stringify({ message, code, ...more }),
});

/** A rate limit; `seconds` may be a fraction. */
export const limited = (seconds: number, global = false): Answered => ({
  status: 429,
  headers: {
    ...JSON_TYPE,
    "retry-after": String(seconds),
    "x-ratelimit-scope": global ? "global" : "user",
    ...(global ? { "x-ratelimit-global": "true" } : {}),
  },
  body: JSON.stringify({ message: "You are being rate limited.", retry_after: seconds, global }),
});

/** A page for people, from a wall that stands before the API; it may say for how many seconds. */
export const page = (status: number, seconds?: number): Answered => ({
  status,
  headers: { "content-type": "text/html", ...(seconds === undefined ? {} : { "retry-after": String(seconds) }) },
  body: "<html><body><h1>Access denied</h1>error code: 1015</body></html>",
});

export async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const type = request.headers["content-type"] ?? "";
  const raw = Buffer.concat(chunks);
  const [address = "", search = ""] = (request.url ?? "").split("?");
  const path = decodeURIComponent(address).replace(/^\/api\/v10/, "");
  const query = new URLSearchParams(search);
  const rest = { method: request.method ?? "", path, query, authorization: request.headers.authorization };
  if (type.startsWith("multipart/form-data")) return { ...rest, ...(await parts(raw, type)) };
  return { ...rest, body: raw.length === 0 ? undefined : JSON.parse(raw.toString()), files: new Map() };
}

async function parts(raw: Buffer, type: string): Promise<Pick<Received, "body" | "files">> {
  const form = await new Response(new Uint8Array(raw), { headers: { "content-type": type } }).formData();
  const files = new Map<string, string>();
  for (const value of form.values()) if (typeof value !== "string") files.set(value.name, await value.text());
  return { body: JSON.parse(String(form.get("payload_json"))), files };
}

export function send(response: ServerResponse, { status, headers = {}, body = "" }: Answered): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
}
