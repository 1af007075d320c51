import { setTimeout as after } from "node:timers/promises";
import type { Health, Platform } from "../chat/platform.ts";
import type { Log } from "./log.ts";

/** What is asked how it does. */
export type Watched = {
  readonly store: {
    health(): Health;
    /** One small write; rejects when nothing can be written. */
    probe(): Promise<void>;
  };
  /** Milliseconds for which the oldest due post has been waiting; 0 when none is. */
  readonly behind: () => Promise<number>;
  readonly platforms: readonly Pick<Platform, "name" | "health">[];
  readonly log: Log;
  /** Milliseconds the probe may take. */
  readonly patience?: number;
};

type Routes = Readonly<Record<"/healthz" | "/readyz", () => Promise<Response>>>;

/**
 * Two pages for a supervisor, as JSON with 200 or 503.
 * `/healthz`: the event loop turns, or nothing would answer, and a write reaches the database within a second; restart when it fails.
 * `/readyz`: the store, each platform, and whether what is due leaves within five minutes; send nobody here when it fails.
 * Neither says why: reasons may name channels or people, and go to the log alone.
 */
export function healthRoutes(watched: Watched): Routes {
  const tell = whenItChanges(watched.log);
  let probing: Promise<boolean> | undefined;
  return {
    "/healthz": async () => {
      // Askers who come while one write is under way share it, so that asking often does not write often.
      probing ??= probe(watched, tell).finally(() => {
        probing = undefined;
      });
      const ok = await probing;
      return answer(ok, { ok });
    },
    "/readyz": async () => {
      const store = tell("store", watched.store.health());
      const platforms = watched.platforms.map((platform) => [platform.name, tell(platform.name, platform.health())]);
      const outbox = tell("outbox", await outboxHealth(watched));
      const ready = store && outbox && platforms.every(([, ok]) => ok);
      return answer(ready, { ok: ready, store, outbox, platforms: Object.fromEntries(platforms) });
    },
  };
}

type Tell = (what: string, health: Health) => boolean;

/** Logs the first time something fails and when it is well again, not every time somebody asks. */
function whenItChanges(log: Log): Tell {
  const failing = new Set<string>();
  return (what, health) => {
    if (!health.ok && !failing.has(what)) log.error({ what, why: health.why }, "not well");
    if (health.ok && failing.has(what)) log.info({ what }, "well again");
    if (health.ok) failing.delete(what);
    else failing.add(what);
    return health.ok;
  };
}

/** Milliseconds that a post may be behind. */
const BEHIND = 300_000;

async function outboxHealth(watched: Watched): Promise<Health> {
  try {
    const behind = await watched.behind();
    return behind < BEHIND
      ? { ok: true }
      : { ok: false, why: `the oldest post has been due for ${Math.floor(behind / 1000)} s` };
  } catch (error) {
    return { ok: false, why: String(error) };
  }
}

const PATIENCE = 1000;

async function probe({ store, patience = PATIENCE }: Watched, tell: Tell): Promise<boolean> {
  const written = store.probe().then(
    (): Health => ({ ok: true }),
    (error: unknown): Health => ({ ok: false, why: String(error) }),
  );
  const waited = new AbortController();
  const late: Health = { ok: false, why: `no write within ${patience} ms` };
  const health = await Promise.race([written, after(patience, late, { signal: waited.signal, ref: false })]);
  waited.abort();
  return tell("write", health);
}

/** By this name the doctor knows a tutor from whatever else may answer. */
const server = "Nightshift";

/** Whether one of these pages answered, well or not. */
export const isNightshift = (response: Response): boolean => response.headers.get("server") === server;

function answer(ok: boolean, body: Readonly<Record<string, unknown>>): Response {
  return Response.json(body, { status: ok ? 200 : 503, headers: { "cache-control": "no-store", server } });
}
