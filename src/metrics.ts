import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Handle, Platform } from "./chat/platform.ts";
import type { Told } from "./clockwork.ts";
import type { Circuit } from "./core/post.ts";

/** What is counted, for Prometheus. Labels name platforms, states and reasons, and never a person, a channel or a server. */
export type Metrics = Told & {
  /** The tutor, with the time it takes to answer. */
  through(handle: Handle): Handle;
  /** In Prometheus' own format. */
  text(): Promise<string>;
};

type Watched = {
  readonly platforms: readonly Pick<Platform, "name" | "health">[];
  /** Milliseconds for which the oldest due post has been waiting; 0 when none is. */
  readonly behind: () => Promise<number>;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

const PREFIX = "nightshift_";

/** Seconds within which most answers are given; platforms wait for three. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 3];

export function createMetrics(watched: Watched): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: PREFIX });
  watch(registry, watched);
  const { deliveries, skips, circuits, answers } = metersIn(registry);
  const { now } = watched;
  return {
    skipped: (reason) => skips.inc({ reason }),
    ended: (platform, outcome) => {
      deliveries.inc({ platform, state: outcome.kind });
      // What composers give as a reason is theirs to word.
      if (outcome.kind === "dropped")
        skips.inc({ reason: outcome.why === "too late" ? outcome.why : "nothing to say" });
    },
    opened: () => undefined,
    circuits: (open) => {
      circuits.reset();
      for (const circuit of open) circuits.inc({ platform: circuit.platform, scope: scopeOf(circuit) });
    },
    through: (handle) => async (event) => {
      const begun = now();
      const said = await handle(event);
      answers.observe({ platform: "by" in event ? event.by.platform : event.platform }, (now() - begun) / 1000);
      return said;
    },
    text: () => registry.metrics(),
  };
}

function metersIn(registry: Registry) {
  const registers = [registry];
  return {
    deliveries: new Counter({
      name: `${PREFIX}deliveries_total`,
      help: "Attempts to deliver a post, by how they ended.",
      labelNames: ["platform", "state"],
      registers,
    }),
    skips: new Counter({
      name: `${PREFIX}slots_skipped_total`,
      help: "Slots that were not posted, by the reason.",
      labelNames: ["reason"],
      registers,
    }),
    circuits: new Gauge({
      name: `${PREFIX}circuit_open`,
      help: "What refuses posts: places and people, tenants, platforms.",
      labelNames: ["platform", "scope"],
      registers,
    }),
    answers: new Histogram({
      name: `${PREFIX}ack_seconds`,
      help: "Seconds from what somebody does to the tutor's answer.",
      labelNames: ["platform"],
      buckets: BUCKETS,
      registers,
    }),
  };
}

/** What is looked up when somebody asks. */
function watch(registry: Registry, { platforms, behind }: Watched): void {
  const registers = [registry];
  new Gauge({
    name: `${PREFIX}outbox_oldest_due_seconds`,
    help: "Seconds for which the oldest due post has been waiting; 0 when none is.",
    registers,
    async collect() {
      this.set((await behind()) / 1000);
    },
  });
  new Gauge({
    name: `${PREFIX}platform_up`,
    help: "Whether a platform can hear and speak.",
    labelNames: ["platform"],
    registers,
    collect() {
      for (const { name, health } of platforms) this.set({ platform: name }, health().ok ? 1 : 0);
    },
  });
}

const scopeOf = ({ tenant, id }: Circuit): "place" | "tenant" | "platform" =>
  tenant === undefined ? "platform" : id === undefined ? "tenant" : "place";
