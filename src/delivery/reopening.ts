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
  let open = new Set<string>();
  let recent: readonly Circuit[] = [];
  const close = async (event: Act): Promise<void> => {
    for (const key of placesOf(event))
      if (open.delete(nameOf(key)) || open.delete(nameOf({ ...key, id: undefined })))
        await store.closeCircuit(key, now());
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
      open = new Set(circuits.map(nameOf));
    },
    opened: (circuit) => {
      open.add(nameOf(circuit));
      void judge(circuit).catch(fault);
    },
    through: (handle) => async (event) => {
      if (open.size > 0 && isAct(event)) void close(event).catch(fault);
      return handle(event);
    },
  };
}

const isAct = (event: Event): event is Act => event.kind !== "joined" && event.kind !== "removed";

/** The channel somebody acts in, and they themselves. */
const placesOf = ({ by, in: place }: Act): readonly CircuitKey[] => [
  { platform: place.platform, tenant: place.tenant, id: place.channel },
  { platform: by.platform, tenant: by.tenant, id: by.id },
];

const nameOf = ({ platform, tenant, id }: CircuitKey): string => JSON.stringify([platform, tenant, id]);
