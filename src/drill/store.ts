import type { MessageRef, Place } from "../chat/event.ts";
import type { Lease } from "../core/post.ts";
import type { Who } from "../core/who.ts";
import type { Press } from "../fleet/press.ts";
import type { PlaceKey } from "../standings/standing.ts";

/** What is kept of drills: the values of the ledger, and the facts about it that the store keeps. */

/** Night watch is played by the real clock, the other one by day; a replay has the mode of what it replays. */
export type Mode = "watch" | "live";

/** `late`: it could not be posted in time, so it never began. */
export type Ending = "recovered" | "morning" | "stopped" | "late";

/** One drill in one place. Tape and fleet follow from this and the log (playing.ts). */
export type DrillRecord = {
  readonly id: string;
  readonly place: Place;
  readonly mode: Mode;
  /** 1 to 5. */
  readonly night: number;
  /** What the tape is made from: 0 to 2^32 - 1. */
  readonly seed: number;
  /** Epoch milliseconds of the night's second 0; it may be yet to come. */
  readonly begunAt: number;
  /** Seconds of night. */
  readonly lasts: number;
  /** The zone by whose 02:00 it began (IANA name); by day that of who began it, if it is known. */
  readonly zone: string | undefined;
  /** The schedule that chose it. */
  readonly schedule: string | undefined;
  /** The drill that this one shows again under the manager. */
  readonly replays: string | undefined;
  /** The message that shows its board, once that is known. */
  readonly board: MessageRef | undefined;
  /** How many presses its log holds. */
  readonly presses: number;
  readonly ended: { readonly at: number; readonly why: Ending } | undefined;
};

export type DrillBegun = Omit<DrillRecord, "board" | "presses" | "ended"> & {
  /** Who began it by hand. */
  readonly by: Who | undefined;
  /** When it was written down, in epoch milliseconds. */
  readonly at: number;
  /** Ids for the place and the learner, used when they are new. */
  readonly newPlace: string;
  readonly newLearner: string;
};

/** A press as it is kept. `actor` is the how-manieth person of the drill, as text. */
export type KeptPress = Press & {
  /** Undefined once the person has been erased. */
  readonly learner: string | undefined;
  /** Minutes after midnight on the presser's own clock, 0 to 1439. */
  readonly minute: number;
};

export type PressMade = Pick<Press, "at" | "verb" | "argument"> & {
  readonly drill: string;
  readonly who: Who;
  readonly minute: number;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly newLearner: string;
  /** The `seq` that is known already. */
  readonly after: number;
};

/** A drill whose board moves by itself, and whether it is the asking process that moves it. */
export type Moved = { readonly record: DrillRecord; readonly mine: boolean };

/** The facts about drills: part of the store. */
export type DrillFacts = {
  /**
   * Writes a drill down and returns it. One of the same id that is there already is kept; and while a drill by day (or a
   * replay) runs in a place, another one does not begin there: the running one is returned.
   */
  beginDrill(drill: DrillBegun): Promise<DrillRecord>;
  findDrill(id: string): Promise<DrillRecord | undefined>;
  /** The drills and replays of a place that have not ended, newest first; those that are planned come first of all. */
  openDrills(place: PlaceKey): Promise<readonly DrillRecord[]>;
  /** The night watches of a place, newest first: planned, running, or come to their end. */
  watchesOf(place: PlaceKey): Promise<readonly DrillRecord[]>;
  /** The numbers of the nights that a place has had, by day or by night, or will have; each once. */
  nightsHad(place: PlaceKey): Promise<readonly number[]>;
  /** The newest drill of a place that came to its end, so that there is something to tell of it; no replay. */
  newestEnded(place: PlaceKey): Promise<DrillRecord | undefined>;
  /**
   * At most `limit` drills by day and replays whose boards have not said their last. Those that no other process moves at `at`
   * are leased to the owner, who asks again before that runs out.
   */
  moveBoards(lease: Lease, at: number, limit: number): Promise<readonly Moved[]>;
  /** A board has said its last: nobody moves it any more. */
  finishBoard(id: string): Promise<void>;
  /** The message that shows its board is known; the first one counts. */
  showDrill(id: string, board: MessageRef): Promise<void>;
  /**
   * Adds a press to the log under the next `seq`, and returns that with all presses after `press.after`. Nothing is added to
   * a drill that has ended or is not there: `seq` is undefined then.
   */
  addPress(press: PressMade): Promise<{ readonly seq: number | undefined; readonly log: readonly KeptPress[] }>;
  /** The log after a `seq`, in its order. */
  pressesOf(drill: string, after: number): Promise<readonly KeptPress[]>;
  /** Ends a drill, once; false when it had ended already. */
  endDrill(id: string, at: number, why: Ending): Promise<boolean>;
  /** A place agrees to practice nights; the first word counts. */
  acceptContract(place: Place, by: Who, at: number, ids: Pick<DrillBegun, "newPlace" | "newLearner">): Promise<void>;
  hasContract(place: PlaceKey): Promise<boolean>;
};
