import type { Clock } from "../core/clock.ts";
import type { Store } from "../core/store.ts";

/** What comes by the clock, as far as moving it has to know. */
export type Arrivals = {
  /** The first instant after `after`, and at or before `by`, at which something is due; undefined when nothing is. */
  next(after: number, by: number): Promise<number | undefined>;
  /** Lets everything come that is due by now, and resolves when it has. */
  tick(): Promise<void>;
};

/** Real time, and how far a visitor of the local page moved it on. It never goes back. */
export type VisitorClock = Clock & {
  /**
   * To the next 02:00, or to the next 09:00, of a zone (IANA name), with a stop at every moment on the way at which
   * something is due: what happens by night has happened when it is morning. Whoever asks while it moves gets that move.
   */
  move(to: "night" | "morning", zone: string, arrivals: Arrivals): Promise<void>;
};

type Parts = {
  readonly real: Clock;
  /** Milliseconds by which it is ahead already. */
  readonly ahead: number;
  /** Keeps that it is ahead by so many milliseconds more; rejects when that cannot be kept, and then it does not move. */
  readonly keep: (more: number) => Promise<void>;
};

const TIMES = { night: "02:00", morning: "09:00" } as const;

/** Stops on the way of one move; beyond them it goes on without one, so that what is put off again and again ends. */
const MOST_STOPS = 500;

export function createVisitorClock({ real, ahead, keep }: Parts): VisitorClock {
  let offset = ahead;
  const now = (): Temporal.Instant => real.now().add({ milliseconds: offset });
  const moveTo = async (at: number): Promise<void> => {
    const more = at - now().epochMilliseconds;
    if (more <= 0) return;
    // Kept first: after a fall in between, nothing that was written lies in the future.
    await keep(more);
    offset += more;
  };
  const move = async (time: string, zone: string, { next, tick }: Arrivals): Promise<void> => {
    const target = nextAt(now(), time, zone);
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      const due = await next(now().epochMilliseconds, target);
      if (due === undefined) break;
      await moveTo(Math.min(due, target));
      await tick();
    }
    await moveTo(target);
    await tick();
  };
  let moving: Promise<void> | undefined;
  return {
    now,
    move: (to, zone, arrivals) => {
      moving ??= move(TIMES[to], zone, arrivals).finally(() => {
        moving = undefined;
      });
      return moving;
    },
  };
}

/** The first instant after `now` at which clocks in a zone show a time; a time that is left out there comes after the gap. */
function nextAt(now: Temporal.Instant, time: string, zone: string): number {
  const here = now.toZonedDateTimeISO(zone);
  const today = here.withPlainTime(time);
  const next = Temporal.ZonedDateTime.compare(today, here) > 0 ? today : here.add({ days: 1 }).withPlainTime(time);
  return next.epochMilliseconds;
}

/** A clock that a page can move, with what comes by it. */
export const movable = (clock: VisitorClock, arrivals: Arrivals) => ({
  move: (to: "night" | "morning", zone: string): Promise<void> => clock.move(to, zone, arrivals),
});

type Opening = {
  readonly real: Clock;
  /** What the database keeps of the moves. */
  readonly kept: { ahead(): Promise<number>; moveOn(more: number): Promise<void> };
  /** Real channels that are connected beside the page, by the names that people call them. */
  readonly beside: readonly string[];
};

/**
 * The clock of a database, as far on as it was moved. Rejects with a sentence for the operator where real channels would be
 * told times that have not come.
 */
export async function openVisitorClock({ real, kept, beside }: Opening): Promise<VisitorClock> {
  const ahead = await kept.ahead();
  if (ahead === 0 || beside.length === 0) return createVisitorClock({ real, ahead, keep: (more) => kept.moveOn(more) });
  throw new Error(
    `The clock of this database is ${Math.ceil(ahead / HOUR)} hours ahead: it was moved on the local page, and ${beside.join(" and ")} cannot follow. ` +
      "Set DATA_DIR to another folder, or leave the token out to go on with the page alone. Nothing was changed.",
  );
}

const HOUR = 3_600_000;

/** Whether nobody but the page's own visitors goes by its clock: no real channel, now or before. */
export async function isPageAlone(beside: readonly string[], store: Pick<Store, "presentTenants">): Promise<boolean> {
  if (beside.length > 0) return false;
  const tenants = await Promise.all(["discord", "slack"].map((platform) => store.presentTenants(platform)));
  return tenants.flat().length === 0;
}
