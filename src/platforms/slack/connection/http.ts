import type { IncomingMessage, ServerResponse } from "node:http";
import { HTTPReceiver, type Receiver } from "@slack/bolt";
import { quietLogger } from "../api/quiet-log.ts";
import type { SlackOptions } from "../options.ts";

/** A path that answers by itself, without the rest of the page that is served beside it. */
export type Door = (request: IncomingMessage, response: ServerResponse) => void;

/** Hears by way of signed requests; bolt's app takes it for its receiver, and whoever serves the page opens its door. */
export type Http = Receiver & { readonly door: Door };

/** Bytes of one request: Slack's own stay far below. */
const MOST = 1024 * 1024;
/** Seconds by which a request's time may differ from ours, both ways (Slack, "Verifying requests"). */
const DRIFT = 300;

/** Bolt's receiver verifies signatures and refuses what is too old; what claims to come from the future is refused here. */
export function createHttp(signingSecret: string, { now, fault }: SlackOptions): Http {
  const receiver = new HTTPReceiver({
    signingSecret,
    bodyLimit: MOST,
    // Whoever sends junk would fill the log; what goes wrong with a real request comes by way of the app.
    logger: quietLogger(() => undefined),
    processEventErrorHandler: async ({ error, response }) => {
      fault(error);
      if (!response.headersSent) response.writeHead(500).end();
      return false;
    },
  });
  let open = false;
  return {
    init: (app) => receiver.init(app),
    start: async () => {
      open = true;
    },
    stop: async () => {
      open = false;
    },
    door: (request, response) => {
      const stated = Number(request.headers["x-slack-request-timestamp"]);
      if (stated - now() / 1000 > DRIFT) response.writeHead(401).end();
      else if (!open) response.writeHead(503, { "retry-after": "5" }).end();
      else if (request.method !== "POST") response.writeHead(405, { allow: "POST" }).end();
      else receiver.requestListener(request, response);
    },
  };
}
