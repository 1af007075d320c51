import { manager } from "./constants.ts";
import { type Copy, type Fleet, placeOf, type Server } from "./fleet.ts";

/** How one copy, server or fleet becomes the next: the only places where a phase changes. */

/** A copy that stops serving. Ten healthy minutes before it make its restarts forgotten. */
export function fallen(copy: Copy, phase: "hung" | "exited" | "lost", now: number): Copy {
  const steady = copy.phase === "running" && now - copy.since >= manager.backOffForgottenAfter;
  return { ...copy, phase, since: now, until: undefined, restarts: steady ? 0 : copy.restarts };
}

/** A copy that starts once more where it is. */
export function restarted(copy: Copy, now: number, takes: number): Copy {
  const { restarts } = fallen(copy, "exited", now);
  return { ...copy, phase: "starting", since: now, until: now + takes, restarts: restarts + 1 };
}

/** A copy that starts afresh, elsewhere or as another version: its past restarts say nothing about it. */
export function renewed(
  copy: Pick<Copy, "id" | "server" | "version">,
  now: number,
  takes: number,
  change: { readonly server?: number; readonly version?: number } = {},
): Copy {
  const { id, server, version } = { ...copy, ...change };
  return { id, server, version, phase: "starting", since: now, until: now + takes, restarts: 0 };
}

/** A copy that waits before it is started again. */
export const heldBack = (copy: Copy, now: number, delay: number): Copy => ({
  ...copy,
  phase: "backoff",
  since: now,
  until: now + delay,
});

/** The fleet with this copy in the place of the one with its id, or added in order. */
export function withCopy(fleet: Fleet, copy: Copy): Fleet {
  const { copies } = fleet;
  const index = placeOf(copies, copy.id);
  if (copies[index]?.id === copy.id) return { ...fleet, copies: copies.with(index, copy) };
  return { ...fleet, copies: copies.toSpliced(index, 0, copy) };
}

/** The fleet with these copies in the places of those with their ids, which are all there. */
export function withCopies(fleet: Fleet, changed: readonly Copy[]): Fleet {
  const copies = [...fleet.copies];
  for (const copy of changed) copies[placeOf(copies, copy.id)] = copy;
  return { ...fleet, copies };
}

export const withoutCopy = (fleet: Fleet, id: number): Fleet => ({
  ...fleet,
  copies: fleet.copies.filter((copy) => copy.id !== id),
});

export const withServer = (fleet: Fleet, server: Server): Fleet => ({
  ...fleet,
  servers: fleet.servers.with(server.id - 1, server),
});

/** Another version is wanted from now on. */
export function wished(fleet: Fleet, version: number): Fleet {
  const { wish, now } = fleet;
  const before = wish.proven ? wish.version : wish.before;
  return { ...fleet, wish: { ...wish, version, before, since: now, proven: false } };
}

/** The version before is wanted again; a second roll-back changes nothing. */
export const rolledBack = (fleet: Fleet): Fleet =>
  fleet.wish.version === fleet.wish.before
    ? fleet
    : { ...fleet, wish: { ...fleet.wish, version: fleet.wish.before, since: fleet.now, proven: false } };
