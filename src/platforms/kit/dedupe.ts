/** Ids kept at least: minutes of the heaviest traffic, and hours of a usual day's. */
const KEPT = 20_000;

/**
 * Remembers what came already: after a connection that flapped, a platform may deliver something again. Returns
 * whether an id is new. Keeps between 20,000 and 40,000 ids.
 */
export function createSeen(kept = KEPT): (id: string) => boolean {
  let young = new Set<string>();
  let old = new Set<string>();
  return (id) => {
    if (young.has(id) || old.has(id)) return false;
    if (young.size >= kept) {
      old = young;
      young = new Set();
    }
    young.add(id);
    return true;
  };
}
