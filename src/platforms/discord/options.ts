import type { After } from "../../chat/after.ts";
import type { Chart } from "../../chat/chart.ts";
import type { Command } from "../../chat/command.ts";

/** Which part of the bot's servers this process serves: these of `count` shards. */
export type Shards = { readonly ids: readonly number[]; readonly count: number };

export type DiscordOptions = {
  readonly token: string;
  /** A server whose commands appear at once; without one they are global. */
  readonly guild?: string | undefined;
  /** Root of the API, without version: "https://discord.com/api" by default. */
  readonly api?: string | undefined;
  /** All shards that Discord recommends, in this process, by default. */
  readonly shards?: Shards | undefined;
  /** The application to which all that is remembered belongs; the first that ever asks is remembered from then on. */
  readonly owner: (application: string) => Promise<string>;
  /** Ids of the servers that the tutor believes to be in, whichever process serves them. */
  readonly known: () => Promise<readonly string[]>;
  /** Draws a chart as PNG; where it fails, the chart's words stand in. */
  readonly draw: (chart: Chart) => Promise<Uint8Array>;
  /** The command table, as it is now. */
  readonly commands: () => readonly Command[];
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly after: After;
  /** What went wrong and was caught, for the log. */
  readonly fault: (error: unknown) => void;
  readonly patience?: Partial<Patience>;
  /** Most things one person may do in one minute, and all people of one server together. */
  readonly mostInAMinute?: { readonly person: number; readonly server: number };
};

/** Milliseconds. */
export type Patience = {
  /** From an interaction's arrival to the answer, before it is deferred. Discord takes the first answer for 3 s. */
  readonly defer: number;
  /** One attempt to answer an interaction; two fit in Discord's 3 s. */
  readonly callback: number;
  /** One attempt to post or edit, or at what follows a first answer. */
  readonly post: number;
  /** Without a heartbeat's answer before the connection counts as gone: two of Discord's intervals of 41.25 s. */
  readonly heartbeat: number;
  /** Without a resume, after which the connection is made anew. */
  readonly resume: number;
};

export const patienceOf = ({ patience }: DiscordOptions): Patience => ({
  defer: 1500,
  callback: 1200,
  post: 15_000,
  heartbeat: 82_500,
  resume: 300_000,
  ...patience,
});

export const apiOf = ({ api }: DiscordOptions): string => api ?? "https://discord.com/api";
