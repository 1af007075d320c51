import type { After } from "../chat/after.ts";
import type { MessageRef } from "../chat/event.ts";
import type { Message } from "../chat/message.ts";
import type { Delivered, Platform } from "../chat/platform.ts";

/** Milliseconds between two edits of one message: platforms slow down whoever is faster, and readers cannot follow. */
const SPACING = 2000;

/** How a wish ended; "replaced" when a newer one took its place before it was sent. */
export type Edited = Delivered | { readonly kind: "replaced" };

/**
 * Edits messages that change often. Of several wishes for one message the newest wins; the older ones are never sent.
 * Each message is edited at most once in two seconds, and never while an edit of it is under way; messages do not wait
 * for each other.
 */
export type Editor = {
  edit(platform: Pick<Platform, "edit">, target: MessageRef, message: Message): Promise<Edited>;
  /** Sends what still waits, at once, and resolves when all is sent. */
  stop(): Promise<void>;
};

type Wish = {
  readonly platform: Pick<Platform, "edit">;
  readonly message: Message;
  readonly done: (edited: Edited) => void;
};

/** One message's edits. */
type Line = {
  readonly target: MessageRef;
  wish?: Wish | undefined;
  busy?: Promise<void> | undefined;
  /** When the next edit may start, in epoch milliseconds. */
  free: number;
  callOff: () => void;
};

export function createEditor({ now, after }: { readonly now: () => number; readonly after: After }): Editor {
  const lines = new Map<string, Line>();
  let hurry = false;

  const next = (key: string, line: Line): void => {
    line.callOff();
    const rest = hurry ? 0 : line.free - now();
    if (rest > 0) line.callOff = after(rest, () => next(key, line));
    else if (line.wish) send(key, line, line.wish);
    else lines.delete(key);
  };
  const send = (key: string, line: Line, { platform, message, done }: Wish): void => {
    line.wish = undefined;
    line.free = now() + SPACING;
    line.busy = platform.edit(line.target, message).then((edited) => {
      // A platform that asks to wait is given its time, unless everything is about to end.
      if (edited.kind === "wait") line.free = Math.max(line.free, edited.until);
      line.busy = undefined;
      done(edited);
      next(key, line);
    });
  };
  return {
    edit: (platform, target, message) => {
      const { promise, resolve } = Promise.withResolvers<Edited>();
      const key = `${target.platform} ${target.channel} ${target.id}`;
      const line = lines.get(key) ?? { target, free: 0, callOff: () => undefined };
      lines.set(key, line);
      line.wish?.done({ kind: "replaced" });
      line.wish = { platform, message, done: resolve };
      if (!line.busy) next(key, line);
      return promise;
    },
    stop: async () => {
      hurry = true;
      for (const [key, line] of lines) if (!line.busy) next(key, line);
      while (lines.size > 0) await Promise.all([...lines.values()].map(({ busy }) => busy));
    },
  };
}
