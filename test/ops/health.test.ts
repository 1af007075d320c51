import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Health } from "../../src/chat/platform.ts";
import { healthRoutes, type Watched } from "../../src/ops/health.ts";
import { createLog } from "../../src/ops/log.ts";
import { openStore } from "../../src/store/open.ts";
import { freshFolder } from "../cli/tutor.ts";

const log = createLog({ level: "silent", pretty: false, secrets: [], to: 2 });

/** Status and body of one of the pages. */
async function asked(page: "/healthz" | "/readyz", watched: Partial<Watched>) {
  const store = { health: (): Health => ({ ok: true }), probe: async () => {} };
  const response = await healthRoutes({ store, platforms: [], behind: async () => 0, log, ...watched })[page]();
  return [response.status, await response.json()];
}

const failing = (why: string) => (): Health => ({ ok: false, why });

describe("a supervisor who asks /healthz", () => {
  test("hears that a write reached the database, and that none does once it is closed", async () => {
    const store = await openStore({ dataDir: join(freshFolder(), "data") });
    onTestFinished(() => store.close());
    expect(await asked("/healthz", { store })).toEqual([200, { ok: true }]);
    await store.close();
    expect(await asked("/healthz", { store })).toEqual([503, { ok: false }]);
  });

  test("hears so in time even when the write never ends", async () => {
    const store = { health: failing("stuck"), probe: () => new Promise<never>(() => {}) };
    expect(await asked("/healthz", { store, patience: 5 })).toEqual([503, { ok: false }]);
  });

  test("shares a write with those who ask at the same time", async () => {
    let writes = 0;
    let finish = (): void => {};
    const probe = (): Promise<void> => {
      writes += 1;
      return new Promise((resolve) => {
        finish = resolve;
      });
    };
    const routes = healthRoutes({
      store: { health: failing("unused"), probe },
      platforms: [],
      behind: async () => 0,
      log,
      patience: 60_000,
    });
    const both = [routes["/healthz"](), routes["/healthz"]()];
    finish();
    expect((await Promise.all(both)).map((response) => response.status)).toEqual([200, 200]);
    expect(writes).toBe(1);
    const later = routes["/healthz"]();
    finish();
    expect((await later).status).toBe(200);
    expect(writes).toBe(2);
  });
});

describe("a supervisor who asks /readyz", () => {
  const well = { name: "web", health: (): Health => ({ ok: true }) };
  const deaf = { name: "discord", health: failing("no gateway for #study-hall") };

  test("hears of each platform by itself, and no name of a channel (S52)", async () => {
    expect(await asked("/readyz", { platforms: [well] })).toEqual([
      200,
      { ok: true, store: true, outbox: true, platforms: { web: true } },
    ]);
    const [status, body] = await asked("/readyz", { platforms: [well, deaf] });
    expect([status, body]).toEqual([
      503,
      { ok: false, store: true, outbox: true, platforms: { web: true, discord: false } },
    ]);
  });

  test("hears when the store could not write (F40)", async () => {
    const store = { health: failing("database or disk is full"), probe: async () => {} };
    expect(await asked("/readyz", { store, platforms: [well] })).toEqual([
      503,
      { ok: false, store: false, outbox: true, platforms: { web: true } },
    ]);
  });

  test("hears when what is due does not leave, and when nobody can say", async () => {
    const behind = (milliseconds: number) => ({ platforms: [well], behind: async () => milliseconds });
    const body = (ok: boolean) => ({ ok, store: true, outbox: ok, platforms: { web: true } });
    expect(await asked("/readyz", behind(299_999))).toEqual([200, body(true)]);
    expect(await asked("/readyz", behind(300_000))).toEqual([503, body(false)]);
    const broken = { platforms: [well], behind: () => Promise.reject(new Error("the database is away")) };
    expect(await asked("/readyz", broken)).toEqual([503, body(false)]);
  });
});
