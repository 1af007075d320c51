/**
 * Whole numbers that look like chance and are the same for the same seed on every platform and engine: splitmix32, in
 * 32-bit integer arithmetic only (after SplitMix, Steele, Lea and Flood, OOPSLA 2014). Not for secrets.
 */
export type Chance = {
  /** Uniform in 0 to `below` - 1; `below` is a whole number from 1 to 2^32. */
  readonly below: (below: number) => number;
  /** True once in `times`, on average. */
  readonly oneIn: (times: number) => boolean;
  /** The list in another order. */
  readonly shuffled: <T>(list: readonly T[]) => readonly T[];
};

/** Chance from a seed; only its lowest 32 bits count. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  // A product below 2^64 with one rounding of the standard's doubles: the same everywhere.
  const below = (limit: number): number => Math.floor((next() / 0x1_0000_0000) * limit);
  return {
    below,
    oneIn: (times) => below(times) === 0,
    shuffled: (list) =>
      list
        .map((item) => ({ item, rank: next() }))
        .toSorted((one, other) => one.rank - other.rank)
        .map(({ item }) => item),
  };
}
