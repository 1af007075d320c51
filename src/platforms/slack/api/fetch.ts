import type { webApi } from "@slack/bolt";
import { Agent, request } from "undici";

export type Fetch = webApi.FetchFunction;

/** The lines to Slack: kept open, and shared by everything that is sent. */
export type Lines = { readonly fetch: Fetch; close(): Promise<void> };

/**
 * `fetch` for Slack's client, over undici's plain requests: the streams and checks of the standard's fetch are the larger
 * part of what an answer costs. Redirects are not followed, as Slack's client wants it. Only posts are made: Slack's API
 * knows nothing else. `patience` is in milliseconds, for one request.
 */
export function openLines(patience: number): Lines {
  const dispatcher = new Agent({ connections: 64, headersTimeout: patience, bodyTimeout: patience });
  return {
    fetch: async (url, { headers = {}, body = "", signal = null } = {}) => {
      const sent = typeof body === "string" ? { body, headers } : await formOf(body, headers);
      const answer = await request(url, { method: "POST", ...sent, dispatcher, signal });
      const text = await answer.body.text();
      return new Response(text === "" ? null : text, { status: answer.statusCode, headers: flat(answer.headers) });
    },
    close: () => dispatcher.destroy(),
  };
}

/** A form with files, as its bytes and with the type that tells its parts apart. */
async function formOf(form: FormData, headers: Readonly<Record<string, string>>) {
  const written = new Response(form);
  const type = written.headers.get("content-type") ?? "";
  return { body: Buffer.from(await written.arrayBuffer()), headers: { ...headers, "content-type": type } };
}

const flat = (headers: Readonly<Record<string, string | string[] | undefined>>): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
