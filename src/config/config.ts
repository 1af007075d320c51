import { existsSync } from "node:fs";
import type { z } from "zod";
import { gaps } from "./gaps.ts";
import { nearest } from "./nearest.ts";
import { scrub } from "./scrub.ts";
import { Secret } from "./secret.ts";
import { type LogLevel, secretNames, settings, variableNames } from "./settings.ts";

/** What the environment decides, read once at the start. Secrets are wrapped; absent settings are undefined. */
export type Config = {
  /** Folder of the SQLite file; used only without `databaseUrl`. */
  readonly dataDir: string;
  /** A PostgreSQL address with its password; undefined means SQLite in `dataDir`. */
  readonly databaseUrl: Secret | undefined;
  readonly host: string;
  /** 0 to 65535; 0 lets the system choose a free one. */
  readonly port: number;
  readonly webPassword: Secret | undefined;
  /** Names beside localhost under which the page may be asked for, lower case, without ports. */
  readonly webHosts: readonly string[];
  readonly courseDir: string;
  readonly logLevel: LogLevel;
  readonly discord: DiscordConfig | undefined;
  /** Days for which the data of a server or workspace that sent the tutor away is kept. */
  readonly removedDays: number;
  /** Port on this machine alone at which numbers for Prometheus are read; undefined means none. */
  readonly metricsPort: number | undefined;
  readonly slack: SlackConfig | undefined;
  /** Sentences for the operator about settings that were not understood and can be lived without. */
  readonly warnings: readonly string[];
};

export type DiscordConfig = {
  readonly token: Secret;
  readonly guild: string | undefined;
  /** Root of the API without its version; undefined means Discord's own. */
  readonly api: string | undefined;
  /** Undefined means all, in this process. */
  readonly shards: { readonly ids: readonly number[]; readonly count: number } | undefined;
};

export type SlackConfig = {
  /** Socket Mode has `appToken`, the HTTP way has `signingSecret`; at least one of them is there, and Socket Mode goes first. */
  readonly appToken: Secret | undefined;
  readonly signingSecret: Secret | undefined;
  /** One workspace has `botToken`; many install the app. */
  readonly admission: { readonly kind: "token"; readonly botToken: Secret } | SlackInstall;
  /** Root of the API; undefined means Slack's own. */
  readonly api: string | undefined;
  /** Ids of people who may manage wherever they are. */
  readonly managers: readonly string[];
};

export type SlackInstall = {
  readonly kind: "install";
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly stateSecret: Secret;
  /** 64 hexadecimal digits: the key under which tokens are kept. */
  readonly storeKey: Secret;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** The configuration cannot be used. The message lists every fault with its remedy and no secret's value. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    const count = faults.length === 1 ? "one fault" : `${faults.length} faults`;
    super(`The configuration has ${count}:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
    this.faults = faults;
  }
}

/**
 * The process's own environment, with what a `.env` file in the working folder adds; the process wins.
 * Throws `ConfigError` when there is such a file and it cannot be read.
 */
export function environment(): Environment {
  try {
    if (existsSync(".env")) process.loadEnvFile(".env");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError([`.env cannot be read: ${why}. Make it a file that this user may read, or remove it.`]);
  }
  return process.env;
}

/**
 * Reads the configuration out of an environment. An empty value counts as unset, spaces around a value are dropped.
 * Throws `ConfigError` with every fault at once.
 */
export function readConfig(environment: Environment): Config {
  const given = settingsIn(environment);
  const read = settings.safeParse(given);
  const faults = [...(read.success ? [] : read.error.issues.map((issue) => faultOf(issue, given))), ...gaps(given)];
  if (!read.success || faults.length > 0) throw new ConfigError(faults);
  const values = read.data;
  return {
    dataDir: values.DATA_DIR,
    databaseUrl: secret(values.DATABASE_URL),
    host: values.HOST,
    port: values.PORT,
    webPassword: secret(values.WEB_PASSWORD),
    webHosts: values.WEB_HOSTS,
    courseDir: values.COURSE_DIR,
    logLevel: values.LOG_LEVEL,
    discord: discordIn(values),
    removedDays: values.REMOVED_DAYS,
    metricsPort: values.METRICS_PORT,
    slack: slackIn(values),
    warnings: [...unreachable(values.HOST, values.WEB_HOSTS), ...slips(environment)],
  };
}

/** Every secret of an environment, usable or not, for what prints to keep out of sight. */
export function secretsIn(environment: Environment): readonly Secret[] {
  return [...secretNames].flatMap((name) => secret(environment[name]?.trim() || undefined) ?? []);
}

function discordIn(values: z.infer<typeof settings>): DiscordConfig | undefined {
  if (values.DISCORD_TOKEN === undefined) return undefined;
  const { DISCORD_SHARDS: ids, DISCORD_SHARD_COUNT: count } = values;
  return {
    token: new Secret(values.DISCORD_TOKEN),
    guild: values.DISCORD_GUILD_ID,
    api: values.DISCORD_API_BASE_URL,
    shards: ids && count ? { ids, count } : undefined,
  };
}

function slackIn(values: z.infer<typeof settings>): SlackConfig | undefined {
  const admission = admissionIn(values);
  return (
    admission && {
      appToken: secret(values.SLACK_APP_TOKEN),
      signingSecret: secret(values.SLACK_SIGNING_SECRET),
      admission,
      api: values.SLACK_API_URL,
      managers: values.SLACK_MANAGERS ?? [],
    }
  );
}

function admissionIn(values: z.infer<typeof settings>): SlackConfig["admission"] | undefined {
  const { SLACK_BOT_TOKEN: token, SLACK_CLIENT_ID: clientId } = values;
  const { SLACK_CLIENT_SECRET: clientSecret, SLACK_STATE_SECRET: stateSecret, SLACK_STORE_KEY: storeKey } = values;
  if (token !== undefined) return { kind: "token", botToken: new Secret(token) };
  if (!clientId || !clientSecret || !stateSecret || !storeKey) return undefined;
  return {
    kind: "install",
    clientId,
    clientSecret: new Secret(clientSecret),
    stateSecret: new Secret(stateSecret),
    storeKey: new Secret(storeKey),
  };
}

const secret = (value: string | undefined): Secret | undefined => (value === undefined ? undefined : new Secret(value));

function settingsIn(environment: Environment): Environment {
  const pairs = variableNames.map((name) => [name, environment[name]?.trim()] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined && value !== ""));
}

function faultOf(issue: z.core.$ZodIssue, given: Environment): string {
  const name = String(issue.path[0]);
  const value = scrub((given[name] ?? "").slice(0, 80));
  return `${name}${secretNames.has(name) ? "" : ` "${value}"`} ${issue.message}`;
}

/** Names this close to one of ours are taken for a slip; a left-out "BOT_" is four letters. */
const SLIP = 4;

/** Listening everywhere does not say under which names the page may be asked for, and it answers to no others. */
function unreachable(host: string, names: readonly string[]): readonly string[] {
  if (!["0.0.0.0", "::"].includes(host) || names.length > 0) return [];
  return [
    `HOST is ${host} and WEB_HOSTS is empty: the page answers this machine only. Set WEB_HOSTS to the names or addresses that others type.`,
  ];
}

function slips(environment: Environment): readonly string[] {
  const known = new Set(variableNames);
  return Object.keys(environment)
    .filter((name) => /^(DISCORD|SLACK|WEB)_/.test(name) && !known.has(name) && environment[name] !== "")
    .flatMap((name) => {
      const meant = nearest(name, variableNames, SLIP);
      return meant === undefined ? [] : [`${name} is set, and nothing reads it. Did you mean ${meant}?`];
    })
    .sort();
}
