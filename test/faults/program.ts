import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A program in a process of its own, heard line by line. */
export type Program = {
  readonly child: ChildProcessWithoutNullStreams;
  /** Everything it has said so far. */
  readonly lines: readonly string[];
  /** Resolves when it has said so many lines; rejects when it ends before. */
  said(count: number): Promise<void>;
  /** Resolves with its exit code, null when a signal ended it, and what it said as its error. */
  ended(): Promise<{ readonly code: number | null; readonly error: string }>;
};

export function run(file: string, ...words: readonly string[]): Program {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, [path, ...words]);
  const lines: string[] = [];
  let error = "";
  child.stderr.on("data", (chunk: Buffer) => {
    error += chunk.toString();
  });
  const reader = createInterface(child.stdout).on("line", (line) => lines.push(line));
  const closed = once(child, "close");
  const ended = async () => {
    await closed;
    return { code: child.exitCode, error };
  };
  const said = async (count: number): Promise<void> => {
    while (lines.length < count) {
      const more = await Promise.race([once(reader, "line"), ended()]);
      if (!Array.isArray(more) && lines.length < count) throw new Error(`It ended early: ${error}`);
    }
  };
  return { child, lines, said, ended };
}
