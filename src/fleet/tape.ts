import { copiesFilesEvery, nightLasts, rates } from "./constants.ts";
import { homeOf } from "./fleet.ts";
import type { Beat, Night } from "./night.ts";
import { type Chance, chanceOf } from "./random.ts";

/**
 * One thing that is bound to happen, `at` seconds after the night began. `nth` is a place in the row of copies that
 * exist then, 1-based: copies come and go under a manager, and bad luck follows the row, so that every policy meets the
 * same night.
 */
export type TapeEvent =
  /** The process ends. */
  | { readonly kind: "exit"; readonly at: number; readonly nth: number }
  /** It runs and answers nobody. */
  | { readonly kind: "hang"; readonly at: number; readonly nth: number }
  /** A server dies, for good, with all that is on it. */
  | { readonly kind: "server"; readonly at: number; readonly server: number }
  /** A new version is wanted. A bad one exits whenever it has started. */
  | { readonly kind: "ship"; readonly at: number; readonly version: number; readonly bad: boolean }
  /** Maya copies the files of a version over one copy by hand; she stops when another version is wanted. */
  | { readonly kind: "copy-files"; readonly at: number; readonly nth: number; readonly version: number };

/** What happens in a night, ascending in time; fixed before anything starts. */
export type Tape = readonly TapeEvent[];

/** How long a tape is, and how long nothing happens first; in seconds. */
export type Span = { readonly lasts: number; readonly lead: number };

/**
 * The tape of a night: the same for the same seed, everywhere. A shorter one holds the same failures closer together;
 * people and managers are as quick as ever.
 */
export function tapeOf(seed: number, night: Night, span: Span = { lasts: nightLasts, lead: 0 }): Tape {
  const chance = chanceOf(Math.imul(seed, 31) + night.number);
  const squeezed = (at: number): number => span.lead + Math.floor((at * (span.lasts - span.lead)) / nightLasts);
  const events = [...beatsOf(night, chance), ...(night.wearing ? wearOf(night, chance) : [])];
  return events
    .map((event): TapeEvent => ({ ...event, at: squeezed(event.at) }))
    .flatMap((event) => [event, ...(event.kind === "ship" ? filesOf(event, night) : [])])
    .filter((event) => event.at < span.lasts)
    .toSorted((one, other) => one.at - other.at);
}

function beatsOf(night: Night, chance: Chance): readonly TapeEvent[] {
  const copies = chance.shuffled(upTo(night.copies));
  const servers = chance.shuffled(crowdedServers(night));
  const hit = (list: readonly number[], beat: number): number => list[beat % list.length] ?? 1;
  return night.beats.map((beat, index): TapeEvent => {
    const at = beat.from + chance.below(beat.to - beat.from + 1);
    return eventOf(beat.kind, at, { copy: hit(copies, index), server: hit(servers, index) });
  });
}

function eventOf(kind: Beat["kind"], at: number, hit: { readonly copy: number; readonly server: number }): TapeEvent {
  switch (kind) {
    case "exit":
    case "hang":
      return { kind, at, nth: hit.copy };
    case "server":
      return { kind, at, server: hit.server };
    case "ship":
      return { kind, at, version: 2, bad: true };
    default:
      return kind satisfies never;
  }
}

/** Exits and hangs of copies that run for hours: a throw of dice for each copy and hour. */
function wearOf(night: Night, chance: Chance): readonly TapeEvent[] {
  const hours = upTo(nightLasts / 3600);
  return upTo(night.copies).flatMap((nth) =>
    hours.flatMap((hour): readonly TapeEvent[] => {
      const at = (hour - 1) * 3600 + chance.below(3600);
      if (chance.oneIn(rates.hoursPerExit)) return [{ kind: "exit", at, nth }];
      return chance.oneIn(rates.hoursPerHang) ? [{ kind: "hang", at, nth }] : [];
    }),
  );
}

const filesOf = (ship: TapeEvent & { readonly kind: "ship" }, night: Night): readonly TapeEvent[] =>
  upTo(night.copies).map((nth, turn) => ({
    kind: "copy-files",
    at: ship.at + turn * copiesFilesEvery,
    nth,
    version: ship.version,
  }));

/** Servers that hold more than one copy: to lose one of these is felt. All of them, where none does. */
function crowdedServers(night: Night): readonly number[] {
  const homes = upTo(night.copies).map((copy) => homeOf(copy, night.servers));
  const crowded = upTo(night.servers).filter((server) => homes.filter((home) => home === server).length > 1);
  return crowded.length > 0 ? crowded : upTo(night.servers);
}

/** 1 to `n`. */
const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index + 1);
