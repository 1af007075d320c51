import type { MessageRef, Recipient } from "../chat/event.ts";

/** A message that came by itself, as it is explained. */
export type Arrival = {
  /** A schedule's kind, or a follow-up's own. */
  readonly kind: string;
  readonly schedule: string | undefined;
  /** A drill brought it along. */
  readonly drill: boolean;
  /** When it was planned for, and when it was sent, in epoch milliseconds. */
  readonly due: number;
  readonly sentAt: number;
};

/** The facts about what came by itself: part of the store. */
export type ArrivalFacts = {
  /** What said a message; undefined when nothing by the clock did, or it is long ago. */
  arrivalOf(ref: MessageRef): Promise<Arrival | undefined>;
  /** The newest `limit` messages to a recipient, newest first. */
  arrivalsTo(to: Recipient, limit: number): Promise<readonly Arrival[]>;
};
