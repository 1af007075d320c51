/**
 * The candidate that a mistyped word most likely meant: the fewest letters to insert, drop or swap for another,
 * the earliest of equals; undefined when more than `most` are needed.
 */
export function nearest(word: string, candidates: readonly string[], most: number): string | undefined {
  const measured = candidates.map((candidate) => ({ candidate, distance: distance(word, candidate) }));
  const [best] = measured.filter((one) => one.distance <= most).sort((a, b) => a.distance - b.distance);
  return best?.candidate;
}

/** Levenshtein's distance, one row of his table at a time. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...to].entries()) {
      const swap = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(swap, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
