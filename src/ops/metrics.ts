import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Told } from "../app/clockwork.ts";
import type { Handle, Platform } from "../chat/platform.ts";
import type { Circuit } from "../core/post.ts";

/** What is counted, for Prometheus. Labels name platforms, states and reasons, and never a person, a channel or a server. */
export type Metrics = Told & {
  /** A slot was skipped, with the reason that it records. */
  skipped(reason: string): void;
  /** The tutor, with the time it takes to answer. */
  through(handle: Handle): Handle;
  /** What is looked up whenever somebody asks; called once. */
  watch(watched: Watched): void;
  /** In Prometheus' own format. */
  text(): Promise<string>;
};

type Watched = {
  /** Those that are there when somebody asks. */
  readonly platforms: readonly Pick<Platform, "name" | "health" | "gauges">[];
  /** Milliseconds for which the oldest due post has been waiting; 0 when none is. */
  readonly behind: () => Promise<number>;
};

const PREFIX = "nightshift_";

/** Seconds within which most answers are given; platforms wait for three. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 3];

/** Reasons of the clock itself and of those who plan. What composers give is theirs to word. */
const REASONS: ReadonlySet<string> = new Set([
  "downtime",
  "night",
  "too late",
  "changed",
  "asked",
  "removed",
  "refused",
]);

/** `now` is in epoch milliseconds. */
export function createMetrics(now: () => number): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: PREFIX });
  const { deliveries, skips, circuits, answers } = metersIn(registry);
  let platforms: Watched["platforms"] = [];
  return {
    skipped: (reason) => skips.inc({ reason: REASONS.has(reason) ? reason : "nothing to say" }),
    ended: (platform, outcome) => deliveries.inc({ platform, state: outcome.kind }),
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
    watch: (watched) => {
      ({ platforms } = watched);
      watch(registry, watched);
    },
    text: () => Registry.merge([registry, ownOf(platforms)]).metrics(),
  };
}

function metersIn(registry: Registry) {
  const registers = [registry];
  return {
    deliveries: new Counter({
      name: `${PREFIX}deliveries_total`,
      help: "Times that a post was taken up, by how that ended.",
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

/** What the platforms themselves tell now: what one cannot tell any more is not there, instead of what it was. */
function ownOf(platforms: Watched["platforms"]): Registry {
  const told = new Registry();
  for (const { name, help, value } of platforms.flatMap(({ gauges }) => gauges?.() ?? []))
    new Gauge({ name: `${PREFIX}${name}`, help, registers: [told] }).set(value);
  return told;
}

const scopeOf = ({ tenant, id }: Circuit): "place" | "tenant" | "platform" =>
  tenant === undefined ? "platform" : id === undefined ? "tenant" : "place";
