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
  /** One attempt, told as it ended: whoever wishes keeps the wish. */
  edit(platform: Pick<Platform, "edit">, target: MessageRef, message: Message): Promise<Edited>;
  /** Keeps the wish itself: repeated when the platform asks to wait, or may not have heard, until it or a newer one stands. */
  insist(platform: Pick<Platform, "edit">, target: MessageRef, message: Message): Promise<Edited>;
  /** Sends what still waits, at once, and resolves when all is sent. */
  stop(): Promise<void>;
};

/** Times that a wish which may have been heard is sent: editing twice does no harm, and once is not always enough. */
const TRIES = 3;

type Wish = {
  readonly platform: Pick<Platform, "edit">;
  readonly message: Message;
  /** Attempts left after which "unknown" is taken for an answer; undefined: whoever wishes repeats it. */
  readonly tries: number | undefined;
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

type Wants = { readonly now: () => number; readonly after: After; readonly fault: (error: unknown) => void };

export function createEditor({ now, after, fault }: Wants): Editor {
  const lines = new Map<string, Line>();
  let hurry = false;

  const next = (key: string, line: Line): void => {
    line.callOff();
    const rest = hurry ? 0 : line.free - now();
    if (rest > 0) line.callOff = after(rest, () => next(key, line));
    else if (line.wish) send(key, line, line.wish);
    else lines.delete(key);
  };
  const send = (key: string, line: Line, wish: Wish): void => {
    line.wish = undefined;
    line.free = now() + SPACING;
    line.busy = attempt(line.target, wish, fault).then((edited) => {
      // A platform that asks to wait is given its time, unless everything is about to end.
      if (edited.kind === "wait") line.free = Math.max(line.free, edited.until);
      line.busy = undefined;
      const again = hurry ? undefined : againOf(wish, edited);
      if (!again) wish.done(edited);
      else if (line.wish) wish.done({ kind: "replaced" });
      else line.wish = again;
      next(key, line);
    });
  };
  const take = (target: MessageRef, wish: Omit<Wish, "done">): Promise<Edited> => {
    const { promise, resolve } = Promise.withResolvers<Edited>();
    const key = `${target.platform} ${target.channel} ${target.id}`;
    const line = lines.get(key) ?? { target, free: 0, callOff: () => undefined };
    lines.set(key, line);
    line.wish?.done({ kind: "replaced" });
    line.wish = { ...wish, done: resolve };
    if (!line.busy) next(key, line);
    return promise;
  };
  return {
    edit: (platform, target, message) => take(target, { platform, message, tries: undefined }),
    insist: (platform, target, message) => take(target, { platform, message, tries: TRIES - 1 }),
    stop: async () => {
      hurry = true;
      for (const [key, line] of lines) if (!line.busy) next(key, line);
      while (lines.size > 0) await Promise.all([...lines.values()].map(({ busy }) => busy));
    },
  };
}

async function attempt(target: MessageRef, { platform, message }: Wish, fault: Wants["fault"]): Promise<Delivered> {
  try {
    return await platform.edit(target, message);
  } catch (error) {
    // A platform that throws breaks its word; whatever it did may have been done.
    fault(error);
    return { kind: "unknown" };
  }
}

/** The wish as it is to be sent again; undefined when it has ended. */
function againOf(wish: Wish, { kind }: Edited): Wish | undefined {
  if (wish.tries === undefined) return undefined;
  if (kind === "wait") return wish;
  return kind === "unknown" && wish.tries > 0 ? { ...wish, tries: wish.tries - 1 } : undefined;
}
