/** One message of the chat as it is kept. */
export type Entry = {
  readonly id: string;
  /** Counts up with every message added or changed, over all channels. */
  readonly revision: number;
  readonly channel: string;
  /** Undefined: the tutor. */
  readonly author: { readonly person: string; readonly name: string } | undefined;
  /** The one person who may see it; undefined: everybody in the channel. */
  readonly audience: string | undefined;
  /** JSON of `{ text }` as typed by a person, or of a Message (body.ts). */
  readonly body: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly changedAt: number | undefined;
};

/**
 * What the page remembers between runs; main fills it from the store. Instants are epoch milliseconds. Lists hold only
 * what the person may see: public messages and their own private ones.
 */
export type History = {
  profile(person: string): Promise<{ readonly name: string } | undefined>;
  saveProfile(person: string, name: string, at: number): Promise<void>;
  /** Undefined: author or audience is a person unknown here (never seen, or erased); nothing is kept. */
  add(entry: {
    readonly id: string;
    readonly channel: string;
    readonly author: string | undefined;
    readonly audience: string | undefined;
    readonly body: string;
    readonly at: number;
  }): Promise<Entry | undefined>;
  /** Undefined: the message is gone. */
  change(id: string, body: string, at: number): Promise<Entry | undefined>;
  find(id: string): Promise<Entry | undefined>;
  /** The newest `limit` messages, oldest first. */
  recent(person: string, channel: string, limit: number): Promise<readonly Entry[]>;
  /** Everything added or changed after a revision, in the order of revisions. */
  since(person: string, channel: string, after: number): Promise<readonly Entry[]>;
};
