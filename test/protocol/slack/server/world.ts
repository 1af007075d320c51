import { type Changes, createChanges } from "../../../changes.ts";

/** All that the pretended Slack knows of one workspace: its people, channels, messages, forms and files. */
export type World = Changes & {
  readonly team: string;
  readonly app: string;
  readonly bot: { readonly id: string; readonly user: string };
  /** Tokens that are taken, each with the workspace or organisation it belongs to. */
  readonly tokens: Map<string, Installed>;
  readonly appToken: string;
  readonly signingSecret: string;
  /** What the bot's tokens are good for; what is not in here is refused. */
  readonly scopes: Set<string>;
  readonly people: Map<string, Profile>;
  readonly channels: Map<string, Channel>;
  readonly messages: Map<string, Posted>;
  /** Forms that are open, by their id. */
  readonly views: Map<string, View>;
  /** People's own pages of the app. */
  readonly homes: Map<string, object>;
  readonly files: Map<string, Uploaded>;
  /** Addresses that answer an act, by the end of their path. */
  readonly answers: Map<string, ResponseUrl>;
  /** What broke a documented limit, in words; a test that leaves any here fails. */
  readonly refusals: string[];
  /** Set to false where only speed counts: payloads are taken unread. */
  strict: boolean;
  nextId(kind: string): string;
  nextTs(): string;
};

/** Whose token it is. */
export type Installed = { readonly team: string; readonly bot: { readonly id: string; readonly user: string } };

export type Profile = {
  readonly id: string;
  readonly team: string;
  name: string;
  zone: string;
  locale: string;
  admin: boolean;
  guest: boolean;
};

export type Channel = {
  readonly id: string;
  readonly name: string;
  readonly creator: string;
  archived: boolean;
  /** Whether the bot is in it. */
  joined: boolean;
};

/** A message as it stands now. */
export type Posted = {
  readonly channel: string;
  readonly ts: string;
  /** The one person who sees it; absent for messages that all see. */
  readonly only?: string;
  text: string;
  blocks: readonly object[];
  edits: number;
  readonly metadata?: unknown;
  /** Called with each change. */
  turned?: () => void;
};

export type View = { readonly id: string; readonly person: string; readonly view: object };

export type Uploaded = { readonly id: string; readonly name: string; content: string; channel?: string; alt?: string };

export type ResponseUrl = {
  readonly person: string;
  readonly channel: string;
  readonly on?: Posted;
  left: number;
};

export const BOT_TOKEN = "xoxb-1234567890-this-is-no-token-of-anybody";
export const APP_TOKEN = "xapp-1-A0123456789-this-is-no-token-of-anybody";
export const SIGNING_SECRET = "0123456789abcdef0123456789abcdef";

export function createWorld(): World {
  let last = 0;
  const next = (): number => {
    last += 1;
    return last;
  };
  const nextId = (kind: string): string => `${kind}${String(next()).padStart(9, "0")}`;
  const team = nextId("T");
  const bot = { id: nextId("B"), user: nextId("U") };
  return {
    ...createChanges(),
    team,
    app: nextId("A"),
    bot,
    tokens: new Map([[BOT_TOKEN, { team, bot }]]),
    appToken: APP_TOKEN,
    signingSecret: SIGNING_SECRET,
    scopes: new Set([
      "chat:write",
      "commands",
      "im:write",
      "users:read",
      "channels:read",
      "groups:read",
      "files:write",
      "channels:history",
    ]),
    people: new Map(),
    channels: new Map(),
    messages: new Map(),
    views: new Map(),
    homes: new Map(),
    files: new Map(),
    answers: new Map(),
    refusals: [],
    strict: true,
    nextId,
    nextTs: () => `${1_800_000_000 + next()}.${String(last).padStart(6, "0")}`,
  };
}

/** The direct conversation of the bot with somebody. */
export const directOf = (person: string): string => `D${person.slice(1)}`;
