/** One of several ways to do a piece of work. */
export type Contender = {
  /** Makes ready for one round; not timed. */
  readonly prepare?: () => Promise<void> | void;
  /** Does one round: `operations` times the work. */
  readonly run: () => Promise<void> | void;
};

type Rounds = { readonly rounds: number; readonly operations: number };

/**
 * Runs contenders in turns, so that what else the machine does falls on all alike, and gives the median of each in
 * microseconds for one operation, by its name. The first rounds warm up and do not count.
 */
export async function inTurns<Name extends string>(
  contenders: Readonly<Record<Name, Contender>>,
  { rounds, operations }: Rounds,
): Promise<(name: Name) => number> {
  const names = namesOf(contenders);
  const taken = new Map<Name, number[]>(names.map((name) => [name, []]));
  const warmUp = Math.max(2, Math.ceil(rounds / 5));
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const { prepare, run } = contenders[name];
      await prepare?.();
      const begun = performance.now();
      await run();
      const each = ((performance.now() - begun) * 1000) / operations;
      if (round >= 0) taken.get(name)?.push(each);
    }
  }
  return (name) => median(taken.get(name) ?? []);
}

const namesOf = <Name extends string>(contenders: Readonly<Record<Name, unknown>>): Name[] => {
  const names: Name[] = [];
  for (const name in contenders) names.push(name);
  return names;
};

/** Of an even number, the greater of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
