import type { After } from "../../chat/after.ts";
import type { Chart } from "../../chat/chart.ts";
import type { Command } from "../../chat/command.ts";
import type { Installations } from "./access/installations.ts";

/** How Slack tells what people do. */
export type Way =
  /** Over connections that the tutor opens: it needs no way in. */
  | { readonly kind: "socket"; readonly appToken: string }
  /** By signed requests to /slack/events. */
  | { readonly kind: "http"; readonly signingSecret: string };

/** In whose name the tutor speaks. */
export type Admission =
  /** One workspace, by the token of its bot. */
  | { readonly kind: "token"; readonly token: string }
  /** Whoever installs it, at /slack/install. */
  | {
      readonly kind: "install";
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
      readonly installations: Installations;
    };

export type SlackOptions = {
  readonly way: Way;
  readonly admission: Admission;
  /** Root of the API: "https://slack.com/api" by default. */
  readonly api?: string | undefined;
  /** Ids of people who may manage wherever they are, beside admins, owners and the makers of channels. */
  readonly managers: readonly string[];
  /** Ids of the workspaces that the tutor believes to be in. */
  readonly known: () => Promise<readonly string[]>;
  /** The command table, as it is now. */
  readonly commands: () => readonly Command[];
  /** A chart as a PNG. */
  readonly draw: (chart: Chart) => Promise<Uint8Array>;
  readonly newId: () => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly after: After;
  /** What went wrong and was caught, for the log. */
  readonly fault: (error: unknown) => void;
  readonly patience?: Partial<Patience>;
  /** Most things one person may do in one minute, and all people of one workspace together. */
  readonly mostInAMinute?: { readonly person: number; readonly server: number };
};

/** Milliseconds. */
export type Patience = {
  /** From a slash command's arrival to the answer, before an empty one is given. Slack waits for 3 s. */
  readonly ack: number;
  /** For what is not known of a person yet, before the tutor goes on without it. */
  readonly person: number;
  /** One request to the API. */
  readonly request: number;
  /** From opening a connection to Slack's greeting on it. */
  readonly hello: number;
};

export const patienceOf = ({ patience }: Pick<SlackOptions, "patience">): Patience => ({
  ack: 1500,
  person: 1000,
  request: 10_000,
  hello: 10_000,
  ...patience,
});

export const apiOf = ({ api }: Pick<SlackOptions, "api">): string =>
  `${(api ?? "https://slack.com/api").replace(/\/+$/, "")}/`;
