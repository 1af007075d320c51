import type { Copy, Phase } from "./fleet.ts";
import type { Drill, Run } from "./fold.ts";

/** A time in which one copy was in one phase, on one server, as one version; from below to. */
export type Span = {
  readonly copy: number;
  readonly server: number;
  readonly version: number;
  readonly phase: Phase;
  readonly from: number;
  readonly to: number;
};

/**
 * How far a run is known, in seconds of its night: to the end of the night once nothing more can happen, and else to
 * where it was stopped, or is now.
 */
export function horizonOf(drill: Drill, run: Run): number {
  if (!run.fleet.ended) return run.fleet.now;
  return run.fleet.ended.why === "stopped" ? run.fleet.ended.at : drill.lasts;
}

/** Every copy's life up to the horizon: ascending ids, and for each copy ascending times without gaps while it exists. */
export function spansOf(drill: Drill, run: Run): readonly Span[] {
  const open = new Map<number, { readonly copy: Copy; readonly from: number }>();
  const spans: Span[] = [];
  const close = (id: number, to: number): void => {
    const life = open.get(id);
    open.delete(id);
    if (!life || life.from === to) return;
    const { server, version, phase } = life.copy;
    spans.push({ copy: id, server, version, phase, from: life.from, to });
  };
  let shown: readonly Copy[] = [];
  for (const { copies, now } of run.frames) {
    if (copies === shown) continue;
    for (const copy of copies) {
      if (open.get(copy.id)?.copy === copy) continue;
      close(copy.id, now);
      open.set(copy.id, { copy, from: now });
    }
    if (open.size > copies.length) for (const { id } of gone(shown, copies)) close(id, now);
    shown = copies;
  }
  const horizon = horizonOf(drill, run);
  for (const { id } of shown) close(id, horizon);
  return spans.toSorted((one, other) => one.copy - other.copy || one.from - other.from);
}

/** A time in which one copy was there and did not serve. */
export type Down = Pick<Span, "copy" | "from" | "to">;

/** Spans that are not running, with those that touch made one. */
export function downTimes(spans: readonly Span[]): readonly Down[] {
  const downs: Down[] = [];
  for (const { copy, phase, from, to } of spans) {
    if (phase === "running") continue;
    const last = downs.at(-1);
    if (last?.copy === copy && last.to === from) downs[downs.length - 1] = { ...last, to };
    else downs.push({ copy, from, to });
  }
  return downs;
}

const gone = (before: readonly Copy[], after: readonly Copy[]): readonly Copy[] =>
  before.filter(({ id }) => !after.some((copy) => copy.id === id));
