import { heldBack, renewed, restarted, rolledBack, withCopy, withoutCopy, withServer } from "./change.ts";
import { manager, startTakes } from "./constants.ts";
import { type Copy, copyOf, type Fleet, healthy, room, roomiest, type Server, serverOf } from "./fleet.ts";
import type { Job } from "./job.ts";
import { rollout } from "./rollout.ts";

/** One thing that the manager does. */
export type Act =
  | { readonly kind: "restart"; readonly copy: number }
  | { readonly kind: "back-off"; readonly copy: number; readonly delay: number }
  /** A server has been silent for too long. */
  | { readonly kind: "notice"; readonly server: number }
  | { readonly kind: "place"; readonly copy: number; readonly server: number }
  | { readonly kind: "create"; readonly copy: number; readonly server: number; readonly version: number }
  | { readonly kind: "retire"; readonly copy: number }
  /** The wished version runs everywhere. */
  | { readonly kind: "complete"; readonly version: number }
  | { readonly kind: "roll-back"; readonly version: number };

/**
 * The reconcile loop, one turn: observe the fleet, compare it with what is wished, and return what is to be done now. It
 * remembers nothing: every delay counts from an instant that stands in the fleet.
 */
export function reconcile(fleet: Fleet): readonly Act[] {
  if (fleet.charge.jobs.length === 0) return [];
  const { now, servers, copies } = fleet;
  const mending: Act[] = [];
  for (const server of servers)
    if (!server.up && noticeAt(fleet, server) <= now) mending.push({ kind: "notice", server: server.id });
  const lost: Copy[] = [];
  for (const copy of copies) {
    if (!isDown(copy)) continue;
    if (restartAt(fleet, copy) <= now) mending.push(restartOf(copy));
    if (copy.phase === "lost" && placeAt(fleet, copy) <= now) lost.push(copy);
  }
  mending.push(...placementsOf(fleet, lost));
  // A rollout counts the slots that mending has just taken.
  return does(fleet, "updating") ? [...mending, ...updates(mending.reduce(acted, fleet))] : mending;
}

/** When `reconcile` next has something to do, if nothing else happens; `Infinity` when it has not. */
export function nextTurn(fleet: Fleet): number {
  if (fleet.charge.jobs.length === 0) return never;
  let next = does(fleet, "updating") ? nextUpdate(fleet) : never;
  for (const server of fleet.servers) if (!server.up) next = Math.min(next, noticeAt(fleet, server));
  for (const copy of fleet.copies) {
    if (!isDown(copy)) continue;
    const at = copy.phase === "lost" ? placeAt(fleet, copy) : restartAt(fleet, copy);
    if (at < next) next = at;
  }
  return next;
}

/** The fleet after an act of the manager. */
export function acted(fleet: Fleet, act: Act): Fleet {
  const { now } = fleet;
  const change = (id: number, next: (copy: Copy) => Copy): Fleet => {
    const copy = copyOf(fleet, id);
    return copy ? withCopy(fleet, next(copy)) : fleet;
  };
  switch (act.kind) {
    case "restart":
      return change(act.copy, (copy) => restarted(copy, now, startTakes));
    case "back-off":
      return change(act.copy, (copy) => heldBack(copy, now, act.delay));
    case "notice": {
      const server = serverOf(fleet, act.server);
      return server ? withServer(fleet, { ...server, noticed: now }) : fleet;
    }
    case "place":
      return change(act.copy, (copy) => renewed(copy, now, startTakes, { server: act.server }));
    case "create":
      return withCopy(fleet, renewed({ id: act.copy, server: act.server, version: act.version }, now, startTakes));
    case "retire":
      return withoutCopy(fleet, act.copy);
    case "complete":
      return { ...fleet, wish: { ...fleet.wish, proven: true } };
    case "roll-back":
      return rolledBack(fleet);
    default:
      return act satisfies never;
  }
}

const does = (fleet: Fleet, job: Job): boolean => fleet.charge.jobs.includes(job);

const never = Number.POSITIVE_INFINITY;

/** Down, and nothing is under way that brings it back. */
const isDown = ({ phase }: Copy): boolean => phase === "exited" || phase === "hung" || phase === "lost";

/** Nothing is seen before the one who should see it is in charge. */
const seenFrom = (fleet: Fleet, since: number): number => Math.max(since, fleet.charge.since);

function noticeAt(fleet: Fleet, server: Server): number {
  if (server.up || server.noticed !== undefined || !does(fleet, "placement")) return never;
  return seenFrom(fleet, server.since) + manager.noticesServerAfter;
}

/** An exit is seen where it happens; a hang shows in the third silent answer. Neither on a server that is gone. */
function restartAt(fleet: Fleet, copy: Copy): number {
  if (copy.phase === "exited" && does(fleet, "restarting")) return seenFrom(fleet, copy.since) + manager.seesExitAfter;
  if (copy.phase === "hung" && does(fleet, "health-watching") && does(fleet, "restarting"))
    return givenUpAt(seenFrom(fleet, copy.since), fleet.charge.since);
  return never;
}

/** When a copy that is silent from `since` has missed its last probe; probes are counted from `from`. */
export function givenUpAt(since: number, from: number): number {
  const first = from + Math.ceil((since - from) / manager.probeEvery) * manager.probeEvery;
  return first + (manager.misses - 1) * manager.probeEvery;
}

function restartOf(copy: Copy): Act {
  if (copy.restarts === 0) return { kind: "restart", copy: copy.id };
  const delay = Math.min(manager.backOffMost, manager.backOffFirst * 2 ** (copy.restarts - 1));
  return { kind: "back-off", copy: copy.id, delay };
}

function placeAt(fleet: Fleet, copy: Copy): number {
  if (!does(fleet, "placement")) return never;
  const noticed = serverOf(fleet, copy.server)?.noticed;
  if (noticed === undefined || roomiest(room(fleet)) === undefined) return never;
  return noticed + manager.placesAfter;
}

function placementsOf(fleet: Fleet, lost: readonly Copy[]): readonly Act[] {
  if (lost.length === 0) return [];
  const free = room(fleet);
  return lost.flatMap((copy): readonly Act[] => {
    const server = roomiest(free);
    if (server === undefined) return [];
    free.set(server, (free.get(server) ?? 0) - 1);
    return [{ kind: "place", copy: copy.id, server }];
  });
}

/** A version that once ran everywhere is not doubted again; one that gets nowhere is given up. */
function updates(fleet: Fleet): readonly Act[] {
  const { wish, copies } = fleet;
  if (wish.proven) return [];
  const complete = copies.length === wish.copies && healthy(fleet) === wish.copies;
  if (complete && copies.every((copy) => copy.version === wish.version))
    return [{ kind: "complete", version: wish.version }];
  if (deadline(fleet) <= fleet.now) return [{ kind: "roll-back", version: wish.before }];
  return rollout(fleet);
}

const nextUpdate = (fleet: Fleet): number => (updates(fleet).length > 0 ? fleet.now : deadline(fleet));

/** When a rollout counts as failed: so long after its last progress, which is a copy of the version that came up. */
function deadline({ wish, charge, copies }: Fleet): number {
  if (wish.proven || wish.version === wish.before) return never;
  const ups = copies.filter((copy) => copy.version === wish.version && copy.phase === "running");
  return Math.max(wish.since, charge.since, ...ups.map((copy) => copy.since)) + manager.progressDeadline;
}
