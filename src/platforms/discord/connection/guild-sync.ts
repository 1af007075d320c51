/** All servers of a shard ([id, count]) as the beginning of a session lists them, and the application they invited. */
export type ServerList = {
  readonly servers: readonly string[];
  readonly shard: readonly [number, number];
  readonly application: string;
};

/**
 * Finds the servers that came and went while nobody listened: at the beginning of a session Discord lists all servers of
 * a shard, those included that an outage keeps unavailable.
 */
export type RollCall = {
  /** Takes the list of a shard, and returns the servers of that shard that the tutor knows and that are not on it. */
  listed(list: ServerList): Promise<readonly string[]>;
  /** A list is about to be taken: who is new is not decided before that has ended. */
  expect(list: Promise<unknown>): void;
  /** Whether a server on a list is one that the tutor does not know; true once. */
  isNew(server: string): Promise<boolean>;
};

/** `known`: ids of the servers that the tutor believes to be in. */
export function createRollCall(known: () => Promise<readonly string[]>): RollCall {
  const strangers = new Set<string>();
  let calling: Promise<unknown> = Promise.resolve();
  return {
    listed: async ({ servers, shard }) => {
      const before = new Set(await known());
      const here = new Set(servers);
      for (const server of here.difference(before)) strangers.add(server);
      return [...before.difference(here)].filter((server) => belongs(server, shard));
    },
    expect: (list) => {
      calling = Promise.allSettled([calling, list]);
    },
    isNew: async (server) => {
      // Servers report at once after the list, and may be faster than what is known can be read.
      await calling;
      return strangers.delete(server);
    },
  };
}

/** Discord's formula (Gateway, "Sharding"). */
const belongs = (server: string, [id, count]: ServerList["shard"]): boolean =>
  Number((BigInt(server) >> 22n) % BigInt(count)) === id;
