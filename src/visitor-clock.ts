import type { Clock } from "./core/clock.ts";

/** What comes by the clock, as far as moving it has to know. */
export type Arrivals = {
  /** The first instant, at or before `by` (epoch milliseconds), at which something is due; undefined when nothing is. */
  next(by: number): Promise<number | undefined>;
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

/** Stops on the way of one move; beyond them it goes on without one, so that what is due again and again ends. */
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
      const due = await next(target);
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

/** Why a database whose clock was moved on cannot serve real channels: they would be told a time that has not come. */
export function movedSentence(ahead: number, names: readonly string[]): string {
  const hours = Math.ceil(ahead / 3_600_000);
  return (
    `The clock of this database is ${hours} hours ahead: it was moved on the local page, and ${names.join(" and ")} cannot follow. ` +
    "Set DATA_DIR to another folder, or leave the token out to go on with the page alone. Nothing was changed."
  );
}
