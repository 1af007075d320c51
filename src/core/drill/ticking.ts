import type { MessageRef } from "../../chat/event.ts";
import type { Message } from "../../chat/message.ts";
import type { Outgoing } from "../../chat/outgoing.ts";
import type { Delivered } from "../../chat/platform.ts";
import type { Context } from "../context.ts";
import { refuse } from "../reply.ts";
import type { Store } from "../store.ts";
import { liveBoard } from "./board.ts";
import { conclude } from "./ending.ts";
import { playedOf, runAt } from "./playing.ts";
import { playWords } from "./words-play.ts";

/** Boards that move by themselves: what to change now, and whether there will be more. */
export type Boards = {
  readonly edits: readonly { readonly target: MessageRef; readonly message: Message }[];
  readonly running: boolean;
};

/** Drills found running at once after a restart; more than a house has channels that play. */
const MOST = 1000;

/** The drills by day that run, each with its board as it was shown last; of a store, so that a restart looks for them. */
const running = new WeakMap<Store, Promise<Map<string, string>>>();

function runningOf({ store }: Context): Promise<Map<string, string>> {
  const known = running.get(store);
  if (known !== undefined) return known;
  const found = store.runningDrills(MOST).then((drills) => new Map(drills.map(({ id }) => [id, ""])));
  running.set(store, found);
  // A database that is away for a moment is asked again.
  found.catch(() => running.delete(store));
  return found;
}

/** A drill by day has begun: its board moves from now on. */
export async function began(context: Context, id: string): Promise<void> {
  (await runningOf(context)).set(id, "");
}

/** Every board that says something else by now, and the ends of those that are over. */
export async function boards(context: Context): Promise<Boards> {
  const all = await runningOf(context);
  const edits: Boards["edits"][number][] = [];
  for (const id of [...all.keys()]) {
    try {
      const edit = await moved(context, all, id);
      if (edit) edits.push(edit);
    } catch (error) {
      // One that cannot be shown does not hold up the others.
      all.delete(id);
      context.fault(error, context.newId().slice(-8));
    }
  }
  return { edits, running: all.size > 0 };
}

async function moved(
  context: Context,
  all: Map<string, string>,
  id: string,
): Promise<Boards["edits"][number] | undefined> {
  const record = await context.store.findDrill(id);
  // Stopped: the press that did it has shown the end already.
  if (!record || record.ended) all.delete(id);
  if (!record || record.ended) return undefined;
  const played = await playedOf(context, record);
  const run = runAt(played, context.clock.now().epochMilliseconds);
  const message = liveBoard(played, run);
  if (await conclude(context, played, run)) all.delete(id);
  const text = JSON.stringify(message);
  if (!record.board || all.get(id) === text) return undefined;
  if (all.has(id)) all.set(id, text);
  return { target: record.board, message };
}

const KEY = /^drill:([0-9a-f-]{36})$/;

/** The key of the post that shows a drill's board. */
export const boardKey = (id: string): string => `drill:${id}`;

/** Whether a post shows the board of a drill, by its key. */
export const isBoard = (key: string): boolean => KEY.test(key);

/**
 * What became of the post that shows a board. Where it cannot be shown, the drill ends before it has begun, and whoever
 * wanted it is told: that is returned, and takes the place of what was about to be said.
 */
export async function boardPosted(
  context: Context,
  key: string,
  delivered: Delivered,
): Promise<readonly Outgoing[] | undefined> {
  const id = KEY.exec(key)?.[1];
  if (id === undefined) return undefined;
  if (delivered.kind === "sent") await context.store.showDrill(id, delivered.ref);
  if (delivered.kind !== "refused" && delivered.kind !== "wait") return undefined;
  await context.store.endDrill(id, context.clock.now().epochMilliseconds, "stopped");
  return refuse(delivered.kind === "wait" ? playWords.notNow : playWords.cannotPost);
}
