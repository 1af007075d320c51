import type { MessageRef, Place } from "../../chat/event.ts";
import type { PlaceKey } from "../../standings/standing.ts";

/** What a place is asked in public: the values of a question, and the facts about it that the store keeps. */

/** A check posed to everybody in a place. Its id is that of the post that asks it. */
export type Question = {
  readonly id: string;
  readonly place: Place;
  readonly check: string;
  readonly version: string;
  /** The author's position of each choice, in the order shown; empty for written answers. */
  readonly order: readonly number[];
  /** Epoch milliseconds after which answers no longer count. */
  readonly closesAt: number;
  readonly closedAt: number | undefined;
  /** People who have answered. */
  readonly answers: number;
  /** The message that shows it, once its post has arrived. */
  readonly message: MessageRef | undefined;
};

export type QuestionPosed = Pick<Question, "id" | "place" | "check" | "version" | "order" | "closesAt"> & {
  readonly at: number;
  /** An id for the place, used when it is new. */
  readonly newPlace: string;
};

/**
 * How often each choice was given; `choice` is the author's position, or -1 for "I don't know", -2 for written answers; of
 * those to a question of a place, -2 for the wrong ones and -3 for the right ones.
 */
export type ChoiceCount = { readonly choice: number; readonly answers: number };

/** What is known of those who learn in a place, to choose a question for them. */
export type PlaceStudy = {
  /** Learners who did something there lately, at most some hundreds. */
  readonly learners: number;
  /** Keys of the chapters that one of them read there lately. */
  readonly chapters: readonly string[];
  /** What each of them remembers: `stability` in days, `lastReview` in epoch milliseconds. */
  readonly reviews: readonly {
    readonly check: string;
    readonly stability: number;
    readonly lastReview: number;
  }[];
  /** Checks that the place was asked lately, and when each was last. */
  readonly asked: readonly { readonly check: string; readonly at: number }[];
};

/** What happened in a place in a span of time, without a name. */
export type PlaceWeek = {
  readonly learners: number;
  readonly answers: number;
  readonly right: number;
  readonly checks: readonly { readonly check: string; readonly answers: number; readonly right: number }[];
};

/** The facts about questions: part of the store. */
export type QuestionFacts = {
  /** Writes a question down; one of the same id that is there already is kept. Returns the one that is kept. */
  saveQuestion(question: QuestionPosed): Promise<Question>;
  findQuestion(id: string): Promise<Question | undefined>;
  /** Closes a question, once, and returns how often each choice was given; undefined when there is no such question. */
  closeQuestion(id: string, at: number): Promise<readonly ChoiceCount[] | undefined>;
  /** `since`: who was active; `askedSince`: what was asked. */
  studyOf(place: PlaceKey, since: number, askedSince: number): Promise<PlaceStudy>;
  /** Answers given from `since` on, before `until`. */
  weekOf(place: PlaceKey, since: number, until: number): Promise<PlaceWeek>;
  /** The zone of a place (IANA name); undefined until one is kept. */
  placeZone(place: PlaceKey): Promise<string | undefined>;
  savePlaceZone(place: Place, zone: string, newPlace: string): Promise<void>;
};
