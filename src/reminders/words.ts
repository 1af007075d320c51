import { say } from "../core/words.ts";

/** What is said about a learner's own reminders. */
export const reminderWords = {
  set: (time: string, days: string, zone: string, most: number): string =>
    `I'll write to you at ${time} ${days} (${zone}) when something is due: at most ${most === 1 ? "one question" : `${most} questions`}. On other days I keep quiet.`,
  alone: say("Every reminder has a button to stop it, and /remind-off does, too."),
  noMost: (text: string): string => `"${text}" is no number of questions. Choose 1 to 10.`,
  none: say("You have no reminders. /remind-at brings back what is due, once a day, to you alone."),
  off: say("No more reminders. If you want them back: /remind-at."),
  pausedUntil: "Your reminders rest until ",
  pausedHint: "What is due moves along, so nothing piles up.",
  pastDate: "That day is not in the future. Choose a later one, like 2026-12-24.",
  farDate: say("That is more than a year away. Choose a nearer day, or end them with /remind-off."),
  snoozed: "Fine, in an hour.",
  nothingDue: say("Nothing is due any more. /quiz asks something anyway."),
  changed: "That changed at the same moment. Please try again.",

  on: "Remind me daily",
  pause: "Rest for a week",
  resume: "Reminders go on",
  switchOff: "No more reminders",

  formTitle: "Daily reviews",
  formSubmit: "Remind me",
  fields: { time: "Time", zone: "Time zone", most: "Questions a day, at most" },
  hints: { time: "Like 08:30, in the zone below.", zone: "Like Europe/Berlin." },

  refused:
    "I could not send you your reviews: your direct messages are closed to me. Open them, then press below, and I try again.",
  zone: say("Your reminders rest because their time zone is no longer known. Set them anew with /remind-at."),
  removed: "Your reminders rest, because I was sent away from here for a while. Press below, and they go on.",
  tryAgain: "Try again",
};
