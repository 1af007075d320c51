import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Figure, figure } from "./figure.ts";

const root = join(import.meta.dirname, "..");
const rounds = 7;

/** A page served by Node alone: what the start is compared with. */
const bare = `require("node:http").createServer((_, answer) => answer.end("page")).listen(0, "127.0.0.1", function () {
  console.log("http://127.0.0.1:" + this.address().port);
})`;

type Started = { readonly toFirstByte: number; readonly resident: number };

/** From the command to the first byte of the page, and the memory held then, beside a page served by Node alone. */
export async function starting(): Promise<readonly Figure[]> {
  const taken: { readonly ours: Started; readonly theirs: Started }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const dataDir = await mkdtemp(join(tmpdir(), "nightshift-bench-"));
    const ours = await measure([join(root, "src/cli/nightshift.js"), "start"], {
      PORT: "0",
      DATA_DIR: dataDir,
      LOG_LEVEL: "silent",
    });
    const theirs = await measure(["-e", bare], {});
    await rm(dataDir, { recursive: true });
    taken.push({ ours, theirs });
  }
  const median = (pick: (one: (typeof taken)[number]) => number): number =>
    taken.map(pick).toSorted((one, other) => one - other)[Math.floor(rounds / 2)] ?? Number.NaN;
  return [
    figure({
      name: "start to the first byte of the page",
      value: median(({ ours }) => ours.toFirstByte),
      baseline: median(({ theirs }) => theirs.toFirstByte),
      unit: "ms",
    }),
    ...(process.platform === "linux"
      ? [
          figure({
            name: "resident memory after the start",
            value: median(({ ours }) => ours.resident),
            baseline: median(({ theirs }) => theirs.resident),
            unit: "MB",
          }),
        ]
      : []),
  ];
}

async function measure(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<Started> {
  const begun = performance.now();
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const page = await fetch(await addressOf(child));
  await page.arrayBuffer();
  const toFirstByte = performance.now() - begun;
  const resident = await residentOf(child.pid ?? 0);
  child.kill("SIGTERM");
  await once(child, "close");
  return { toFirstByte, resident };
}

async function addressOf(child: ChildProcess): Promise<string> {
  let heard = "";
  for await (const chunk of child.stdout ?? []) {
    heard += chunk;
    const address = /http:\/\/\S+/.exec(heard)?.[0];
    if (address !== undefined) return address;
  }
  throw new Error(`It ended before it told its address: ${heard}`);
}

/** Megabytes; the kernel counts in kibibytes (proc(5), status, VmRSS). NaN where there is no /proc. */
async function residentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return (Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024) / 1e6;
}
