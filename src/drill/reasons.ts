import type { Inlines } from "../chat/message.ts";
import type { Arrival } from "../core/arrival.ts";
import type { Context } from "../core/context.ts";
import { scheduleWords } from "../planning/words.ts";

/** Why a message came by itself, in words. */
export type Reason = {
  readonly rule: string | Inlines;
  /** The zone in which its times are told (IANA name). */
  readonly zone: string;
  readonly stop: Inlines;
};

/** Why a message of a drill came that no schedule posted; undefined when it is of no drill, or of one that is gone. */
export async function reasonOfDrill(context: Context, { kind, drill }: Arrival): Promise<Reason | undefined> {
  const record = drill === undefined ? undefined : await context.store.findDrill(drill);
  if (!record) return undefined;
  const zone = record.zone ?? (await context.store.placeZone(record.place)) ?? "UTC";
  // A night that a schedule chose is that schedule's to explain; only it is gone by now.
  const isByHand = record.schedule === undefined;
  const rule = kind === "drill" && !isByHand ? scheduleWords.whyGone : wordsOf(kind);
  if (rule === undefined) return undefined;
  return { rule, zone, stop: isByHand ? scheduleWords.whyStopDrill : scheduleWords.whyStopManager };
}

function wordsOf(kind: string): Inlines | string | undefined {
  const { whyDrill } = scheduleWords;
  switch (kind) {
    case "drill":
      return whyDrill.night;
    case "drill-report":
      return whyDrill.report;
    case "drill-late":
      return whyDrill.late;
    case "quiz":
      return whyDrill.question;
    default:
      return undefined;
  }
}
