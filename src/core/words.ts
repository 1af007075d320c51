import type { Inlines } from "../chat/message.ts";

/** Every sentence the tutor says. Warm, brief, never scolding; right and wrong are always said in words too. */

/**
 * A sentence in which `/name` is a command to type, `/name-other` one of two words; each platform writes it its own way.
 */
export function say(text: string): Inlines {
  return text.split(/(\/[a-z]+(?:-[a-z]+)?)/).flatMap((part): Inlines => {
    if (part === "") return [];
    if (!part.startsWith("/")) return [{ kind: "plain", text: part }];
    return [{ kind: "command", name: part.slice(1).replace("-", " ") }];
  });
}

/** "1 answer", "2 answers". */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

export const words = {
  welcome: {
    heading: "Hi, I'm Nightshift",
    text: say(
      "I teach a chapter one small bite at a time and ask a quick question now and then. It takes a few minutes.",
    ),
    hint: say("Type /learn to start, or /help to see what else I do. Your place is kept, so stop whenever you like."),
    start: "Start learning",
    help: "What else?",
  },

  arrived: {
    heading: "Hi, I'm Nightshift",
    text: "I teach here, one small bite at a time, with a quick question now and then. Three steps:",
    steps: [
      say("Type /learn. A private page opens that only you can see."),
      say("Read a bite, press Next, and answer when I ask. There is no time limit."),
      say("Come back whenever you like: /learn goes on where you stopped, and /quiz brings back what was missed."),
    ],
    more: say(
      "/help shows what you may do here, and /privacy what I keep. I post nothing here by myself until somebody who manages " +
        "this place plans it with /schedule-add.",
    ),
  },

  progress: (done: number, total: number): string => `${done} of ${total}`,
  back: "Back",
  next: "Next",
  continue: "Continue",
  chapterMenu: "Go to another chapter",

  pickAll: "Pick all that apply, then hand in.",
  mythAsk: "True or false?",
  trueLabel: "True",
  falseLabel: "False",
  unsure: "I don't know",
  submit: "Hand in",
  answerLetter: (letter: string): string => `Answer ${letter}`,
  picked: (letter: string): string => `${letter}, picked`,
  notPicked: (letter: string): string => `${letter}, not picked`,
  pickSomething: "Nothing is picked yet. Pick at least one, then hand in.",

  write: "Write your answer",
  writeTitle: "Your answer",
  writeField: "Answer",
  writeHint: "A word or two is enough.",
  writeNumberHint: "A number, such as 42 or 0.5.",
  writeEmpty: "There was no answer in the form. Nothing is recorded: try again when you like.",
  writeTooLong: (length: number, most: number): string =>
    `That answer has ${length} characters and I can keep ${most}. Nothing is recorded: a shorter one will do.`,
  writeNoNumber: (text: string): string =>
    `I could not read "${text}" as a number. Nothing is recorded: try again with digits, such as 42.`,

  right: "Right.",
  wrong: (answer: string): string => `Not quite. It's ${answer}.`,
  wrongMany: (answers: string): string => `Not quite. The right ones are ${answers}.`,
  unsureReply: (answer: string): string => `Fair enough. It's ${answer}.`,
  mythRight: (isTrue: boolean): string => `Right. It is ${isTrue ? "true" : "false"}.`,
  mythWrong: (isTrue: boolean): string =>
    isTrue ? "Not quite. You said False, and it is true." : "Not quite. You said True, and it is false.",
  mythUnsure: (isTrue: boolean): string => `Fair enough. It is ${isTrue ? "true" : "false"}.`,
  solved: (answer: string): string => `It's ${answer}.`,
  solvedMyth: (isTrue: boolean): string => `It is ${isTrue ? "true" : "false"}.`,
  youWrote: (text: string): string => `You wrote: ${text}`,
  markRight: "right",
  markRightYours: "right, your answer",
  markWrongYours: "wrong, your answer",
  otherReasons: "Why not the others?",

  sureAsk: "How sure were you? One press, if you like.",
  sure: { guess: "A guess", fair: "Fairly sure", sure: "Sure" },
  sureSaid: (said: string, days: number): string => `${said}: noted. It comes back in ${count(days, "day")}.`,
  sureAlready: "You said how sure you were, and the first word counts.",
  sureLate: "This question has come up again since. How it went there is what counts now.",

  already: (answer: string): string => `You answered ${answer}, and the first answer counts.`,
  alreadyUnsure: "You said you don't know, and the first answer counts.",

  score: (right: number, total: number): string => `You got ${right} of ${total} correct`,
  chapterDone: (title: string): string => `That was "${title}".`,
  noScore: "Chapter done",
  allRight: "All of it. Well done.",
  someMissed: (n: number): string =>
    n === 1 ? "One question to look at again. No hurry." : `${n} questions to look at again. No hurry.`,
  youCan: "You can now:",
  itWasAbout: "This is what it was about:",
  retry: (n: number): string => `Retry the ${n === 1 ? "one" : n} you missed`,
  again: "Read it again",
  nextChapter: "Next chapter",
  quizMe: "Quiz me",
  quizTitle: "Quiz",
  retryTitle: "Once more",
  checkGone: "This question is no longer part of the course. Go on to the next page.",

  noQuizYet: say("A quiz asks about chapters you have finished. Finish your first one with /learn, then come back."),
  noChapter: (name: string): string => `I know no chapter "${name}". These are the ones I have:`,
  andMore: (n: number): string => `and ${n} more`,
  noChapters: "This course has no chapters yet. Please ask whoever runs me to add one.",
  chapterGone: say("This chapter is no longer part of the course. /learn takes you to what there is."),

  progressTitle: "Where you are",
  progressNone: say("Nothing yet, and that is fine. /learn opens the first page."),
  progressDone: "done",
  progressAgain: (page: number, total: number): string => `done; reading it again, page ${page} of ${total}`,
  progressMore: (n: number): string => `and ${count(n, "more chapter", "more chapters")}`,
  progressPage: (page: number, total: number): string => `page ${page} of ${total}`,
  progressNew: "not started yet",
  progressAnswers: (right: number, answers: number): string =>
    `You have given ${count(answers, "answer")} so far, ${right} of them right.`,
  progressComeBack: (n: number): Inlines =>
    say(
      n === 1
        ? "One question to come back to: /quiz starts with it."
        : `${n} questions to come back to: /quiz starts with those.`,
    ),
  goOn: "Go on",
  homeDue: (n: number): Inlines =>
    say(n === 1 ? "One question is due again: /quiz asks it." : `${n} questions are due again: /quiz asks them.`),

  helpTitle: "What I can do here",
  helpText:
    "Only you see what I answer. What comes by itself says why, and how to stop it. Take all the time you like.",
  unknownCommand: (name: string): string => `I don't know "${name}".`,

  privacyTitle: "What I keep about you",
  privacyKept: [
    "your id on this platform, and where you learn",
    "which pages you have seen, and when",
    "the questions I asked you and what you answered",
    "when each question should come back",
    "your points by week and month, and your name if you joined the leaderboards",
    "your reminders: the time, the zone, and what I sent; and the schedules you planned for a channel",
    "in drills: what you pressed, and the time on your clock then; and that you agreed to drills for a channel",
    "on the local page only: your name there and the messages of this chat",
  ],
  privacyText: "Nothing else, and nobody but you gets it from me. You can have a copy, or have it all removed.",
  privacyNone: "I keep nothing about you.",
  export: "Give me a copy",
  exportText: "Here is everything I keep about you.",
  erase: "Delete everything",
  restRight: "The rest came right on another try. Well done.",
  eraseAsk:
    "Shall I delete everything I keep about you? Your place, your answers, and on the local page your name and messages " +
    "all go, and I can't bring them back.",
  eraseYes: "Yes, delete it all",
  eraseNo: "No, keep it",
  erased: say("Done. I keep nothing about you any more. If you ever want to start afresh: /learn."),
  kept: "Nothing was deleted.",

  why: "Why this?",
  notYours: say("That one belongs to somebody else. /learn or /quiz starts your own."),
  gone: say("That button is no longer active. /learn takes you to your page."),
  oldMessage: say("That question has moved to a newer message. /learn takes you to your page."),
  notSaved: "I could not save that just now, so it does not count yet. Please try again in a moment.",
  fault: (reference: string): string =>
    `Something went wrong on my side. Please try again; if it stays, tell whoever runs me: ${reference}.`,
} as const;

/** Letters of choices: A to J, as many as a check may have. */
export const letterOf = (position: number): string => String.fromCharCode(65 + position);

/** "B", "B and D", "A, B and D". */
export function listOf(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
