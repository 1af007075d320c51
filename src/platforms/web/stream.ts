import type { Entry } from "./history.ts";
import { maySee } from "./places.ts";
import { UNSAVED } from "./transcript.ts";

/** A page that listens: who looks at which channel, and what happened there while it was not listening. */
export type Listener = {
  readonly person: string;
  readonly channel: string;
  readonly missed: () => Promise<readonly Entry[]>;
};

/** All open pages. */
export type Hub = {
  publish(entry: Entry): void;
  /** Server-sent events: first what was missed, then everything as it happens; nothing is lost in between. */
  open(listener: Listener): ReadableStream<Uint8Array>;
  close(): void;
};

/** Bytes that may wait for a slow reader; beyond them it is cut off, and comes back with its last revision. */
const MOST_WAITING = 1024 * 1024;

const encoder = new TextEncoder();

export function createHub(render: (entry: Entry) => string, fault: (error: unknown) => void): Hub {
  const pages = new Set<Page>();
  const open = (listener: Listener): ReadableStream<Uint8Array> => {
    let page: Page | undefined;
    return new ReadableStream<Uint8Array>(
      {
        start: async (controller) => {
          const opened = createPage(listener, render, controller, () => pages.delete(opened));
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
    open,
    close: () => {
      for (const page of [...pages]) page.end();
    },
  };
}

type Page = {
  readonly offer: (entry: Entry) => void;
  readonly catchUp: () => Promise<void>;
  /** The reader is gone already. */
  readonly leave: () => void;
  readonly end: () => void;
};

function createPage(
  { person, channel, missed }: Listener,
  render: (entry: Entry) => string,
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
  const sendEntry = (entry: Entry) => send(eventOf(entry, render(entry)));
  return {
    leave,
    end,
    offer: (entry) => {
      if (entry.channel !== channel || !maySee(entry, person)) return;
      if (held) held.push(entry);
      else sendEntry(entry);
    },
    catchUp: async () => {
      send(": open\n\n");
      const entries = await missed();
      const newest = entries.at(-1)?.revision ?? UNSAVED;
      const waiting = (held ?? []).filter((entry) => entry.revision === UNSAVED || entry.revision > newest);
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

/** Tells a page of an earlier run to load itself anew. */
export const reloadEvent = "event: reload\ndata: restarted\n\n";
