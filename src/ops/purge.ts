import type { After } from "../chat/after.ts";
import type { Clock } from "../core/clock.ts";
import type { Store } from "../core/store.ts";
import type { Log } from "./log.ts";

type Purge = {
  readonly store: Pick<Store, "purgeTenants" | "purgePosts">;
  readonly clock: Clock;
  readonly after: After;
  /** Days for which what is kept outlives the tutor's removal. */
  readonly days: number;
  readonly log: Log;
};

const DAY = 86_400_000;

/** Days for which posts and slots that ended are kept, so that they can be explained. */
const EXPLAINED = 90;

/**
 * Removes what is kept of servers and workspaces that sent the tutor away more than `days` ago, and posts of long ago: now, and
 * once a day.
 * Returns what ends that. A purge that fails is told to the log, and tried again the next day.
 */
export function purgeDaily({ store, clock, after, days, log }: Purge): () => void {
  let callOff = (): void => undefined;
  const purge = async (): Promise<void> => {
    try {
      const now = clock.now().epochMilliseconds;
      await store.purgePosts(now - EXPLAINED * DAY);
      const purged = await store.purgeTenants(now - days * DAY);
      if (purged > 0) log.info({ purged, days }, "purged what was kept of places that sent the tutor away");
    } catch (err) {
      log.error({ err }, "nothing was purged");
    }
    callOff = after(DAY, () => void purge());
  };
  void purge();
  return () => callOff();
}
