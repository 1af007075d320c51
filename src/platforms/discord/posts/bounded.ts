/** A map that forgets its oldest entries: never more than `most` of them. */
export type Bounded<K, V> = {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  delete(key: K): void;
};

export function createBounded<K, V>(most: number): Bounded<K, V> {
  const entries = new Map<K, V>();
  return {
    get: (key) => entries.get(key),
    set: (key, value) => {
      entries.delete(key);
      entries.set(key, value);
      for (const oldest of entries.keys()) {
        if (entries.size <= most) return;
        entries.delete(oldest);
      }
    },
    delete: (key) => void entries.delete(key),
  };
}
