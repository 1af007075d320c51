import type { Context } from "../core/context.ts";
import type { Store } from "../core/store.ts";
import { type Drill, goOn, passed, type Run, startOf } from "../fleet/fold.ts";
import { liveDrill, nightWatch, replayOf, secondOf } from "../fleet/live.ts";
import { nightOf } from "../fleet/night.ts";
import type { DrillRecord, KeptPress } from "./store.ts";

/** A drill as it stands: what is kept of it, folded. */
export type Played = {
  readonly record: DrillRecord;
  readonly drill: Drill;
  /** The whole log, in the order of `seq`. */
  readonly log: readonly KeptPress[];
  /** Folded up to the last press and no further, so that a press of another process still finds its place. */
  readonly run: Run;
};

/** What a record fixes before anything starts. */
function drillOf({ mode, night: number, seed, lasts, replays }: DrillRecord): Drill {
  const night = nightOf(number);
  if (!night) throw new Error(`A drill is kept for night ${number}, and this version knows none of that number.`);
  const drill = mode === "watch" ? nightWatch(seed, night, lasts) : liveDrill(seed, night);
  return replays === undefined ? drill : replayOf(drill);
}

/** Drills kept folded at most; one that is not is folded again. */
const MOST = 100;

type Folded = Omit<Played, "record">;

/** What was folded out of a store: another store, after a restart for one, has nothing folded yet. */
const folded = new WeakMap<Store, Map<string, Folded>>();

function keptOf({ store }: Context): Map<string, Folded> {
  const kept = folded.get(store) ?? new Map<string, Folded>();
  folded.set(store, kept);
  return kept;
}

/** A drill with all presses that are kept by now. */
export async function playedOf(context: Context, record: DrillRecord): Promise<Played> {
  const known = foldedOf(context, record);
  return grown(context, record, known, await context.store.pressesOf(record.id, known.log.length));
}

/** What is folded of a drill so far; it may lack the newest presses. */
export function foldedOf(context: Context, record: DrillRecord): Folded {
  const kept = keptOf(context).get(record.id);
  if (kept) return kept;
  const drill = drillOf(record);
  return { drill, log: [], run: startOf(drill) };
}

/** Goes on from what was known when the log was read; whatever came meanwhile is there already. */
export function grown(context: Context, record: DrillRecord, known: Folded, more: readonly KeptPress[]): Played {
  const kept = keptOf(context);
  const newest = kept.get(record.id);
  const from = newest && newest.log.length > known.log.length ? newest : known;
  const fresh = more.filter(({ seq }) => seq > from.log.length);
  const next = { drill: from.drill, log: [...from.log, ...fresh], run: goOn(from.drill, from.run, fresh) };
  kept.delete(record.id);
  kept.set(record.id, next);
  for (const id of kept.keys()) if (kept.size > MOST) kept.delete(id);
  return { record, ...next };
}

/** The second of a drill's night at an instant (epoch milliseconds). */
export const secondAt = ({ record, drill }: Pick<Played, "record" | "drill">, now: number): number =>
  secondOf(drill, now - record.begunAt);

/** The run as it stands at an instant, or was when somebody stopped it. */
export const runAt = (played: Played, now: number): Run => passed(played.drill, played.run, secondAt(played, now));
