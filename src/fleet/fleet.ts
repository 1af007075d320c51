import { manager, readers } from "./constants.ts";
import type { Job } from "./job.ts";
import type { Night } from "./night.ts";

/**
 * All there is at one instant of a night, as values. Instants are whole seconds since the night began. Whatever will
 * happen by itself stands in here with its time, so that there are no timers: a fleet that is folded again goes on where
 * it was.
 */
export type Fleet = {
  readonly now: number;
  /** By id, from 1. */
  readonly servers: readonly Server[];
  /** Ascending ids. */
  readonly copies: readonly Copy[];
  readonly wish: Wish;
  readonly charge: Charge;
  /** What each person is doing, or did last. */
  readonly hands: ReadonlyMap<string, Hand>;
  /** How many events of the tape have happened. */
  readonly played: number;
  readonly ended: Ending | undefined;
};

export type Server = {
  readonly id: number;
  readonly up: boolean;
  /** Copies that fit. */
  readonly slots: number;
  /** When it died; 0 while it is up. */
  readonly since: number;
  /** When the manager found it silent. */
  readonly noticed: number | undefined;
  /** When somebody last finished a look at it. */
  readonly lookedAt: number | undefined;
};

export type Phase =
  /** Serves readers. */
  | "running"
  /** Alive, and answers nobody. */
  | "hung"
  | "exited"
  /** Gone with its server. */
  | "lost"
  | "starting"
  /** Waits for its next restart. */
  | "backoff";

export type Copy = {
  readonly id: number;
  readonly server: number;
  readonly phase: Phase;
  readonly version: number;
  /** When the phase began. */
  readonly since: number;
  /** When `starting` or `backoff` ends by itself. */
  readonly until: number | undefined;
  /** Restarts in a row: forgotten after ten healthy minutes, and of a copy that is placed or updated. */
  readonly restarts: number;
};

/** What is wanted. */
export type Wish = {
  readonly copies: number;
  readonly version: number;
  /** The last version that ran everywhere: what a roll-back goes to. */
  readonly before: number;
  readonly since: number;
  /** The version has run everywhere: a rollout that is over can no longer fail. */
  readonly proven: boolean;
};

/** The jobs that software does here, and since when. */
export type Charge = { readonly jobs: readonly Job[]; readonly since: number };

/** What somebody is at; free again at `until`. */
export type Hand = {
  readonly verb: "see" | "look" | "restart" | "place" | "update" | "roll-back" | "bed";
  readonly server: number | undefined;
  readonly copy: number | undefined;
  readonly since: number;
  readonly until: number;
};

/** `recovered`: nothing more was to come and all was well. `morning`: time was up. */
export type Ending = { readonly at: number; readonly why: "recovered" | "morning" | "stopped" };

/** Copies are dealt out to the servers in turn. */
export const homeOf = (copy: number, servers: number): number => ((copy - 1) % servers) + 1;

/** The fleet as a night begins: everything runs, and has for long. */
export function freshFleet(night: Night, charge: readonly Job[]): Fleet {
  return {
    now: 0,
    servers: Array.from({ length: night.servers }, (_, index) => ({
      id: index + 1,
      up: true,
      slots: night.slots,
      since: 0,
      noticed: undefined,
      lookedAt: undefined,
    })),
    copies: Array.from({ length: night.copies }, (_, index) => ({
      id: index + 1,
      server: homeOf(index + 1, night.servers),
      phase: "running",
      version: 1,
      since: -manager.backOffForgottenAfter,
      until: undefined,
      restarts: 0,
    })),
    wish: { copies: night.copies, version: 1, before: 1, since: 0, proven: true },
    charge: { jobs: charge, since: 0 },
    hands: new Map(),
    played: 0,
    ended: undefined,
  };
}

/** Where a copy stands in the row, or would: ids ascend from 1, so it is never further on than its own number. */
export function placeOf(copies: readonly Copy[], id: number): number {
  let index = Math.min(id - 1, copies.length);
  while (index > 0 && (copies[index - 1]?.id ?? 0) >= id) index -= 1;
  return index;
}

export function copyOf({ copies }: Fleet, id: number): Copy | undefined {
  const copy = copies[placeOf(copies, id)];
  return copy?.id === id ? copy : undefined;
}

export const serverOf = (fleet: Fleet, id: number): Server | undefined => fleet.servers[id - 1];

/** Copies that serve readers. */
export const healthy = (fleet: Fleet): number =>
  fleet.copies.reduce((count, copy) => (copy.phase === "running" ? count + 1 : count), 0);

/** Page turns a second that are served. */
export const served = (fleet: Fleet, demand: number): number => Math.min(demand, healthy(fleet) * readers.perCopy);

/** Free slots of each server that is up, by its id; `without` is a copy that does not count. */
export function room(fleet: Fleet, without?: number): Map<number, number> {
  const free = new Map(fleet.servers.flatMap((server) => (server.up ? [[server.id, server.slots] as const] : [])));
  for (const copy of fleet.copies) {
    const left = free.get(copy.server);
    if (left !== undefined && copy.id !== without) free.set(copy.server, left - 1);
  }
  return free;
}

/** The server with the most room, the lowest id among equals; undefined when all are full. */
export function roomiest(free: ReadonlyMap<number, number>): number | undefined {
  let best: number | undefined;
  for (const [server, left] of free) if (left > (best === undefined ? 0 : (free.get(best) ?? 0))) best = server;
  return best;
}

/** Whether anybody has looked at this copy's server since the copy became what it is: a hang shows only then. */
export function isKnown(fleet: Fleet, copy: Copy): boolean {
  const looked = serverOf(fleet, copy.server)?.lookedAt;
  return looked !== undefined && looked >= copy.since;
}
