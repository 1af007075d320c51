import { maySee } from "../places.ts";
import type { Entry } from "../posts/history.ts";
import { UNSAVED } from "../posts/transcript.ts";

/**
 * A page that listens: who looks at which channel, and what happened there while it was not listening. Of the person's
 * other room it hears that something came, and no more.
 */
export type Listener = {
  readonly person: string;
  readonly channel: string;
  readonly other: string;
  readonly missed: () => Promise<readonly Entry[]>;
  /** The newest message of the other room, empty when there is none that could be news. */
  readonly elsewhere: () => Promise<string>;
};

/** All open pages. */
export type Hub = {
  publish(entry: Entry): void;
  /** Tells every page what time it is for the tutor, in epoch milliseconds. */
  tellTime(now: number): void;
  /** Server-sent events: first what was missed, then everything as it happens; nothing is lost in between. */
  open(listener: Listener): ReadableStream<Uint8Array>;
  close(): void;
};

/** Bytes that may wait for a slow reader; beyond them it is cut off, and comes back with its last revision. */
const MOST_WAITING = 1024 * 1024;

const encoder = new TextEncoder();

type Parts = {
  readonly render: (entry: Entry) => string;
  readonly now: () => number;
  readonly fault: (error: unknown) => void;
};

export function createHub({ render, now, fault }: Parts): Hub {
  const pages = new Set<Page>();
  const open = (listener: Listener): ReadableStream<Uint8Array> => {
    let page: Page | undefined;
    return new ReadableStream<Uint8Array>(
      {
        start: async (controller) => {
          const opened = createPage(listener, { render, now }, controller, () => pages.delete(opened));
          page = opened;
          pages.add(opened);
          try {
            await opened.catchUp();
          } catch (error) {
            fault(error);
            opened.end();
          }
        },
        cancel: () => page?.leave(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING }),
    );
  };
  return {
    publish: (entry) => {
      for (const page of pages) page.offer(entry);
    },
    tellTime: (at) => {
      for (const page of pages) page.send(timeEvent(at));
    },
    open,
    close: () => {
      for (const page of [...pages]) page.end();
    },
  };
}

type Page = {
  readonly send: (text: string) => void;
  readonly offer: (entry: Entry) => void;
  readonly catchUp: () => Promise<void>;
  /** The reader is gone already. */
  readonly leave: () => void;
  readonly end: () => void;
};

function createPage(
  { person, channel, other, missed, elsewhere }: Listener,
  { render, now }: Pick<Parts, "render" | "now">,
  controller: ReadableStreamDefaultController<Uint8Array>,
  forget: () => void,
): Page {
  let held: Entry[] | undefined = [];
  let open = true;
  const leave = () => {
    open = false;
    forget();
  };
  const end = () => {
    if (!open) return;
    leave();
    controller.close();
  };
  const send = (text: string) => {
    if (!open) return;
    controller.enqueue(encoder.encode(text));
    if ((controller.desiredSize ?? 0) <= 0) end();
  };
  const sendEntry = (entry: Entry) => {
    if (entry.channel === channel) send(eventOf(entry, render(entry)));
    else if (isNews(entry, person)) send(elsewhereEvent(entry.id));
  };
  return {
    send,
    leave,
    end,
    offer: (entry) => {
      if (![channel, other].includes(entry.channel) || !maySee(entry, person)) return;
      if (held) held.push(entry);
      else sendEntry(entry);
    },
    catchUp: async () => {
      send(`: open\n\n${timeEvent(now())}`);
      const [entries, newest] = await Promise.all([missed(), elsewhere()]);
      send(elsewhereEvent(newest));
      const last = entries.at(-1)?.revision ?? UNSAVED;
      const waiting = (held ?? []).filter(
        (entry) => entry.channel === other || entry.revision === UNSAVED || entry.revision > last,
      );
      held = undefined;
      for (const entry of [...entries, ...waiting]) sendEntry(entry);
    },
  };
}

/** One event; what is not kept has no id, so that a page which comes back asks from the last thing that is. */
function eventOf(entry: Entry, markup: string): string {
  const data = markup.split(/\r\n|\r|\n/).map((line) => `data: ${line}`);
  const id = entry.revision === UNSAVED ? [] : [`id: ${entry.revision}`];
  return `${[...id, ...data].join("\n")}\n\n`;
}

/** Whether it is new to somebody who looks elsewhere: not an edit, not their own words, and still there when they look. */
const isNews = (entry: Entry, person: string): boolean =>
  entry.changedAt === undefined && entry.revision !== UNSAVED && entry.author?.person !== person;

const elsewhereEvent = (id: string): string => `event: elsewhere\ndata: ${id}\n\n`;

const timeEvent = (now: number): string => `event: now\ndata: ${now}\n\n`;

/** Tells a page of an earlier run to load itself anew. */
export const reloadEvent = "event: reload\ndata: restarted\n\n";
