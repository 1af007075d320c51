import type { Act, Event } from "../chat/event.ts";
import type { Handle } from "../chat/platform.ts";
import type { Circuit, CircuitKey, PostFacts } from "../core/post.ts";

/** What is known of the circuits between two rounds: where somebody acts again, and when a platform as a whole refuses. */
export type Reopening = {
  /** All circuits that are open. */
  seen(open: readonly Circuit[]): void;
  /** One that was opened just now. */
  opened(circuit: Circuit): void;
  /** The tutor; whoever acts somewhere shows that it can be reached again, and it is tried at once. */
  through(handle: Handle): Handle;
};

type Wants = {
  readonly store: Pick<PostFacts, "openCircuit" | "closeCircuit">;
  readonly now: () => number;
  readonly fault: (error: unknown) => void;
};

/** So many tenants that refuse for the same reason within so many milliseconds mean the whole platform. */
const TENANTS = 5;
const WITHIN = 300_000;

/** Milliseconds until that platform is tried again, with one post. */
const PROBE = 60_000;

export function createReopening({ store, now, fault }: Wants): Reopening {
  let open: readonly CircuitKey[] = [];
  let recent: readonly Circuit[] = [];
  const close = async (event: Act): Promise<void> => {
    const shown = open.filter((circuit) => showsReachable(event, circuit));
    open = open.filter((circuit) => !shown.includes(circuit));
    for (const key of shown) await store.closeCircuit(key, now());
  };
  const judge = async (circuit: Circuit): Promise<void> => {
    const { platform, tenant, id, why, openedAt } = circuit;
    if (tenant === undefined || id !== undefined) return;
    recent = [...recent.filter((one) => one.openedAt > openedAt - WITHIN), circuit];
    const alike = recent.filter((one) => one.platform === platform && one.why === why);
    if (new Set(alike.map((one) => one.tenant)).size < TENANTS) return;
    await store.openCircuit({ platform, tenant: undefined, id: undefined, why, openedAt, probeAt: openedAt + PROBE });
  };
  return {
    seen: (circuits) => {
      open = circuits;
    },
    opened: (circuit) => {
      open = [...open, circuit];
      void judge(circuit).catch(fault);
    },
    through: (handle) => async (event) => {
      if (open.length > 0 && isAct(event)) void close(event).catch(fault);
      return handle(event);
    },
  };
}

const isAct = (event: Event): event is Act => event.kind !== "joined" && event.kind !== "removed";

/**
 * Whether what somebody does shows that a circuit's target can be reached: the channel they act in, its tenant, or they
 * themselves. A person takes direct messages for all that is known only when they act in one, or ask for a reminder.
 */
function showsReachable(event: Act, { platform, tenant, id }: CircuitKey): boolean {
  const { by, in: place } = event;
  if (tenant === undefined || platform !== place.platform) return false;
  if (id === undefined || id === place.channel) return tenant === place.tenant;
  const asks = event.kind === "command" && event.name.startsWith("remind");
  return id === by.id && (tenant === by.tenant || by.everywhere === true) && (place.kind === "direct" || asks);
}
