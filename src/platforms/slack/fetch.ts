import type { webApi } from "@slack/bolt";
import { Agent, fetch as fetchForm, request } from "undici";

export type Fetch = webApi.FetchFunction;

/** The lines to Slack: kept open, and shared by everything that is sent. */
export type Lines = { readonly fetch: Fetch; close(): Promise<void> };

/**
 * `fetch` for Slack's client, over undici's plain requests: the whole of the standard's fetch, with its streams and
 * checks, costs more than all the rest of an answer (docs/performance.md). Redirects are not followed, as Slack's client
 * wants it. Forms with files go through undici's own fetch.
 */
export function openLines(): Lines {
  const dispatcher = new Agent({ connections: 64 });
  return {
    fetch: async (url, init = {}) => {
      const { method = "POST", headers, body, signal } = init;
      if (body !== undefined && typeof body !== "string") {
        // What is no string is a form of Slack's client, made by the standard's own class.
        return fetchForm(url, { method, headers, body: body as unknown as FormData, signal, dispatcher } as object);
      }
      const answer = await request(url, {
        method: "POST",
        headers: headers ?? {},
        body: body ?? null,
        dispatcher,
        signal: signal ?? null,
      });
      const text = await answer.body.text();
      return new Response(text === "" ? null : text, { status: answer.statusCode, headers: flat(answer.headers) });
    },
    close: () => dispatcher.destroy(),
  };
}

const flat = (headers: Readonly<Record<string, string | string[] | undefined>>): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
