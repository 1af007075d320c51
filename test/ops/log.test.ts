import { execFile } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scrub, scrubLine } from "../../src/config/scrub.ts";
import { Secret } from "../../src/config/secret.ts";
import { canaries, canariesIn, databaseUrl } from "../canaries.ts";

type Ended = { readonly code: number | string | null; readonly stdout: string; readonly stderr: string };

/** A real process of its own, with every canary in its environment. */
function runWithCanaries(file: string, ...words: readonly string[]): Promise<Ended> {
  return runWith({}, file, ...words);
}

function runWith(environment: Readonly<Record<string, string>>, file: string, ...words: readonly string[]) {
  const env = {
    PATH: process.env.PATH,
    LOG_LEVEL: "trace",
    DATABASE_URL: databaseUrl,
    WEB_PASSWORD: canaries.webPassword,
    DISCORD_TOKEN: canaries.discordToken,
    SLACK_BOT_TOKEN: canaries.botToken,
    SLACK_APP_TOKEN: canaries.appToken,
    SLACK_SIGNING_SECRET: canaries.signingSecret,
    PORT: "0",
    ...environment,
  };
  return new Promise<Ended>((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, file), ...words], { env }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

describe("no secret gets out (S51):", () => {
  test.each(["json", "pretty"])("a program that logs them all at trace, as %s, and dies of one", async (style) => {
    const { code, stdout, stderr } = await runWithCanaries("../cli/canary-program.ts", style, "1");
    expect(stdout).toContain("the last line");
    expect(stdout).toContain("nobody caught");
    expect(canariesIn(stdout + stderr)).toEqual([]);
    expect(stdout + stderr).not.toContain("canary-by-name");
    expect(code).toBe(1);
  });

  test.each([
    "postgres://tutor:zq7!@127.0.0.1:1/tutor",
    "postgres://tutor:%7Aq7%21@127.0.0.1:1/tutor",
    "postgres://tutor@127.0.0.1:1/tutor?password=zq7%21",
  ])("a database password of four characters, in %s", async (DATABASE_URL) => {
    const { stdout } = await runWith({ DATABASE_URL }, "../cli/short-password-program.ts", "zq7!");
    expect(stdout).toContain("the last line");
    expect(stdout).not.toContain("zq7!");
    expect(stdout).not.toContain("zq7%21");
  });

  test("a database password that is a number, and every line stays JSON", async () => {
    const DATABASE_URL = "postgres://tutor:5432@127.0.0.1:1/tutor";
    const { stdout } = await runWith({ DATABASE_URL }, "../cli/short-password-program.ts", "5432");
    expect(stdout).not.toContain("5432");
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).msg),
    ).toContain("the last line");
  });

  test("every line of the JSON log stays JSON", async () => {
    const { stdout } = await runWithCanaries("../cli/canary-program.ts", "json", "1");
    const lines = stdout.trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty("level");
  });

  test("the tutor itself, that cannot reach its database", async () => {
    const { code, stdout, stderr } = await runWithCanaries("../../src/cli/nightshift.js", "start");
    expect(stderr).toContain("PostgreSQL");
    expect(canariesIn(stdout + stderr)).toEqual([]);
    expect(code).toBe(1);
  });

  test("the doctor, who looks at all settings", async () => {
    const { stdout, stderr } = await runWithCanaries("../../src/cli/nightshift.js", "doctor");
    expect(stdout).toContain("a token of the right shape is set");
    expect(canariesIn(stdout + stderr)).toEqual([]);
  });

  test("the test would see them", () => {
    for (const [name, value] of Object.entries(canaries)) {
      expect(canariesIn(`x ${value} y`)).toContain(name);
      expect(canariesIn(JSON.stringify({ body: JSON.stringify({ value }) }))).toContain(name);
    }
  });
});

describe("scrubbing", () => {
  test("leaves what is no secret as it was", () => {
    for (const text of [
      "2026-11-23T05:11:04.450Z",
      "01999999-1234-7abc-8def-0123456789ab",
      "content/containers/01-one-is-easy.md:3:1",
      "postgres://db.example/tutor",
      "the token is missing, the password too short",
      "version 14.28.1 of node 26.10.0",
      '{"level":30,"msg":"Slack: no token is set"}',
      "tokens and cookies; the secret of good bread = time",
      "the password: twelve characters at least",
      '{"tokenize":"yes","passwordless":true}',
    ]) {
      expect(scrub(text)).toBe(text);
    }
  });

  test("keeps who is addressed and takes the password alone", () => {
    expect(scrub("no answer from postgres://tutor:a:b@c@db:5432/x?sslmode=require")).toBe(
      "no answer from postgres://tutor:[secret]@db:5432/x?sslmode=require",
    );
  });

  test("finds a known secret in whatever surroundings, plain or in JSON", () => {
    const known = fc.string({ minLength: 8, maxLength: 40 }).filter((value) => value.trim() !== "");
    fc.assert(
      fc.property(known, fc.string(), fc.string(), (value, before, after) => {
        const secret = [new Secret(value)];
        expect(scrub(`${before} ${value} ${after}`, secret)).not.toContain(value);
        const line = scrubLine(JSON.stringify({ before, at: value, after }), secret);
        expect(JSON.parse(line)).toBeTypeOf("object");
        expect(JSON.parse(line).at).not.toBe(value);
      }),
    );
  });
});
