import type { After } from "../../../chat/after.ts";

/** Milliseconds after which what is known is asked for anew; meanwhile it still holds. */
const FRESH = 10 * 60_000;
/** After this long it holds no more: a zone may have changed, and rights may have been taken. */
const STALE = 60 * 60_000;
/** How soon to ask again for what could not be learned. */
const AGAIN = 60_000;
const KEPT = 20_000;

type Wants = {
  readonly now: () => number;
  readonly after: After;
  readonly fault: (error: unknown) => void;
  /** Milliseconds to wait for what is not known yet. */
  readonly patience: number;
};

/**
 * Remembers values by key and asks for them anew in the background when they age. Resolves with what is known, waits a
 * little for what is not, and gives undefined when it does not come in time.
 */
export type Keeper<Value> = (key: string, look: () => Promise<Value | undefined>) => Promise<Value | undefined>;

export function createKeeper<Value>(wants: Wants): Keeper<Value> {
  const { now } = wants;
  const values = new Map<string, { readonly value: Value; readonly at: number }>();
  const failed = new Map<string, number>();
  const ask = once<Value>(async (key, look) => {
    if (now() < (failed.get(key) ?? 0)) return undefined;
    try {
      const value = await look();
      if (values.size >= KEPT) values.clear();
      if (value !== undefined) values.set(key, { value, at: now() });
      return value;
    } catch (error) {
      if (failed.size >= KEPT) failed.clear();
      failed.set(key, now() + AGAIN);
      wants.fault(error);
      return undefined;
    }
  });
  return async (key, look) => {
    const kept = values.get(key);
    const age = kept ? now() - kept.at : Number.POSITIVE_INFINITY;
    if (kept && age < FRESH) return kept.value;
    const asking = ask(key, look);
    return kept && age < STALE ? kept.value : inTime(asking, wants);
  };
}

/** Whoever asks for what is being asked for waits for the same answer. */
function once<Value>(ask: Keeper<Value>): Keeper<Value> {
  const asked = new Map<string, Promise<Value | undefined>>();
  return (key, look) => {
    const asking = asked.get(key) ?? ask(key, look).finally(() => asked.delete(key));
    asked.set(key, asking);
    return asking;
  };
}

async function inTime<Value>(
  asking: Promise<Value | undefined>,
  { after, patience }: Pick<Wants, "after" | "patience">,
): Promise<Value | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const callOff = after(patience, () => resolve(undefined));
  const first = await Promise.race([asking, late]);
  callOff();
  return first;
}
