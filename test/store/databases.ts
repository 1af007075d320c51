import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import type { Where } from "../../src/store/open.ts";

/** An empty database that is nobody else's. */
export type Fresh = {
  readonly where: Where;
  remove(): Promise<void>;
};

export async function freshSqlite(): Promise<Fresh & { readonly where: { readonly dataDir: string } }> {
  const folder = await mkdtemp(join(tmpdir(), "nightshift-store-"));
  return { where: { dataDir: join(folder, "data") }, remove: () => rm(folder, { recursive: true }) };
}

export async function freshPostgres(): Promise<Fresh & { readonly where: { readonly url: string } }> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const url = new URL(inject("postgres"));
  await onServer(`create database ${name}`);
  url.pathname = name;
  return { where: { url: url.href }, remove: () => onServer(`drop database ${name} with (force)`) };
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("postgres") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Both engines: one suite runs on each. */
export const engines = [
  { engine: "SQLite", fresh: freshSqlite },
  { engine: "PostgreSQL", fresh: freshPostgres },
] as const;
