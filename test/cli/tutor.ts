import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { variableNames } from "../../src/config/settings.ts";

const root = join(import.meta.dirname, "../..");

/** A tutor in a process of its own, as `npm start` runs it. */
export type Tutor = {
  /** Resolves with the part in parentheses of the first match, in what is printed or logged; rejects when it ends without. */
  says(pattern: RegExp): Promise<string>;
  signal(name: NodeJS.Signals): void;
  /** Resolves with the exit code, or the signal that killed it, once it and all that it started have ended. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  printed(): string;
  logged(): string;
};

/** An empty folder for one test. */
export const freshFolder = (): string => mkdtempSync(join(tmpdir(), "nightshift-"));

/** Starts a tutor with an environment of its own, in a folder without a `.env` unless told; on any free port likewise. */
export function startTutor(
  environment: Readonly<Record<string, string>>,
  cwd = freshFolder(),
  words: readonly string[] = [join(root, "src/cli/nightshift.js"), "start"],
): Tutor {
  const env = { PATH: process.env.PATH, PORT: "0", COURSE_DIR: join(root, "content/containers"), ...environment };
  const child = spawn(process.execPath, words, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  return watched(child);
}

/** Starts a tutor by `npm start`, in a process group of its own, as a terminal or a supervisor does. */
export function npmStart(environment: Readonly<Record<string, string>>): Tutor & {
  /** Sends a signal to npm and everything below it, as Ctrl+C does. */
  signalAll(name: NodeJS.Signals): void;
} {
  // Set and empty counts as unset: what a .env file in the repository says must not reach the test.
  const unset = Object.fromEntries(variableNames.map((name) => [name, ""]));
  const { PATH, HOME } = process.env;
  const child = spawn("npm", ["start"], {
    cwd: root,
    env: { PATH, HOME, npm_config_update_notifier: "false", ...unset, PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  return {
    ...watched(child),
    signalAll: (name) => {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    },
  };
}

function watched(child: ChildProcessByStdio<null, Readable, Readable>): Tutor {
  const heard = { printed: "", logged: "" };
  child.stdout.on("data", (chunk) => {
    heard.printed += chunk;
  });
  child.stderr.on("data", (chunk) => {
    heard.logged += chunk;
  });
  return {
    says: (pattern) => hear(child, pattern, () => heard.printed + heard.logged),
    signal: (name) => child.kill(name),
    ended: new Promise((resolve) => child.once("close", (code, signal) => resolve(code ?? signal))),
    printed: () => heard.printed,
    logged: () => heard.logged,
  };
}

function hear(child: ChildProcess, pattern: RegExp, text: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const listen = (): void => {
      const found = pattern.exec(text());
      if (found) resolve(found[1] ?? found[0]);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("close", () => reject(new Error(`It ended without saying ${pattern}:\n${text()}`)));
    listen();
  });
}
