import { createHash } from "node:crypto";
import { maySee } from "../places.ts";
import type { Entry, History } from "./history.ts";

/** What is to be shown; `author` undefined is the tutor, `audience` undefined is everybody in the channel. */
export type Draft = {
  readonly channel: string;
  readonly author?: { readonly person: string; readonly name: string } | undefined;
  readonly audience?: string | undefined;
  readonly body: string;
};

/** The chat as it is kept and shown: whatever is added or changed is sent to the pages that may see it. */
export type Transcript = {
  /** A message that cannot be kept, because its person is unknown (erased), is shown to that person all the same. */
  add(draft: Draft): Promise<Entry>;
  /** Shown to its audience while this run lasts, and never kept. */
  lend(draft: Draft): void;
  /** Adds once for a key, however often it is asked; undefined when it cannot be kept. */
  addOnce(draft: Draft, key: string): Promise<Entry | undefined>;
  /** Undefined: the message is gone. */
  change(id: string, body: string): Promise<Entry | undefined>;
  /** Shows a message as changed to one person, without keeping it. */
  show(entry: Entry): void;
  /** A message, if it exists and this person may see it. */
  find(id: string, person: string): Promise<Entry | undefined>;
};

type Parts = {
  readonly history: History;
  readonly newId: () => string;
  readonly now: () => number;
  readonly publish: (entry: Entry) => void;
};

/** Revision of what is shown and not kept. */
export const UNSAVED = -1;

/** How many unkept messages a run remembers, so that their buttons work. */
const MOST_UNSAVED = 200;

export function createTranscript({ history, newId, now, publish }: Parts): Transcript {
  const unsaved = createUnsaved();
  const inOrder = createQueue();

  const add = async (draft: Draft, id: string): Promise<Entry | undefined> => {
    const kept = { id, channel: draft.channel, audience: draft.audience, body: draft.body, at: now() };
    const entry = await history.add({ ...kept, author: draft.author?.person });
    if (entry) publish(entry);
    return entry;
  };
  const show = (entry: Entry): void => {
    const shown = { ...entry, revision: UNSAVED };
    unsaved.keep(shown);
    publish(shown);
  };
  return {
    add: (draft) =>
      inOrder(async () => {
        const id = newId();
        const entry = await add(draft, id);
        if (entry) return entry;
        const shown = asUnsaved(draft, id, now());
        show(shown);
        return shown;
      }),
    lend: (draft) => show(asUnsaved(draft, newId(), now())),
    addOnce: (draft, key) =>
      inOrder(async () => {
        const id = idOfKey(key);
        return (await history.find(id)) ?? (await add(draft, id));
      }),
    change: (id, body) =>
      inOrder(async () => {
        const entry = (await history.change(id, body, now())) ?? unsaved.change(id, body, now());
        if (entry) publish(entry);
        return entry;
      }),
    show,
    find: async (id, person) => {
      const entry = (await history.find(id)) ?? unsaved.find(id);
      return entry && maySee(entry, person) ? entry : undefined;
    },
  };
}

/** Only the one person whom it concerns sees what is not kept. */
function asUnsaved(draft: Draft, id: string, at: number): Entry {
  const { channel, author, body } = draft;
  const audience = draft.audience ?? author?.person;
  return { id, revision: UNSAVED, channel, author, audience, body, at, changedAt: undefined };
}

/** The same id for the same key, in the form of a UUID of version 8 (RFC 9562: for makers' own schemes). */
function idOfKey(key: string): string {
  const hex = createHash("sha256").update(key).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function createUnsaved() {
  const entries = new Map<string, Entry>();
  const keep = (entry: Entry): Entry => {
    entries.delete(entry.id);
    entries.set(entry.id, entry);
    const [oldest] = entries.keys();
    if (entries.size > MOST_UNSAVED && oldest !== undefined) entries.delete(oldest);
    return entry;
  };
  return {
    keep,
    find: (id: string): Entry | undefined => entries.get(id),
    change: (id: string, body: string, at: number): Entry | undefined => {
      const entry = entries.get(id);
      return entry && keep({ ...entry, body, changedAt: at });
    },
  };
}

/** One write after the other, so that revisions reach the pages in their order. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(task: () => Promise<Result>): Promise<Result> => {
    const next = last.then(task);
    // The caller of this task hears of its fault; the next task must run all the same.
    last = next.catch(() => undefined);
    return next;
  };
}
