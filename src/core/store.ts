import type { Place } from "../chat/event.ts";
import type { Check } from "../course/model.ts";
import type { DrillFacts } from "../drill/store.ts";
import type { StandingFacts } from "../standings/standing.ts";
import type { MemoryFacts, Review } from "../study/memory/memory.ts";
import type { ChoiceCount, Question, QuestionFacts } from "../study/place-question/question.ts";
import type { ArrivalFacts } from "./arrival.ts";
import type { OutageFacts } from "./outage.ts";
import type { ClockFacts } from "./post.ts";
import type { TenantFacts } from "./tenants.ts";
import type { Who } from "./who.ts";

/**
 * What the tutor remembers: the port that store/ fills, and the values that cross it.
 * Instants are epoch milliseconds, ids are UUIDv7 text. Each method is one transaction, named after the fact it records;
 * an expected outcome is a return value. A method rejects only with `NotSaved` or a fault of the program.
 */
export type Store = ArrivalFacts &
  MemoryFacts &
  QuestionFacts &
  StandingFacts &
  OutageFacts &
  ClockFacts &
  DrillFacts &
  TenantFacts & {
    findLearner(who: Who): Promise<Learner | undefined>;
    /** The learner, made under `newLearner` when new. */
    meetLearner(who: Who, newLearner: string, at: number): Promise<Learner>;

    /** Begins a sitting on its first page; learner and place are made when they are new. */
    beginSitting(start: SittingStart): Promise<Sitting>;
    /** A sitting with all its asks; undefined when nobody ever began it, or it was erased. */
    findSitting(id: string): Promise<Sitting | undefined>;
    /** The latest chapter sittings of a learner, one for each chapter, newest first. */
    chapterSittings(learner: string): Promise<readonly SittingSummary[]>;
    /** Moves the bookmark; `ask` is posed with it and takes the place of an unanswered ask of the same check. */
    turnPage(turn: PageTurn): Promise<void>;

    /** An ask with its answer, if any, and the learner's review of the check, if any. */
    findAsk(id: string): Promise<Ask | undefined>;
    /**
     * Picks or unpicks one choice (author's position) of a choose-all ask and returns all that is picked then, ascending;
     * undefined when the ask is answered or gone, and then nothing changes. Binds the message if none is bound.
     */
    savePick(pick: PickMade): Promise<readonly number[] | undefined>;
    /**
     * Answer, review, bookmark and totals in one transaction. The primary key decides who was first:
     * a later one changes nothing and is told what the first one was; undefined when the ask is gone (erased, or another
     * took its place), and then nothing is written either.
     */
    saveAnswer(answer: AnswerGiven): Promise<Saved>;
    /**
     * A question of a place as one person has it: their ask, answered or not. It is written down with its sitting when they
     * begin; its ids follow from the question's and theirs, so that two presses at once make one. `ask.sitting.learner` is
     * empty for somebody new. Undefined for no question.
     */
    questionFor(id: string, who: Who): Promise<{ readonly question: Question; readonly ask: Ask } | undefined>;

    /** Keeps the wording of checks, so that an answer is graded against what was shown even after the course changed. */
    saveVersions(checks: readonly Check[]): Promise<void>;
    findVersion(check: string, version: string): Promise<Check | undefined>;

    /** How often each choice of a check was given; `choice` is the author's position, or -1 for "I don't know", -2 for written answers. */
    checkStatistics(check: string, version: string): Promise<readonly ChoiceCount[]>;

    /** Everything kept about a learner, table by table. */
    exportLearner(learner: string): Promise<Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>>;
    /** Removes every row of a learner; false when there was nothing to remove. */
    eraseLearner(learner: string): Promise<boolean>;
  };

/** Nothing was written: the disk is full, read-only, or the database is away. The learner may try again. */
export class NotSaved extends Error {
  override readonly name = "NotSaved";
}

export type Learner = { readonly id: string };

/** One learner going through a row of pages: a chapter, a quiz, the missed checks of either, or a question of the place. */
export type SittingFrame = {
  readonly id: string;
  readonly learner: string;
  readonly owner: Who;
  readonly kind: "chapter" | "quiz" | "retry" | "question";
  /** The chapter's key; undefined for a quiz and for the retry of one. */
  readonly chapter: string | undefined;
  /** Keys of the checks posed, one a page; empty for a chapter, whose pages are its bites. */
  readonly checks: readonly string[];
  /** The question of a place that it answers. */
  readonly question?: string | undefined;
};

export type Sitting = SittingFrame & {
  /** The bookmark, 0-based; equal to the number of pages on the closing page. */
  readonly page: number;
  /** The furthest page ever shown. */
  readonly furthest: number;
  readonly finishedAt: number | undefined;
  /** In the order of their pages, each with its answer. */
  readonly asks: readonly Ask[];
};

export type SittingSummary = Pick<Sitting, "id" | "chapter" | "page" | "furthest" | "finishedAt"> & {
  /** Whether the learner has finished this chapter in any of its sittings. */
  readonly everFinished: boolean;
};

export type SittingStart = {
  readonly id: string;
  readonly who: Who;
  readonly place: Place;
  readonly kind: Sitting["kind"];
  readonly chapter: string | undefined;
  readonly checks: readonly string[];
  readonly at: number;
  readonly ask: AskPosed | undefined;
  /** The question of the place that it answers. */
  readonly question?: string;
  /** Ids for the learner and the place, used when they are new. */
  readonly newLearner: string;
  readonly newPlace: string;
};

export type PageTurn = {
  readonly sitting: string;
  readonly page: number;
  readonly at: number;
  /** The closing page was reached. */
  readonly finished: boolean;
  readonly ask: AskPosed | undefined;
};

/** One posing of a check. */
export type AskPosed = {
  readonly id: string;
  readonly page: number;
  readonly check: string;
  readonly version: string;
  /** The author's position of each choice, in the order shown; empty for written answers. */
  readonly order: readonly number[];
  /** The message that shows it, where it is known. */
  readonly message: string | undefined;
};

export type Ask = AskPosed & {
  readonly sitting: SittingFrame;
  /** Author's positions picked so far in a choose-all ask, ascending. */
  readonly picks: readonly number[];
  readonly answer: Answer | undefined;
  /** The learner's review of the check before this ask is answered. */
  readonly review: Review | undefined;
};

export type PickMade = {
  readonly ask: string;
  readonly choice: number;
  readonly on: boolean;
  readonly message: string | undefined;
};

/** What was answered: author's positions, a text, or "I don't know". */
export type Response =
  | { readonly kind: "choices"; readonly choices: readonly number[] }
  | { readonly kind: "written"; readonly text: string }
  | { readonly kind: "unsure" };

export type Answer = { readonly response: Response; readonly right: boolean; readonly at: number };

/** `picks`: nothing was written, because these are picked by now and something else was graded. */
export type Saved =
  /** `answers`: how many people have answered the question of the place by now. */
  | { readonly first: true; readonly answers?: number | undefined }
  | { readonly first: false; readonly answer: Answer | undefined; readonly picks?: readonly number[] };

export type AnswerGiven = {
  readonly ask: Ask;
  /** Begun in the same transaction, if it was not yet: the sitting of a question of the place. */
  readonly begin?: SittingStart | undefined;
  readonly message: string | undefined;
  readonly answer: Answer;
  /** The stored picks that were handed in and graded; undefined when no toggles were handed in. */
  readonly picks: readonly number[] | undefined;
  /** Misconceptions shown by the wrong choices taken. */
  readonly tags: readonly string[];
  readonly review: Review;
  readonly points: number;
  /** The week and the month the answer counts in. */
  readonly periods: readonly string[];
};
