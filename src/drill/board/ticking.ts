import type { Outgoing } from "../../chat/answer.ts";
import type { MessageRef } from "../../chat/event.ts";
import type { Message } from "../../chat/message.ts";
import type { Delivered } from "../../chat/platform.ts";
import type { Context } from "../../core/context.ts";
import { refuse } from "../../core/reply.ts";
import type { Store } from "../../core/store.ts";
import { playedOf, runAt } from "../playing.ts";
import { conclude } from "../stopping.ts";
import type { DrillRecord } from "../store.ts";
import { liveBoard } from "./board.ts";
import { playWords } from "./words.ts";

/** Boards that move by themselves: what to change now, and whether there will be more. */
export type Boards = {
  readonly edits: readonly { readonly target: MessageRef; readonly message: Message }[];
  readonly running: boolean;
};

/** Boards that move at once; more than a house has channels that play. */
const MOST = 1000;

/** Milliseconds for which a board is one process's to move, from each of its looks on: five looks (delivery/live-boards.ts). */
const LEASE = 10_000;

/** Milliseconds after its beginning for which a drill that cannot be shown is tried again; ten times what one takes. */
const PATIENCE = 3_600_000;

/** What a process moves. */
type Moving = {
  /** Its name on a lease. */
  readonly owner: string;
  /** Each board of its own as it was shown last; empty before that. */
  readonly shown: Map<string, string>;
  /** When its lease runs out. */
  until: number;
};

/** Of a store: who begins anew is somebody else, and takes over when the lease has run out. */
const moving = new WeakMap<Store, Moving>();

function movingOf({ store, newId }: Context): Moving {
  const known = moving.get(store) ?? { owner: newId(), shown: new Map<string, string>(), until: 0 };
  moving.set(store, known);
  return known;
}

/** Whether this process moves the board of a drill: nobody else changes it, so that no two edits overtake each other. */
export function moves(context: Context, id: string): boolean {
  const { shown, until } = movingOf(context);
  return shown.has(id) && context.clock.now().epochMilliseconds < until;
}

/** Every board of this process that says something else by now, and the ends of those that are over. */
export async function boards(context: Context): Promise<Boards> {
  const mine = movingOf(context);
  const now = context.clock.now().epochMilliseconds;
  const all = await context.store.moveBoards({ owner: mine.owner, until: now + LEASE }, now, MOST);
  mine.until = now + LEASE;
  const held = all.filter((one) => one.mine).map(({ record }) => record);
  for (const id of mine.shown.keys()) if (!held.some((record) => record.id === id)) mine.shown.delete(id);
  const edits: Boards["edits"][number][] = [];
  for (const record of held) {
    const edit = await moved(context, mine, record).catch((error: unknown) => failed(context, mine, record, error));
    if (edit) edits.push(edit);
  }
  return { edits, running: all.length > 0 };
}

async function moved(
  context: Context,
  { shown }: Moving,
  record: DrillRecord,
): Promise<Boards["edits"][number] | undefined> {
  const { id, board } = record;
  const played = await playedOf(context, record);
  const run = runAt(played, context.clock.now().epochMilliseconds);
  const message = liveBoard(played, run);
  const text = JSON.stringify(message);
  const before = shown.get(id);
  const isOver = (await conclude(context, played, run)) || record.ended !== undefined;
  // One look after its last words: whoever falls in between leaves them to be said again.
  if (isOver && (!board || before === text)) {
    await context.store.finishBoard(id);
    shown.delete(id);
    return undefined;
  }
  shown.set(id, board ? text : "");
  return board && before !== text ? { target: board, message } : undefined;
}

const FAILED = "failed";

/** One that cannot be shown does not hold up the others; it is told once, and tried again for a while. */
async function failed(context: Context, { shown }: Moving, record: DrillRecord, error: unknown): Promise<undefined> {
  if (shown.get(record.id) !== FAILED) context.fault(error, context.newId().slice(-8));
  shown.set(record.id, FAILED);
  if (context.clock.now().epochMilliseconds > record.begunAt + PATIENCE) await context.store.finishBoard(record.id);
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
