import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ConfigError, type Environment, readConfig, secretsIn } from "../../src/config/config.ts";
import { isLoopback } from "../../src/config/gaps.ts";
import { variableNames } from "../../src/config/settings.ts";

const discordToken = `${"M".repeat(24)}.${"a".repeat(6)}.${"b".repeat(38)}`;
const botToken = "xoxb-1234567890-abcdefghij";
const appToken = "xapp-1-A0123456789-abcdef";
const signingSecret = "0123456789abcdef0123456789abcdef";

/** What an app takes that many workspaces install. */
const install = {
  SLACK_CLIENT_ID: "1234567890.0987654321",
  SLACK_CLIENT_SECRET: "fedcba9876543210fedcba9876543210",
  SLACK_STATE_SECRET: "a-state-secret-of-more-than-32-characters",
  SLACK_STORE_KEY: "0f".repeat(32),
};

/** The faults that an operator is told of. */
function faultsOf(environment: Environment): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe("an operator who sets nothing", () => {
  test("gets the local page on this machine, SQLite, and the course that comes along", () => {
    expect(readConfig({})).toEqual({
      dataDir: "data",
      databaseUrl: undefined,
      host: "127.0.0.1",
      port: 3000,
      webPassword: undefined,
      webHosts: [],
      courseDir: "content/containers",
      logLevel: "info",
      discord: undefined,
      removedDays: 30,
      slack: undefined,
      warnings: [],
    });
  });

  test("gets the same with every variable there and empty", () => {
    expect(readConfig(Object.fromEntries(variableNames.map((name) => [name, " "])))).toEqual(readConfig({}));
  });
});

describe("an operator who sets everything", () => {
  const config = readConfig({
    DATA_DIR: "/srv/tutor",
    DATABASE_URL: "postgresql://tutor:s3cret-word@db.example:5433/tutor",
    HOST: "0.0.0.0",
    PORT: " 8080 ",
    WEB_PASSWORD: "correct horse battery",
    WEB_HOSTS: "Tutor.example, 192.0.2.7,[2001:db8::1]",
    COURSE_DIR: "courses/kubernetes",
    LOG_LEVEL: "debug",
    DISCORD_TOKEN: discordToken,
    DISCORD_GUILD_ID: "123456789012345678",
    DISCORD_API_BASE_URL: "http://127.0.0.1:8000/api/",
    DISCORD_SHARDS: "2, 3",
    DISCORD_SHARD_COUNT: "4",
    REMOVED_DAYS: "7",
    METRICS_PORT: "9090",
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: "http://127.0.0.1:8000/slack/",
    SLACK_MANAGERS: "U0123456789, W0123456789",
  });

  test("finds it in the configuration", () => {
    expect(config.port).toBe(8080);
    expect(config.webHosts).toEqual(["tutor.example", "192.0.2.7", "[2001:db8::1]"]);
    expect(config.databaseUrl?.reveal()).toBe("postgresql://tutor:s3cret-word@db.example:5433/tutor");
    expect(config.discord?.token.reveal()).toBe(discordToken);
    expect(config.discord?.guild).toBe("123456789012345678");
    expect(config.discord?.api).toBe("http://127.0.0.1:8000/api");
    expect(config.discord?.shards).toEqual({ ids: [2, 3], count: 4 });
    expect(config.removedDays).toBe(7);
    expect(config.metricsPort).toBe(9090);
    expect(config.slack?.admission).toMatchObject({ kind: "token" });
    expect(config.slack?.appToken?.reveal()).toBe(appToken);
    expect(config.slack?.api).toBe("http://127.0.0.1:8000/slack");
    expect(config.slack?.managers).toEqual(["U0123456789", "W0123456789"]);
    expect(config.warnings).toEqual([]);
  });

  test("prints no secret by printing the configuration, whichever way", () => {
    const printed = [inspect(config, { depth: 9, showHidden: true }), JSON.stringify(config), `${config.webPassword}`];
    for (const secret of [discordToken, botToken, appToken, signingSecret, "s3cret-word", "correct horse"]) {
      for (const text of printed) expect(text).not.toContain(secret);
    }
    expect(printed[2]).toBe("[secret]");
  });
});

describe("an operator who makes mistakes", () => {
  test("is told of all of them at once, with the variable, the value and the remedy", () => {
    const faults = faultsOf({
      PORT: "70000",
      LOG_LEVEL: "loud",
      DATABASE_URL: "mysql://me:hunter22@db/x",
      HOST: "my host",
      WEB_PASSWORD: "short",
      WEB_HOSTS: "http://tutor.example",
      DISCORD_TOKEN: "abc",
      SLACK_APP_TOKEN: botToken,
    });
    const starts = faults.map((fault) => fault.split(" ").slice(0, 2).join(" "));
    expect(starts.toSorted()).toEqual([
      "DATABASE_URL is",
      "DISCORD_TOKEN does",
      'HOST "my',
      'LOG_LEVEL "loud"',
      'PORT "70000"',
      "SLACK_APP_TOKEN does",
      "SLACK_BOT_TOKEN is",
      'WEB_HOSTS "http://tutor.example"',
      "WEB_PASSWORD is",
    ]);
    expect(faults.find((fault) => fault.startsWith("PORT"))).toBe(
      'PORT "70000" is no port. Use a whole number from 0 to 65535, such as 3000.',
    );
    for (const fault of faults) expect(fault).toMatch(/\. .*[.]$|: .*\. Set it/);
  });

  test("is told every part that an app for many workspaces lacks, and that a bot token is for one", () => {
    const { SLACK_STORE_KEY, SLACK_STATE_SECRET, ...half } = install;
    expect(faultsOf({ ...half, SLACK_APP_TOKEN: appToken })).toEqual([
      expect.stringMatching(/^SLACK_STATE_SECRET is missing: .*, or leave SLACK_CLIENT_ID out\.$/),
      expect.stringMatching(/^SLACK_STORE_KEY is missing: /),
    ]);
    expect(faultsOf({ ...install, SLACK_APP_TOKEN: appToken, SLACK_BOT_TOKEN: botToken })).toEqual([
      "SLACK_BOT_TOKEN is set beside SLACK_CLIENT_ID: it is for one workspace, the other for many. Set one of them.",
    ]);
    expect([SLACK_STORE_KEY, SLACK_STATE_SECRET]).not.toContain(undefined);
  });

  test("reads them one a line, under their number", () => {
    const error = new ConfigError(["A is wrong.", "B is wrong."]);
    expect(error.message).toBe("The configuration has 2 faults:\n  A is wrong.\n  B is wrong.");
    expect(new ConfigError(["A is wrong."]).message).toMatch(/^The configuration has one fault:/);
  });

  test("never sees a secret's value in what is told, even one that stands in the wrong variable", () => {
    const told = faultsOf({
      DATABASE_URL: "mysql://me:hunter22@db/x",
      WEB_PASSWORD: "hunter33",
      DISCORD_TOKEN: "hunter44",
      SLACK_BOT_TOKEN: "hunter55",
      SLACK_APP_TOKEN: "hunter66",
      SLACK_SIGNING_SECRET: "hunter77",
      DISCORD_GUILD_ID: discordToken,
      LOG_LEVEL: botToken,
    }).join("\n");
    expect(told).not.toMatch(/hunter/);
    expect(told).not.toContain(discordToken);
    expect(told).not.toContain(botToken);
    expect(told).toContain('DISCORD_GUILD_ID "[secret]" is no guild id');
  });

  test.each<[string, Environment, string]>([
    ["Slack's app token alone", { SLACK_APP_TOKEN: appToken }, "SLACK_BOT_TOKEN is missing"],
    ["Slack's signing secret alone", { SLACK_SIGNING_SECRET: signingSecret }, "SLACK_BOT_TOKEN is missing"],
    ["Slack's bot token alone", { SLACK_BOT_TOKEN: botToken }, "SLACK_APP_TOKEN is missing"],
    ["managers without an app", { SLACK_MANAGERS: "U0123456789" }, "SLACK_BOT_TOKEN is missing"],
    ["an app without a way in", { ...install }, "SLACK_APP_TOKEN is missing"],
    ["a guild without a bot", { DISCORD_GUILD_ID: "123456789012345678" }, "DISCORD_TOKEN is missing"],
    ["a page for others without a password (S64)", { HOST: "0.0.0.0" }, "WEB_PASSWORD is missing"],
  ])("is told the missing half of %s", (_, environment, start) => {
    expect(faultsOf(environment)).toEqual([expect.stringMatching(new RegExp(`^${start}: .*Set it, or leave`))]);
  });

  test.each<[string, Environment]>([
    ["Socket Mode", { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken }],
    ["events over HTTP", { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret }],
    ["an app that many workspaces install", { ...install, SLACK_SIGNING_SECRET: signingSecret }],
    ["the same over Socket Mode", { ...install, SLACK_APP_TOKEN: appToken }],
    ["rotated tokens", { SLACK_BOT_TOKEN: "xoxe.xoxb-1-MS0yLTEyMzQ1", SLACK_APP_TOKEN: appToken }],
    ["a page for others with a password", { HOST: "0.0.0.0", WEB_PASSWORD: "twelve chars" }],
    ["another loopback address without one", { HOST: "127.8.8.8" }],
    ["any free port", { PORT: "0" }],
  ])("is not bothered about %s", (_, environment) => {
    expect(faultsOf(environment)).toEqual([]);
  });

  test("is asked about names that look like slips, and not about other programs' own", () => {
    const { warnings } = readConfig({
      DISCORD_BOT_TOKEN: "x",
      SLACK_SIGNIN_SECRET: "x",
      WEB_PASWORD: "x",
      SLACK_WEBHOOK_URL: "x",
      WEB_CONCURRENCY: "2",
      DISCORDIA: "x",
      SLACK_TOKEN: "",
    });
    expect(warnings).toEqual([
      "DISCORD_BOT_TOKEN is set, and nothing reads it. Did you mean DISCORD_TOKEN?",
      "SLACK_SIGNIN_SECRET is set, and nothing reads it. Did you mean SLACK_SIGNING_SECRET?",
      "WEB_PASWORD is set, and nothing reads it. Did you mean WEB_PASSWORD?",
    ]);
  });

  test("is warned that a page for everybody answers to no name but this machine's", () => {
    const open = { HOST: "0.0.0.0", WEB_PASSWORD: "twelve chars" };
    expect(readConfig(open).warnings).toEqual([expect.stringContaining("Set WEB_HOSTS")]);
    expect(readConfig({ ...open, WEB_HOSTS: "tutor.example" }).warnings).toEqual([]);
  });
});

test("whatever the variables hold, there is a configuration or a list of faults, and no other error", () => {
  const value = fc.option(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("0", botToken, discordToken)), {
    nil: undefined,
  });
  fc.assert(
    fc.property(fc.record(Object.fromEntries(variableNames.map((name) => [name, value]))), (environment) => {
      const faults = faultsOf(environment);
      if (faults.length === 0) expect(readConfig(environment).port).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("only addresses of this machine count as loopback", () => {
  for (const host of ["localhost", "127.0.0.1", "127.255.0.3", "::1"]) expect(isLoopback(host)).toBe(true);
  for (const host of ["0.0.0.0", "::", "127.0.0.1.nip.io", "192.168.0.2", "localhost.example", "128.0.0.1"]) {
    expect(isLoopback(host)).toBe(false);
  }
});

test("the secrets of an environment are found, usable or not", () => {
  const secrets = secretsIn({ WEB_PASSWORD: "short", SLACK_BOT_TOKEN: " xoxb ", DATABASE_URL: "", PORT: "1" });
  expect(secrets.map((secret) => secret.reveal())).toEqual(["short", "xoxb"]);
});
