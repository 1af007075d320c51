import { manager } from "./constants.ts";
import { type Copy, type Fleet, healthy, room, roomiest } from "./fleet.ts";

type Step =
  | { readonly kind: "create"; readonly copy: number; readonly server: number; readonly version: number }
  | { readonly kind: "retire"; readonly copy: number };

/** Copies that a rollout may have beyond the wished number. */
export const surgeOf = (copies: number): number => Math.ceil(copies * manager.rolloutPart);

/** Copies that a rollout may have missing. */
export const missingOf = (copies: number): number => Math.floor(copies * manager.rolloutPart);

/**
 * What a rollout does next: new copies as far as the surge and the servers' room allow, then old ones go as far as
 * enough stay healthy, broken ones first (Kubernetes' Deployment controller, rolling.go). Empty while it has to wait.
 */
export function rollout(fleet: Fleet): readonly Step[] {
  const { wish, copies } = fleet;
  const fresh = copies.filter((copy) => copy.version === wish.version);
  const creations = creationsOf(fleet, fresh.length);
  return [...creations, ...retirementsOf(fleet, fresh, creations.length)];
}

function creationsOf(fleet: Fleet, fresh: number): readonly Step[] {
  const { wish, copies } = fleet;
  const wanted = Math.min(wish.copies - fresh, wish.copies + surgeOf(wish.copies) - copies.length);
  if (wanted <= 0) return [];
  const taken = new Set(copies.map((copy) => copy.id));
  const free = room(fleet);
  const steps: Step[] = [];
  for (let id = 1; steps.length < wanted; id += 1) {
    if (taken.has(id)) continue;
    const server = roomiest(free);
    if (server === undefined) break;
    free.set(server, (free.get(server) ?? 0) - 1);
    steps.push({ kind: "create", copy: id, server, version: wish.version });
  }
  return steps;
}

function retirementsOf(fleet: Fleet, fresh: readonly Copy[], created: number): readonly Step[] {
  const { wish, copies } = fleet;
  const least = wish.copies - missingOf(wish.copies);
  const unready = fresh.filter((copy) => copy.phase !== "running").length + created;
  const spare = copies.length + created - least - unready;
  if (spare <= 0) return [];
  const old = copies.filter((copy) => copy.version !== wish.version);
  const broken = old.filter((copy) => copy.phase !== "running").slice(0, spare);
  const sound = old.filter((copy) => copy.phase === "running").slice(0, Math.max(0, healthy(fleet) - least));
  return [...broken, ...sound].map((copy) => ({ kind: "retire", copy: copy.id }));
}
