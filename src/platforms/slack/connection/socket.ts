import type { App, Receiver } from "@slack/bolt";
import type { Health } from "../../../chat/platform.ts";
import type { Fetch } from "../api/fetch.ts";
import { codeOf } from "../errors.ts";
import type { SlackOptions } from "../options.ts";
import { type Connection, connect } from "./connection.ts";
import { createOpenings, type Openings } from "./openings.ts";

/**
 * Connections kept: what one of them does not hear while Slack renews it (every few hours), the other does. Slack sends
 * each thing to any of them, and takes up to ten (Socket Mode, "Using multiple connections").
 */
const WANTED = 2;
/** A connection that lived shorter than this failed: Slack may greet and then end it, again and again. */
const SHORT = 10_000;
/** Milliseconds that Slack may take to say goodbye. */
const GOODBYE = 2000;

/** Hears by way of connections that it opens; bolt's app takes it for its receiver. */
export type Socket = Receiver & {
  health(): Health;
  /** Connections that are open. */
  connections(): number;
};

type State = {
  readonly open: Set<Connection>;
  readonly openings: Openings;
  app: App | undefined;
  stopped: boolean;
  opening: Connection | undefined;
  why: string;
  callOff: () => void;
};

/** Keeps connections open, whatever Slack says to that: it goes on trying, and ends nothing but itself. */
export function createSocket(appToken: string, options: SlackOptions, fetch: Fetch): Socket {
  const { now, after } = options;
  const state: State = {
    open: new Set(),
    openings: createOpenings(now),
    app: undefined,
    stopped: true,
    opening: undefined,
    why: "Slack: not connected yet.",
    callOff: () => undefined,
  };
  const opener = (app: App): Connection => connect(app, appToken, options, fetch);
  return {
    init: (app) => {
      state.app = app;
    },
    start: async () => {
      state.stopped = false;
      next(state, options, opener);
    },
    stop: async () => {
      state.stopped = true;
      state.callOff();
      const closing = [...state.open, ...(state.opening ? [state.opening] : [])];
      const close = (): void => closing.forEach((connection) => void connection.close());
      close();
      // Asked a second time, the library does not wait for Slack's goodbye.
      const callOff = after(GOODBYE, close);
      await Promise.all(closing.map(({ ended }) => ended));
      callOff();
    },
    connections: () => state.open.size,
    health: () => (state.open.size > 0 ? { ok: true } : { ok: false, why: state.why }),
  };
}

type Opener = (app: App) => Connection;

/** Opens what is missing, at once or when its time comes. */
function next(state: State, options: SlackOptions, opener: Opener): void {
  state.callOff();
  if (state.stopped || state.opening || state.open.size >= WANTED) return;
  const wait = state.openings.wait(state.open.size);
  const begin = (): void => void open(state, options, opener);
  if (wait === 0) begin();
  else state.callOff = options.after(wait, begin);
}

async function open(state: State, options: SlackOptions, opener: Opener): Promise<void> {
  if (!state.app || state.stopped || state.opening) return;
  const begun = options.now();
  const connection = opener(state.app);
  state.opening = connection;
  state.openings.begun();
  try {
    const count = await connection.greeted;
    state.open.add(connection);
    if (count > WANTED) options.fault(new Error(crowded(count)));
    void connection.ended.then(() => {
      state.open.delete(connection);
      if (options.now() - begun >= SHORT) state.openings.worked();
      else failed(state, options, new Error("Slack ended a connection soon after it greeted"));
      next(state, options, opener);
    });
  } catch (error) {
    failed(state, options, error);
  }
  state.opening = undefined;
  next(state, options, opener);
}

function failed(state: State, { fault }: SlackOptions, error: unknown): void {
  if (state.stopped) return;
  state.openings.failed();
  state.why = sentenceFor(error);
  fault(new Error(state.why, { cause: error }));
}

const crowded = (count: number): string =>
  `Slack counts ${count} connections of the app, and this tutor opens ${WANTED}. Is it running twice? Then what people do goes to either.`;

/** Errors of apps.connections.open that stay until somebody changes something, each with what to do. */
const sentences: Readonly<Record<string, string>> = {
  invalid_auth: "Slack does not take the app-level token. Make a new one under Basic Information, set SLACK_APP_TOKEN.",
  not_authed: "Slack does not take the app-level token. Make a new one under Basic Information, set SLACK_APP_TOKEN.",
  token_revoked: "The app-level token was taken back. Make a new one under Basic Information, set SLACK_APP_TOKEN.",
  account_inactive: "The app-level token belongs to an account that is closed. Make a new one under Basic Information.",
  missing_scope: "The app-level token lacks the scope connections:write. Make a new one under Basic Information.",
  not_allowed_token_type: "SLACK_APP_TOKEN is no app-level token. It begins with xapp-, see Basic Information.",
  socket_mode_not_enabled: "Socket Mode is off. Switch it on under Socket Mode of the app.",
};

function sentenceFor(error: unknown): string {
  const code = codeOf(error);
  return (
    (code === undefined ? undefined : sentences[code]) ??
    `Slack: no connection (${error instanceof Error ? error.message : String(error)}). It is tried again.`
  );
}
