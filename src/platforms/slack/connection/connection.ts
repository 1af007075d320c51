import { type App, SocketModeReceiver } from "@slack/bolt";
import { clientOptionsOf } from "../api/clients.ts";
import type { Fetch } from "../api/fetch.ts";
import { quietLogger } from "../api/quiet-log.ts";
import { patienceOf, type SlackOptions } from "../options.ts";

/** One connection on which Slack tells what people do. */
export type Connection = {
  /** Resolves when Slack has greeted, with the number of connections it counts; rejects when it does not come about. */
  readonly greeted: Promise<number>;
  /** Resolves when it is over, however that came, also after `greeted` was rejected. */
  readonly ended: Promise<void>;
  close(): void;
};

/**
 * Opens one connection, over bolt's own receiver. It never connects again by itself: a library that does so ends the
 * process when Slack says no just then (socket.ts has what is done instead).
 */
export function connect(app: App, appToken: string, options: SlackOptions, fetch: Fetch): Connection {
  const { client } = receiverOf(app, appToken, options, fetch);
  const greeted = Promise.withResolvers<number>();
  const ended = Promise.withResolvers<void>();
  greeted.promise.catch(() => undefined);
  let closed = false;
  const fail = (error: unknown): void => {
    late();
    greeted.reject(error ?? new Error("Slack ended a new connection"));
    ended.resolve();
  };
  const late = options.after(patienceOf(options).hello, () => {
    fail(new Error("Slack did not greet on a new connection in time"));
    void client.disconnect();
  });
  client.once("ws_message", (text: unknown) => {
    const count = greetingIn(text);
    if (count === undefined) return fail(new Error(`Slack ended a new connection: ${reasonIn(text)}`));
    late();
    greeted.resolve(count);
  });
  client.once("disconnected", fail);
  client.on("connecting", () => {
    // Closed while its address was asked for: the library connects all the same.
    if (closed) void Promise.resolve().then(() => client.disconnect());
  });
  client.start().catch(fail);
  const close = (): void => {
    closed = true;
    void client.disconnect();
  };
  return { greeted: greeted.promise, ended: ended.promise, close };
}

function receiverOf(app: App, appToken: string, options: SlackOptions, fetch: Fetch): SocketModeReceiver {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    // Told as the rejection of `greeted`, with more in it than the library's own line.
    logger: quietLogger(() => undefined),
    installerOptions: { clientOptions: clientOptionsOf(options, fetch) },
    processEventErrorHandler: async ({ error }) => {
      options.fault(error);
      return false;
    },
  });
  receiver.init(app);
  return receiver;
}

/** How many connections Slack counts, when this is its greeting. */
function greetingIn(text: unknown): number | undefined {
  const { type, num_connections: count } = messageIn(text);
  return type === "hello" ? Number(count ?? 1) : undefined;
}

const reasonIn = (text: unknown): string => String(messageIn(text).reason ?? "without a reason");

function messageIn(text: unknown): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(String(text));
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    // Nothing that Slack's protocol knows.
    return {};
  }
}
