import { count } from "../../core/words.ts";

/** What lessons, summaries and reminders say that come by themselves. */
export const postWords = {
  lessonTitle: (title: string, done: number, total: number): string => `${title}, ${done} of ${total}`,
  chapterOver: (title: string, next: string | undefined): string =>
    next === undefined
      ? `That was "${title}", and the end of what I have for now. Thank you for reading along.`
      : `That was "${title}". Next time: "${next}".`,

  lastQuestion: (title: string, next: string | undefined): string =>
    next === undefined
      ? `One question is left of "${title}", and then I have told you all I have for now. Thank you for reading along.`
      : `One question is left of "${title}". Next time: "${next}".`,

  summaryTitle: "The last seven days here",
  learned: (n: number): string => `${count(n, "person", "people")} learned`,
  answers: (n: number): string => `${count(n, "question")} answered`,
  answersRight: (n: number, percent: number): string => `${count(n, "question")} answered, ${percent} % right`,
  weakSpot: "Worth another look:",
  next: (kind: string): string => `Next here: ${kind}, `,

  due: (n: number): string =>
    n === 1
      ? "One question that you have met before is due today. It takes a minute."
      : `${n} questions that you have met before are due today.`,
  dueHint: "Whatever else has waited comes on another day.",
  begin: "Begin",
  snooze: "In an hour",
  stop: "No more reminders",

  ignoredAsk: "My last reminders came at a bad time, it seems. Shall they rest for a week?",
  ignoredYes: "Rest for a week",
  ignoredNo: "Keep them",

  plannedFor: "Planned for ",
  leftOut: (n: number): string => (n === 0 ? "." : `. ${count(n, "earlier one")} ${n === 1 ? "is" : "are"} left out.`),

  restsIn: ", in ",
  yourChannel: "your channel",
  rests: (reason: string): string => `, rests: ${reason}`,
};
