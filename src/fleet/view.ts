import { readers } from "./constants.ts";
import { type Copy, type Ending, type Fleet, healthy, isKnown, type Phase, room, served } from "./fleet.ts";
import type { Drill, Run } from "./fold.ts";
import { jobs } from "./job.ts";
import { lostOf } from "./measure.ts";
import type { Night } from "./night.ts";

/** What a reader of the site sees: all a night's public post may tell. */
export type Site = "fine" | "slow" | "down";

export function siteOf(fleet: Fleet, night: Night): Site {
  if (healthy(fleet) === 0) return "down";
  return served(fleet, night.demand) < night.demand ? "slow" : "fine";
}

/** A copy as it looks to somebody who has not asked it: a hang that nobody has looked at looks like running. */
export type Mark = Pick<Copy, "id" | "version" | "until"> & { readonly phase: Phase };

/** The board of a live drill, as data. */
export type Board = {
  readonly at: number;
  readonly rows: readonly {
    readonly server: number;
    readonly up: boolean;
    readonly free: number;
    readonly marks: readonly Mark[];
  }[];
  readonly site: Site;
  /** Readers who want to read, and those of them who can. */
  readonly readers: { readonly there: number; readonly served: number };
  /** Page turns lost so far. */
  readonly lost: number;
  /** The version that is wished, and the one before it. */
  readonly wish: Pick<Fleet["wish"], "copies" | "version" | "before">;
  readonly handedOver: boolean;
  readonly mayHandOver: boolean;
  readonly ended: Ending | undefined;
};

/** What everybody may see of a fleet. */
export const markOf = (fleet: Fleet, copy: Copy): Mark => ({
  id: copy.id,
  version: copy.version,
  until: copy.until,
  phase: copy.phase === "hung" && !isKnown(fleet, copy) ? "running" : copy.phase,
});

/** The board as it stands at the run's instant. */
export function boardOf(drill: Drill, run: Run): Board {
  const { fleet } = run;
  const free = room(fleet);
  return {
    at: fleet.now,
    rows: fleet.servers.map(({ id, up }) => ({
      server: id,
      up,
      free: free.get(id) ?? 0,
      marks: fleet.copies.filter((copy) => copy.server === id).map((copy) => markOf(fleet, copy)),
    })),
    site: siteOf(fleet, drill.night),
    readers: {
      there: drill.night.demand * readers.secondsPerPage,
      served: served(fleet, drill.night.demand) * readers.secondsPerPage,
    },
    lost: lostOf(drill, run),
    wish: fleet.wish,
    handedOver: fleet.charge.jobs.length === jobs.length,
    mayHandOver: drill.handOverFrom !== undefined && fleet.now >= drill.handOverFrom,
    ended: fleet.ended,
  };
}
