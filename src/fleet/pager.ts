import { argumentOf, type Command } from "./command.ts";
import { pager } from "./constants.ts";
import { type Copy, type Fleet, isKnown, room, roomiest } from "./fleet.ts";
import { givenUpAt } from "./reconciler.ts";

/** The one person who is on call. */
export const ON_CALL = "on-call";

export type Paged = { readonly at: number; readonly verb: string; readonly argument: string };

/**
 * What the person on call does next, and when, if nothing else happens; undefined while all is quiet or nothing can be
 * done. The pager rings for every copy that misses three probes. The person wakes, looks before touching anything, does
 * one thing at a time, and takes a version back when a restart of it did not hold.
 */
export function paged(fleet: Fleet): Paged | undefined {
  const worst = loudest(fleet);
  if (!worst) return undefined;
  const rings = givenUpAt(worst.since, 0);
  const hand = fleet.hands.get(ON_CALL);
  const reacts = rings + pager.reactsIn;
  const awake = hand !== undefined && reacts <= hand.until + pager.asleepAfter;
  const command = awake ? remedy(fleet, worst) : ({ verb: "see" } as const);
  const at = Math.max(fleet.now, awake ? Math.max(hand.until, reacts) : rings + pager.wakesIn);
  return { at, verb: command.verb, argument: argumentOf(command) };
}

/** The copy that has been ringing longest, of those that can be helped. */
function loudest(fleet: Fleet): Copy | undefined {
  let worst: Copy | undefined;
  for (const copy of fleet.copies) {
    if (copy.phase === "running" || copy.phase === "starting" || copy.phase === "backoff") continue;
    if (copy.phase === "lost" && isKnown(fleet, copy) && roomiest(room(fleet)) === undefined) continue;
    if (!worst || copy.since < worst.since) worst = copy;
  }
  return worst;
}

function remedy(fleet: Fleet, copy: Copy): Command {
  if (!isKnown(fleet, copy)) return { verb: "look", server: copy.server };
  if (copy.phase === "lost") return { verb: "place", copy: copy.id, server: roomiest(room(fleet)) ?? copy.server };
  const unwanted = copy.version !== fleet.wish.version || copy.restarts > 0;
  return unwanted && copy.version !== fleet.wish.before
    ? { verb: "roll-back", copy: copy.id }
    : { verb: "restart", copy: copy.id };
}
