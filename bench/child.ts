import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One of two programs that are compared: a bare client of a platform, or the whole tutor. */
export type Kind = "bare" | "whole";

export type Bot = {
  /** Microseconds of processor time used so far. */
  cpu(): Promise<number>;
  /** Bytes of resident memory, after a collection. */
  memory(): Promise<number>;
  stop(): Promise<void>;
};

/** Starts a program of bench/ in a process of its own, with a folder for its data last of its words; resolves when it is connected. */
export async function startChild(program: URL, words: readonly string[]): Promise<Bot> {
  const dataDir = await mkdtemp(join(tmpdir(), "nightshift-bench-"));
  const child = fork(program, [...words, dataDir], { execArgv: ["--expose-gc"] });
  await told(child);
  return {
    cpu: () => asked(child, "cpu"),
    memory: () => asked(child, "memory"),
    stop: async () => {
      child.kill("SIGKILL");
      await once(child, "exit");
      await rm(dataDir, { recursive: true });
    },
  };
}

async function told(child: ChildProcess): Promise<unknown> {
  const gone = new AbortController();
  const ended = once(child, "exit", { signal: gone.signal }).then(() => {
    throw new Error("A bot ended before it answered.");
  });
  try {
    const [message] = await Promise.race([once(child, "message", { signal: gone.signal }), ended]);
    return message;
  } finally {
    gone.abort();
    ended.catch(() => undefined);
  }
}

async function asked(child: ChildProcess, what: "cpu" | "memory"): Promise<number> {
  child.send(what);
  return Number(await told(child));
}
