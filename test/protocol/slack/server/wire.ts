import { createHmac } from "node:crypto";
import type { SlackServer } from "./slack-server.ts";
import type { Kind } from "./sockets.ts";

/** How Slack tells the app what people do: resolves with what acknowledged it. */
export type Wire = (kind: Kind, payload: object) => Promise<unknown>;

export const socketWire =
  (server: SlackServer): Wire =>
  (kind, payload) =>
    server.sockets.send(kind, payload);

export type Signed = {
  readonly secret?: string;
  /** Seconds since 1970, as text. */
  readonly at?: string;
  readonly version?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const types = { form: "application/x-www-form-urlencoded", json: "application/json" } as const;

/** The body of a delivery: events are JSON, all else is a form. */
export function bodyFor(kind: Kind, payload: object): { readonly body: string; readonly type: string } {
  if (kind === "events_api") return { body: JSON.stringify(payload), type: types.json };
  const fields = kind === "interactive" ? { payload: JSON.stringify(payload) } : payload;
  return {
    body: new URLSearchParams(Object.entries(fields).map(([key, value]) => [key, String(value)])).toString(),
    type: types.form,
  };
}

/** Sends a signed request, or one that is signed wrongly. */
export function deliverSigned(
  url: string,
  secret: string,
  kind: Kind,
  payload: object,
  { at = String(Math.floor(Date.now() / 1000)), version = "v0", headers = {}, ...signed }: Signed = {},
): Promise<Response> {
  const { body, type } = bodyFor(kind, payload);
  const hash = createHmac("sha256", signed.secret ?? secret)
    .update(`v0:${at}:${body}`)
    .digest("hex");
  return fetch(url, {
    method: "POST",
    body,
    headers: {
      "content-type": type,
      "x-slack-request-timestamp": at,
      "x-slack-signature": `${version}=${hash}`,
      ...headers,
    },
  });
}

export const httpWire =
  (url: string, secret: string): Wire =>
  async (kind, payload) => {
    const response = await deliverSigned(url, secret, kind, payload);
    if (response.status !== 200) throw new Error(`the app answered ${response.status}`);
    const text = await response.text();
    return text === "" ? undefined : JSON.parse(text);
  };
