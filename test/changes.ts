/** Lets tests wait for a state of the server instead of for time. */
export type Changes = {
  /** Something happened. */
  happened(): void;
  /** Resolves with what `look` finds, now or after something happened. */
  until<Found extends object | string | number | true>(look: () => Found | undefined | false): Promise<Found>;
};

export function createChanges(): Changes {
  const waiting = new Set<() => boolean>();
  return {
    happened: () => {
      for (const look of waiting) if (look()) waiting.delete(look);
    },
    until: <Found extends object | string | number | true>(look: () => Found | undefined | false) => {
      const { promise, resolve } = Promise.withResolvers<Found>();
      const tryIt = (): boolean => {
        const found = look();
        if (found === undefined || found === false) return false;
        resolve(found);
        return true;
      };
      if (!tryIt()) waiting.add(tryIt);
      return promise;
    },
  };
}
