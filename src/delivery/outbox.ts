import type { Platform } from "../chat/platform.ts";
import type { Circuit, PostFacts } from "../core/post.ts";
import { type Counter, createCounter, type Desk } from "./worker.ts";

/** Sends what is due, on every platform. */
export type Outbox = {
  /** Takes up what is due and what is in doubt; resolves when that is leased, not when it is sent. */
  send(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Takes no more, finishes what is under way within four seconds, and leaves the rest in doubt. */
  stop(): Promise<void>;
};

type Wants = Desk & {
  readonly store: PostFacts;
  /** Those that are there when it sends. */
  readonly platforms: readonly Platform[];
  /** Told of all circuits that are open, at every round. */
  readonly circuits: (open: readonly Circuit[]) => void;
};

export function createOutbox(wants: Wants): Outbox {
  const { store, now, platforms } = wants;
  // A counter for each platform: none waits for another.
  const counters = new Map<string, Counter>();
  const counterOf = (platform: Platform): Counter => {
    const counter = counters.get(platform.name) ?? createCounter(wants, platform);
    counters.set(platform.name, counter);
    return counter;
  };
  const all = async (work: (counter: Counter) => Promise<void>): Promise<void> => {
    await Promise.all([...counters.values()].map(work));
  };
  return {
    send: async () => {
      await store.expireLeases(now());
      const open = await store.circuits();
      wants.circuits(open);
      const refusing = new Set(open.filter(({ tenant }) => tenant === undefined).map(({ platform }) => platform));
      await Promise.all(platforms.map((platform) => counterOf(platform).open(refusing.has(platform.name))));
    },
    idle: () => all((counter) => counter.idle()),
    stop: () => all((counter) => counter.close()),
  };
}
