import type { Failure } from "./fate.ts";
import type { Drill, Judged, Run } from "./fold.ts";
import type { Act } from "./reconciler.ts";
import { storiesOf } from "./story.ts";
import { type Site, siteOf } from "./view.ts";

/** One line of the blameless timeline: what happened, never who did it. */
export type Moment = { readonly at: number } & (
  | { readonly kind: "failed"; readonly failure: Failure }
  /** What readers saw changed. */
  | { readonly kind: "site"; readonly site: Site }
  | { readonly kind: "shipped"; readonly version: number }
  | {
      readonly kind: "pressed";
      readonly press: Pick<Judged["press"], "verb" | "argument">;
      readonly outcome: Judged["outcome"];
    }
  | { readonly kind: "acted"; readonly act: Act }
  | { readonly kind: "repaired"; readonly failure: Failure }
  | { readonly kind: "ended"; readonly why: "recovered" | "morning" | "stopped" }
);

/** In which order lines of the same second stand: causes before effects. */
const order: readonly Moment["kind"][] = ["shipped", "failed", "pressed", "acted", "site", "repaired", "ended"];

/** Everything worth a line, in order. Presses that came to nothing are left out. */
export function timelineOf(drill: Drill, run: Run): readonly Moment[] {
  const moments: readonly Moment[] = [
    ...drill.tape.flatMap((event): readonly Moment[] =>
      event.kind === "ship" && event.at <= run.fleet.now
        ? [{ at: event.at, kind: "shipped", version: event.version }]
        : [],
    ),
    ...storiesOf(drill, run).flatMap(({ failure, repaired }): readonly Moment[] => [
      { at: failure.at, kind: "failed", failure },
      ...(repaired === undefined ? [] : [{ at: repaired, kind: "repaired", failure } as const]),
    ]),
    ...sitesOf(drill, run),
    ...run.judged.flatMap(({ at, press: { verb, argument }, outcome }): readonly Moment[] =>
      outcome.kind === "done" ? [{ at, kind: "pressed", press: { verb, argument }, outcome }] : [],
    ),
    ...run.turns.flatMap(({ observed, acts }) => acts.map((act): Moment => ({ at: observed.now, kind: "acted", act }))),
    ...(run.fleet.ended ? [{ at: run.fleet.ended.at, kind: "ended", why: run.fleet.ended.why } as const] : []),
  ];
  return moments.toSorted((one, other) => one.at - other.at || order.indexOf(one.kind) - order.indexOf(other.kind));
}

/** The changes of what readers see, of which the last in a second counts; nothing is said while all is fine. */
function sitesOf(drill: Drill, run: Run): readonly Moment[] {
  let shown: Site = "fine";
  return run.frames.flatMap((frame, index): readonly Moment[] => {
    if (run.frames[index + 1]?.now === frame.now) return [];
    const site = siteOf(frame, drill.night);
    if (site === shown) return [];
    shown = site;
    return [{ at: frame.now, kind: "site", site }];
  });
}
