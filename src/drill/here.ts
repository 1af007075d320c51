import type { Outgoing } from "../chat/answer.ts";
import type { MessageRef, Place } from "../chat/event.ts";
import type { Message } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import { toMe, update } from "../core/reply.ts";
import type { DrillRecord } from "./store.ts";

/** A drill by its id, where it takes place: an id from another channel or server is as good as none (S33, S37). */
export async function drillHere(context: Context, here: Place, id: string): Promise<DrillRecord | undefined> {
  const record = await context.store.findDrill(id);
  if (!record) return undefined;
  const { platform, tenant, channel } = record.place;
  return platform === here.platform && tenant === here.tenant && channel === here.channel ? record : undefined;
}

/**
 * How a press is answered: one's own console changes, and what everybody sees does not, whatever its button says. The board of
 * a night is known by the post that it came with.
 */
export async function answering(
  context: Context,
  { mode, board }: DrillRecord,
  { on, from }: { readonly on: MessageRef; readonly from: "board" | "own" | undefined },
): Promise<(message: Message) => readonly Outgoing[]> {
  // Where the board of a drill by day stands is known a moment after it is posted; until then any message may be it.
  const isBoard = board ? board.id === on.id : mode === "live";
  if (from !== "own" || isBoard) return toMe;
  return mode === "watch" && (await context.store.arrivalOf(on)) ? toMe : update;
}

/**
 * A press on the message of a night proves that it arrived, where nobody could tell: a night has the id of its post. Only for what
 * stands on that message and nowhere else.
 */
export async function proven(context: Context, { id, mode, replays }: DrillRecord, on: MessageRef): Promise<void> {
  if (mode !== "watch" || replays !== undefined) return;
  await context.store.provePost(id, on, context.clock.now().epochMilliseconds);
}
