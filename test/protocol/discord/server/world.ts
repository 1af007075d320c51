import type {
  APIContainerComponent,
  APIModalInteractionResponseCallbackData,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import { type Changes, createChanges } from "../../../changes.ts";

/** All that the pretended Discord knows: its servers, channels, messages and commands. */
export type World = Changes & {
  readonly application: string;
  readonly bot: { readonly id: string; readonly username: string };
  readonly token: string;
  readonly guilds: Map<string, Guild>;
  readonly messages: Map<string, Posted>;
  /** Messages by channel and nonce, as long as Discord remembers. */
  readonly nonces: Map<string, Posted>;
  /** Channels of direct conversations, by person. */
  readonly directs: Map<string, string>;
  readonly interactions: Map<string, Pending>;
  /** By scope: "global" or a guild's id. */
  readonly commands: Map<string, readonly Registered[]>;
  /** How often a list of commands was written. */
  commandWrites: number;
  /** What broke a documented limit, in words; a test that leaves any here fails. */
  readonly refusals: string[];
  /** Set to false where only speed counts: payloads are taken unread. */
  strict: boolean;
  nextId(): string;
};

export type Registered = RESTPostAPIChatInputApplicationCommandsJSONBody & { readonly id: string };

export type Channel = {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  /** Whether the bot may see it and post in it. */
  readonly open: boolean;
};

export type Guild = {
  readonly id: string;
  readonly name: string;
  readonly channels: readonly Channel[];
  readonly systemChannel?: string;
  /** Whether an outage keeps it unavailable. */
  readonly dark?: boolean;
  /** What the bot may do in it, as a number in text; by default what it needs. */
  readonly permissions?: string;
};

/** A message as it stands in a channel now. */
export type Posted = {
  readonly id: string;
  readonly channel: string;
  /** The one person who sees it; absent for messages that all see. */
  readonly only?: string;
  components: readonly APIContainerComponent[];
  flags: number;
  files: ReadonlyMap<string, string>;
  readonly nonce?: string;
  edits: number;
};

/** An interaction that waits for its answer, or had it. */
export type Pending = {
  readonly id: string;
  readonly token: string;
  readonly person: string;
  readonly channel: string;
  /** The message whose button was pressed. */
  readonly on?: Posted;
  /** Types of the answers given, oldest first. */
  readonly answers: number[];
  /** Flags of the note that stands for a deferred answer. */
  deferred?: number;
  /** The message that the first answer made, or stands for. */
  original?: Posted;
  modal?: APIModalInteractionResponseCallbackData;
  /** What was offered while somebody typed. */
  choices?: readonly { readonly name: string; readonly value: string }[];
  /** Called with the first answer. */
  readonly answered?: () => void;
  /** Nothing more is taken: as after 3 s without an answer. */
  expired?: boolean;
};

/** The first snowflake of Discord's epoch that has 18 digits and a bit more: ids sort by the time of their making. */
const EPOCH = 1_420_070_400_000n;

export function createWorld(token: string): World {
  let last = 0n;
  const nextId = (): string => {
    const now = (BigInt(Date.now()) - EPOCH) << 22n;
    last = now > last ? now : last + 1n;
    return String(last);
  };
  return {
    ...createChanges(),
    application: nextId(),
    bot: { id: nextId(), username: "nightshift" },
    token,
    guilds: new Map(),
    messages: new Map(),
    nonces: new Map(),
    directs: new Map(),
    interactions: new Map(),
    commands: new Map(),
    commandWrites: 0,
    refusals: [],
    strict: true,
    nextId,
  };
}
