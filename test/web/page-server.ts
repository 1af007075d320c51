import { randomUUIDv7 } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Handle, Platform } from "../../src/chat/platform.ts";
import { createWeb } from "../../src/platforms/web/adapter.ts";
import type { WebOptions } from "../../src/platforms/web/options.ts";
import { type Opened, openStore } from "../../src/store/open.ts";
import { commands, createScriptedTutor, type ScriptedTutor } from "./scripted-tutor.ts";

/** The page, really served, with real SQLite behind it, a scripted tutor and a clock moved by hand. */
export type PageServer = {
  readonly web: Platform & { readonly url: string };
  readonly history: Opened["web"];
  readonly store: Opened["store"];
  readonly tutor: ScriptedTutor;
  readonly url: string;
  /** Every fault that was reported; a test that expects none looks. */
  readonly faults: readonly unknown[];
  later(milliseconds: number): void;
  /** Another run of the program on the same data and the same port. */
  restart(): Promise<void>;
  down(): Promise<void>;
};

export type ServerOptions = Partial<WebOptions> & { readonly handle?: Handle };

/** Serves until the test ends. */
export async function servePage(options: ServerOptions = {}): Promise<PageServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "nightshift-page-"));
  const faults: unknown[] = [];
  const tutor = createScriptedTutor();
  let now = Date.parse("2026-11-23T09:00:00Z");
  let database = await openStore({ dataDir });
  const make = (port: number) =>
    createWeb({
      host: "127.0.0.1",
      port,
      password: undefined,
      hosts: [],
      tutor: "Nightshift",
      commands: () => commands,
      history: database.web,
      newId: randomUUIDv7,
      now: () => now,
      routes: {},
      fault: (error) => faults.push(error),
      ...options,
    });
  const handle = options.handle ?? tutor.handle;
  let web = make(0);
  await web.start(handle);
  const { url } = web;
  const down = async () => {
    await web.stop();
    await database.close();
  };
  onTestFinished(async () => {
    await down();
    await rm(dataDir, { recursive: true });
  });
  return {
    get web() {
      return web;
    },
    get history() {
      return database.web;
    },
    get store() {
      return database.store;
    },
    tutor,
    url,
    faults,
    later: (milliseconds) => {
      now += milliseconds;
    },
    down,
    restart: async () => {
      await down();
      database = await openStore({ dataDir });
      web = make(Number(new URL(url).port));
      await web.start(handle);
    },
  };
}
