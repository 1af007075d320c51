import type { Block, Inlines } from "../chat/message.ts";

/** What is taught: a course of chapters, each a row of bites. Made by parse.ts and load.ts, immutable afterwards. */
export type Course = {
  readonly id: string;
  readonly title: string;
  readonly chapters: readonly Chapter[];
};

export type Chapter = {
  /** As the author wrote it and a learner types it; unique in the course. */
  readonly id: string;
  /** `course/chapter`: what is stored. */
  readonly key: string;
  readonly title: string;
  /** What a learner can do afterwards, one sentence each. */
  readonly objectives: readonly string[];
  readonly bites: readonly Bite[];
};

/** One message of a chapter. */
export type Bite = {
  readonly blocks: readonly Block[];
  /** Posed under the blocks; a bite holds at most one. */
  readonly check?: Check;
  /** What is offered to try after it. */
  readonly offer?: "drill";
};

export type Choice = {
  readonly text: Inlines;
  readonly right: boolean;
  readonly reason?: Inlines;
  /** The misconception that picking this (wrong) choice shows. */
  readonly tag?: string;
};

type CheckBase = {
  /** As the author wrote it; unique in the course and stable for ever. */
  readonly id: string;
  /** `course/check`: what is stored. */
  readonly key: string;
  /** Hash of all wording and of what is right: a changed question is another version. */
  readonly version: string;
  readonly question: readonly Block[];
};

/** A knowledge-check question. */
export type Check = CheckBase &
  (
    | {
        readonly kind: "choice";
        /** In the author's order; exactly one is right, or several (`many`). */
        readonly choices: readonly Choice[];
        readonly many: boolean;
        /** Never shuffled. */
        readonly fixed: boolean;
      }
    /** A claim to call true or false. */
    | { readonly kind: "myth"; readonly isTrue: boolean; readonly reason: Inlines; readonly tag: string }
    | { readonly kind: "text"; readonly accepted: readonly string[]; readonly reason?: Inlines }
    | { readonly kind: "number"; readonly value: number; readonly tolerance: number; readonly reason?: Inlines }
  );

/** One fault of a course, where it stands, and what would mend it. */
export type Fault = {
  readonly severity: "error" | "warning";
  /** Relative to the course's folder. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly problem: string;
  readonly remedy: string;
};
