import { webApi } from "@slack/bolt";
import { apiOf, patienceOf, type SlackOptions } from "../options.ts";
import type { Fetch } from "./fetch.ts";
import { quietLogger } from "./quiet-log.ts";

/** How requests are made: never repeated by the library, and told at once when Slack asks to slow down. */
export const clientOptionsOf = (options: SlackOptions, fetch: Fetch): webApi.WebClientOptions => ({
  slackApiUrl: apiOf(options),
  fetch,
  timeout: patienceOf(options).request,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  logger: quietLogger(options.fault),
});

/** Clients by token: one each, for as long as the token is used. */
export type Clients = (token: string) => webApi.WebClient;

/** Tokens whose clients are kept; they change every 12 hours where they rotate. */
const KEPT = 1000;

export function createClients(options: SlackOptions, fetch: Fetch): Clients {
  const kept = new Map<string, webApi.WebClient>();
  return (token) => {
    const known = kept.get(token);
    if (known) return known;
    const client = new webApi.WebClient(token, clientOptionsOf(options, fetch));
    if (kept.size >= KEPT) kept.clear();
    kept.set(token, client);
    return client;
  };
}
