import { isIP } from "node:net";
import { z } from "zod";

/** The variables of the environment: shape and default of each. What is said of a wrong value is written to follow its name. */

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

export type LogLevel = (typeof logLevels)[number];

/** Variables whose value is never shown. */
export const secretNames: ReadonlySet<string> = new Set([
  "DATABASE_URL",
  "WEB_PASSWORD",
  "DISCORD_TOKEN",
  "SLACK_BOT_TOKEN",
  "SLACK_APP_TOKEN",
  "SLACK_SIGNING_SECRET",
  "SLACK_CLIENT_SECRET",
  "SLACK_STATE_SECRET",
  "SLACK_STORE_KEY",
]);

/** A name as a browser sends it, or an IPv6 address in brackets; no port, no address with a path. */
const hostName = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])$/;

const noPort = "is no port. Use a whole number from 0 to 65535, such as 3000.";

const slackBotPattern = /^(xoxe\.)?xoxb-[\w-]{10,}$/;

export const settings = z.object({
  DATA_DIR: z.string().default("data"),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error:
        "is no PostgreSQL address. Write postgres://user:password@host/database, or leave it out to use SQLite in DATA_DIR.",
    })
    .optional(),
  HOST: z
    .string()
    .refine((host) => isIP(host) !== 0 || hostName.test(host), "is no address to listen on. Use 127.0.0.1 or 0.0.0.0.")
    .default("127.0.0.1"),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, noPort)
    .transform(Number)
    .refine((port) => port <= 65535, noPort)
    .default(3000),
  WEB_PASSWORD: z.string().min(12, "is too short. Use at least 12 characters.").optional(),
  WEB_HOSTS: z
    .string()
    .default("")
    .transform((names) =>
      names
        .split(",")
        .map((name) => name.trim().toLowerCase())
        .filter((name) => name !== ""),
    )
    .refine(
      (names) => names.every((name) => hostName.test(name)),
      "holds something that is no host name. Write names with commas between, such as tutor.example, without http:// and without a port.",
    ),
  COURSE_DIR: z.string().default("content/containers"),
  LOG_LEVEL: z.enum(logLevels, `is no log level. Use one of ${logLevels.join(", ")}.`).default("info"),
  DISCORD_TOKEN: z
    .string()
    .regex(
      /^[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}$/,
      "does not look like a bot token (three parts with dots between). Copy it from the Bot page of your application.",
    )
    .optional(),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{17,20}$/, "is no guild id (17 to 20 digits). Copy it from the server's menu in developer mode.")
    .optional(),
  DISCORD_API_BASE_URL: z
    .url({
      protocol: /^https?$/,
      error: "is no address. Write the API's root without a version, such as https://discord.com/api.",
    })
    .transform((address) => address.replace(/\/+$/, ""))
    .optional(),
  DISCORD_SHARDS: z
    .string()
    .regex(/^\d{1,5}(\s*,\s*\d{1,5})*$/, "is no list of shards. Write their numbers with commas between, such as 0,1.")
    .transform((list) => [...new Set(list.split(",").map(Number))])
    .optional(),
  DISCORD_SHARD_COUNT: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, "is no number of shards. Write how many there are in all processes together, such as 4.")
    .transform(Number)
    .optional(),
  METRICS_PORT: z
    .string()
    .regex(/^\d{1,5}$/, noPort)
    .transform(Number)
    .refine((port) => port <= 65535, noPort)
    .optional(),
  REMOVED_DAYS: z
    .string()
    .regex(/^\d{1,4}$/, "is no number of days. Write a whole number from 0 to 9999, such as 30.")
    .transform(Number)
    .default(30),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(
      slackBotPattern,
      "does not look like a bot token. It begins with xoxb-, see OAuth & Permissions of your app.",
    )
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-[\w-]{10,}$/, "does not look like an app token. It begins with xapp-, see Basic Information.")
    .optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^[0-9a-f]{32}$/, "does not look like a signing secret (32 digits 0-9 and a-f). See Basic Information.")
    .optional(),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: "is no address. Write the API's root, such as https://slack.com/api." })
    .transform((address) => address.replace(/\/+$/, ""))
    .optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^\d+\.\d+$/, "does not look like a client id (two numbers with a dot between). See Basic Information.")
    .optional(),
  SLACK_CLIENT_SECRET: z
    .string()
    .regex(/^[0-9a-f]{32}$/, "does not look like a client secret (32 digits 0-9 and a-f). See Basic Information.")
    .optional(),
  SLACK_STATE_SECRET: z.string().min(32, "is too short. Use at least 32 characters: openssl rand -hex 32.").optional(),
  SLACK_STORE_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, "is no key (64 digits 0-9 and a-f). Make one: openssl rand -hex 32.")
    .transform((digits) => digits.toLowerCase())
    .optional(),
  SLACK_MANAGERS: z
    .string()
    .regex(
      /^[UW][A-Z0-9]{6,}(\s*,\s*[UW][A-Z0-9]{6,})*$/,
      "is no list of member ids. Copy each from the person's profile, with commas between.",
    )
    .transform((list) => [...new Set(list.split(",").map((id) => id.trim()))])
    .optional(),
});

/** Every variable that is read, by name. */
export const variableNames: readonly string[] = Object.keys(settings.shape);
