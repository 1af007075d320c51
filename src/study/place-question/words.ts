import { count, listOf } from "../../core/words.ts";

/** What is said around a question that a whole place was asked. */
export const questionWords = {
  title: "A question for everybody here",
  closedTitle: "A question for everybody here, now closed",
  private: "Only you see how you did. The first answer counts.",
  answered: (n: number): string =>
    n === 0 ? "No answer yet. " : `${count(n, "person has", "people have")} answered. `,
  openUntil: "Open until ",
  pose: "Answer",

  answeredAlready: "You have answered this one, and the first answer counts.",
  trial: "This was a trial for your eyes only, so nothing is recorded.",
  closed: "This question has closed, so answers no longer count. Here is what is right, and why:",
  nobody: "Nobody answered this time, and that is fine.",
  few: (n: number): string =>
    `${count(n, "person", "people")} answered: too few to show numbers without giving anybody away.`,
  shares: (n: number, shares: readonly string[]): string =>
    `${count(n, "person", "people")} answered. ${listOf(shares)}.`,
  share: (label: string, n: number, isRight: boolean): string => `${label}: ${n}${isRight ? " (right)" : ""}`,
  chartTitle: "How everybody answered",
  chartAlt: (shares: readonly string[]): string => `Bars, one for each answer. ${listOf(shares)}.`,
  bar: (n: number, total: number): string => `${n} of ${total}`,
  rightWritten: "The right answer",
  otherWritten: "Something else",
  mark: "right",
};
