import { fallen, renewed, restarted, wished, withCopies, withCopy, withServer } from "./change.ts";
import { startTakes } from "./constants.ts";
import { type Copy, type Fleet, serverOf } from "./fleet.ts";
import type { Tape, TapeEvent } from "./tape.ts";

/** Something that broke. `crash`: a copy of a bad version that came down in its first start. */
export type Failure = {
  readonly at: number;
  readonly kind: "exit" | "hang" | "server" | "crash";
  /** The copies that went down with it. */
  readonly copies: readonly number[];
  readonly server: number;
};

type Fated = { readonly fleet: Fleet; readonly failures: readonly Failure[] };

/** Copies that have started, or waited for long enough, by now. A bad version exits when it has started. */
export function ripened(fleet: Fleet, tape: Tape): Fated {
  const { now } = fleet;
  const due: Copy[] = [];
  for (const copy of fleet.copies) if (copy.until !== undefined && copy.until <= now) due.push(copy);
  if (due.length === 0) return { fleet, failures: [] };
  const ripe = due.map((copy) => ripeOf(copy, now, tape));
  const crashed = ripe.filter((copy) => copy.phase === "exited" && copy.restarts === 0);
  return {
    fleet: withCopies(fleet, ripe),
    failures: crashed.map(({ id, server }) => ({ at: now, kind: "crash", copies: [id], server })),
  };
}

function ripeOf(copy: Copy, now: number, tape: Tape): Copy {
  if (copy.phase === "backoff") return restarted(copy, now, startTakes);
  return isBad(tape, copy.version)
    ? fallen(copy, "exited", now)
    : { ...copy, phase: "running", since: now, until: undefined };
}

const isBad = (tape: Tape, version: number): boolean =>
  tape.some((event) => event.kind === "ship" && event.version === version && event.bad);

/** When the next look is over that nobody has the result of yet. */
export function nextLook(fleet: Fleet): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { verb, server, until } of fleet.hands.values())
    if (verb === "look" && server !== undefined && until > (serverOf(fleet, server)?.lookedAt ?? -1))
      next = Math.min(next, until);
  return next;
}

/** Looks that are over by now have shown what they show. */
export function looked(fleet: Fleet): Fleet {
  let next = fleet;
  for (const { verb, server: id, until } of fleet.hands.values()) {
    const server = id === undefined ? undefined : serverOf(next, id);
    if (verb === "look" && server && until <= fleet.now && until > (server.lookedAt ?? -1))
      next = withServer(next, { ...server, lookedAt: until });
  }
  return next;
}

/** The tape's next event happens to the fleet. What is down already cannot break again. */
export function struck(fleet: Fleet, event: TapeEvent): Fated {
  const next: Fleet = { ...fleet, played: fleet.played + 1 };
  switch (event.kind) {
    case "exit":
    case "hang": {
      const copy = fleet.copies[event.nth - 1];
      if (copy?.phase !== "running") return { fleet: next, failures: [] };
      const down = fallen(copy, event.kind === "exit" ? "exited" : "hung", fleet.now);
      return { fleet: withCopy(next, down), failures: [failureOf(fleet, event.kind, [copy])] };
    }
    case "server":
      return serverLost(next, event.server);
    case "ship":
      return { fleet: wished(next, event.version), failures: [] };
    case "copy-files":
      return { fleet: filesCopied(next, event.nth, event.version), failures: [] };
    default:
      return event satisfies never;
  }
}

const failureOf = (fleet: Fleet, kind: Failure["kind"], copies: readonly [Copy, ...Copy[]]): Failure => ({
  at: fleet.now,
  kind,
  copies: copies.map((copy) => copy.id),
  server: copies[0].server,
});

function serverLost(fleet: Fleet, id: number): Fated {
  const server = serverOf(fleet, id);
  if (!server?.up) return { fleet, failures: [] };
  const { now } = fleet;
  const copies = fleet.copies.map((copy) => (copy.server === id ? fallen(copy, "lost", now) : copy));
  const gone = copies.filter((copy) => copy.server === id).map((copy) => copy.id);
  return {
    fleet: withServer({ ...fleet, copies }, { ...server, up: false, since: now }),
    failures: [{ at: now, kind: "server", copies: gone, server: id }],
  };
}

/** Maya's hands: whoever rolls out for her takes them off the keyboard, and so does a wish for another version. */
function filesCopied(fleet: Fleet, nth: number, version: number): Fleet {
  const copy = fleet.copies[nth - 1];
  const still = fleet.wish.version === version && !fleet.charge.jobs.includes("updating");
  if (!copy || !still || copy.phase === "lost") return fleet;
  return withCopy(fleet, renewed(copy, fleet.now, startTakes, { version }));
}
