import { distance } from "fastest-levenshtein";

/**
 * The candidate that a mistyped word most likely meant: the fewest letters to insert, drop or swap for another,
 * the earliest of equals; undefined when more than `most` are needed.
 */
export function nearest(word: string, candidates: readonly string[], most: number): string | undefined {
  const measured = candidates.map((candidate) => ({ candidate, distance: distance(word, candidate) }));
  const [best] = measured.filter((one) => one.distance <= most).sort((a, b) => a.distance - b.distance);
  return best?.candidate;
}
