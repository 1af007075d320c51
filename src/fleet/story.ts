import { readCommand } from "./command.ts";
import type { Failure } from "./fate.ts";
import type { Drill, Judged, Run } from "./fold.ts";
import type { Act } from "./reconciler.ts";
import { horizonOf, type Span, spansOf } from "./spans.ts";

/** What became of one failure; an instant is undefined when it never came. */
export type Story = {
  readonly failure: Failure;
  /** Anybody, or anything, knew. A hang is known only to who looks, or asks the copy. */
  readonly noticed: number | undefined;
  /** Somebody, or something, began to mend it. */
  readonly tended: number | undefined;
  /** All that went down with it was up again, or replaced. */
  readonly repaired: number | undefined;
};

/** Every failure's story, in the order of the failures. */
export function storiesOf(drill: Drill, run: Run): readonly Story[] {
  const horizon = horizonOf(drill, run);
  const lives = Map.groupBy(spansOf(drill, run), (span) => span.copy);
  const done = run.turns.flatMap(({ observed, acts }) => acts.map((act) => ({ at: observed.now, act })));
  const tending = Map.groupBy(done, ({ act }) => (act.kind !== "create" && "copy" in act ? act.copy : undefined));
  const notices = done.filter(({ act }) => act.kind === "notice");
  return run.failures.map((failure) => {
    const repaired = repairOf(failure, lives, horizon);
    const within = (at: number): boolean => at >= failure.at && (repaired === undefined || at <= repaired);
    const acts = failure.copies.flatMap((copy) => tending.get(copy)?.find(({ at }) => within(at))?.at ?? []);
    const found = notices.filter(({ at, act }) => within(at) && isOf(act, failure)).map(({ at }) => at);
    const presses = run.judged.filter(({ at }) => within(at));
    const tended = earliest([...acts, ...presses.flatMap((press) => tendedIn(press, failure))]);
    const noticed = earliest([...acts, ...found, ...presses.flatMap((press) => noticedIn(press, failure))]);
    return { failure, noticed, tended, repaired };
  });
}

const isOf = (act: Act, failure: Failure): boolean =>
  act.kind === "notice" && failure.kind === "server" && act.server === failure.server;

const earliest = (instants: readonly number[]): number | undefined =>
  instants.length > 0 ? Math.min(...instants) : undefined;

/** When the last of its copies ran again, or was gone because others took its place. */
function repairOf(
  { at, copies }: Failure,
  lives: ReadonlyMap<number, readonly Span[]>,
  horizon: number,
): number | undefined {
  const ends = copies.map((copy) => {
    let end = at;
    for (const { phase, from, to } of lives.get(copy) ?? []) {
      if (to <= at) continue;
      if (phase === "running" || from > end) return end;
      end = to;
    }
    return end < horizon ? end : undefined;
  });
  return ends.includes(undefined) ? undefined : Math.max(at, ...ends.map((end) => end ?? at));
}

/** The instants at which a press made this failure known. */
function noticedIn({ at, press, outcome }: Judged, failure: Failure): readonly number[] {
  const command = readCommand(press.verb, press.argument);
  if (!command || outcome.kind !== "done") return [];
  if (command.verb === "see") return failure.kind === "hang" ? [] : [at];
  if (command.verb === "look") return command.server === failure.server ? [outcome.until] : [];
  return tendedIn({ at, press, outcome }, failure);
}

/** The instants at which a press began to mend this failure. */
function tendedIn({ at, press, outcome }: Judged, failure: Failure): readonly number[] {
  const command = readCommand(press.verb, press.argument);
  if (!command || outcome.kind !== "done" || outcome.effect === "in-vain" || !("copy" in command)) return [];
  return failure.copies.includes(command.copy) ? [at] : [];
}
