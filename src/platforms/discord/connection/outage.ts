import type { After } from "../../../chat/after.ts";

/** Watches for connections that do not come back by themselves. */
export type Outage = {
  /** A shard has lost its connection, and tries again. */
  lost(shard: number): void;
  back(shard: number): void;
  /** Forgets what is out. */
  end(): void;
};

type Wants = {
  readonly after: After;
  /** Milliseconds that a shard may be out. */
  readonly patience: number;
  /** Whether it is we who let it wait: then it is not out for good, and has the same time again. */
  readonly held: () => boolean;
  /** Called when that was not enough. */
  readonly over: () => void;
};

export function createOutage({ after, patience, held, over }: Wants): Outage {
  const out = new Map<number, () => void>();
  const watch = (shard: number): (() => void) =>
    after(patience, () => {
      if (held()) out.set(shard, watch(shard));
      else over();
    });
  const back = (shard: number): void => {
    out.get(shard)?.();
    out.delete(shard);
  };
  return {
    // Each attempt that fails says so again: the time runs from the first.
    lost: (shard) => {
      if (!out.has(shard)) out.set(shard, watch(shard));
    },
    back,
    end: () => out.forEach((_, shard) => void back(shard)),
  };
}
