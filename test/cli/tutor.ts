import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** A tutor in a process of its own, as `npm start` runs it. */
export type Tutor = {
  /** Resolves with the part in parentheses of the first match, in what is printed or logged; rejects when it ends without. */
  says(pattern: RegExp): Promise<string>;
  signal(name: NodeJS.Signals): void;
  /** Resolves with the exit code, or the signal that killed it, once it has ended. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  printed(): string;
  logged(): string;
};

/** An empty folder for one test. */
export const freshFolder = (): string => mkdtempSync(join(tmpdir(), "nightshift-"));

/** Starts a tutor with an environment of its own, in a folder without a `.env` unless told; on any free port likewise. */
export function startTutor(environment: Readonly<Record<string, string>>, cwd = freshFolder()): Tutor {
  const child = spawn(process.execPath, [join(root, "src/cli/nightshift.js"), "start"], {
    cwd,
    env: { PATH: process.env.PATH, PORT: "0", COURSE_DIR: join(root, "content/containers"), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
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
