import { type Inlines, plain } from "../chat/message.ts";
import type { ScheduleKind } from "../core/schedule.ts";
import { say } from "../core/words.ts";

const kinds: Readonly<Record<ScheduleKind, string>> = {
  quiz: "Daily quiz",
  lesson: "Lesson",
  summary: "Weekly summary",
  drill: "2am drill",
  review: "Your reviews",
};

/** Why a slot was not posted or a schedule rests, by the word that is kept. */
const reasons: Readonly<Record<string, string>> = {
  downtime: "I was away then",
  "too late": "it could not leave in time",
  night: "it would have come in the night",
  changed: "the schedule was changed",
  removed: "the schedule was removed, or I was sent away",
  refused: "I may not post there",
  lost: "nobody can tell whether it arrived",
  asked: "it was paused",
  unagreed: "it waits until somebody who manages this channel turns practice on",
  ignored: "nobody reacted",
  zone: "its time zone is not known any more; add it anew with another one",
  "no night": "the coin said no, or the last one was too close",
  "five nights": "this channel has had its five nights",
  "not agreed": "nobody who manages the channel has turned practice on",
  "called off": "it was called off",
  "nothing due": "nothing was due",
  "no questions": "there was no question to ask",
  "quiet week": "nobody answered in that week",
  "course done": "the course is at its end",
  "chapter gone": "its chapter is no longer part of the course",
};

/** A known reason in words; one that is a sentence already stays as it is. */
export const reasonInWords = (reason: string): string =>
  (Object.hasOwn(reasons, reason) ? reasons[reason] : reason) ?? reason;

/** What is said about schedules. */
export const scheduleWords = {
  kinds,
  managers: "Only people who may manage this server or workspace can plan what I post here.",
  notHere: "Schedules belong to a channel. Type this in the channel that should get the posts.",
  tooMany: (n: number): string =>
    `There are ${n} schedules here already, and that is as many as I keep for one channel. Remove one first.`,
  noKind: (text: string): string =>
    `I don't know how to plan "${text}". I can plan a quiz, a lesson, a summary, or a drill.`,
  noChapter: (text: string): string => `I know no chapter "${text}". Name another, or none to start with the first.`,
  noBites: (text: string): string => `"${text}" is no number of bites. Choose 1, 2 or 3.`,
  noHours: (text: string): string => `"${text}" is no number of hours. Choose 1 to 23.`,
  oneDrill:
    "Practice nights are planned here already, and one coin a night is enough. To change their days, remove that schedule first.",
  added: (what: string): string => `Planned: ${what}.`,
  next: "Next: ",
  nextNone: "There is no next time.",
  resumeHint: say("/schedule-list shows it, and /schedule-resume starts it again."),

  formTitle: "Plan a schedule",
  formSubmit: "Plan it",
  fields: {
    kind: "What",
    time: "Time",
    days: "Days",
    zone: "Time zone",
    hours: "Hours to answer",
    bites: "Bites at a time",
    chapter: "Chapter to start with",
  },
  hints: {
    time: "Like 09:00, in the zone below. A drill begins at 02:00 and needs none.",
    days: "Daily, weekdays, weekends, or days like mon, wed, fri.",
    zone: "Like Europe/Berlin. Asked once for this channel.",
    hours: "1 to 23; 8 unless you say.",
    bites: "1 to 3; one unless you say.",
    chapter: "For lessons only.",
  },

  listTitle: "What I post here",
  none: say("Nothing is planned here. /schedule-add plans a daily quiz, lessons, a weekly summary or practice nights."),
  lately: (slots: readonly string[]): string => `Lately: ${slots.join("; ")}`,
  states: {
    planned: "on its way",
    posted: "posted",
    late: "posted late",
    skipped: "skipped",
    attention: "needs a look",
  },
  slot: (date: string, state: string, reason: string | undefined): string =>
    reason === undefined ? `${date} ${state}` : `${date} ${state} (${reason})`,
  resting: (reason: string): string => `Rests: ${reason}.`,
  restingUntil: "Goes on by itself: ",
  more: "Show more",
  first: "Show the first",

  verbs: {
    pause: "Let a schedule of this channel rest",
    resume: "Let a schedule that rests go on",
    remove: "Remove a schedule of this channel",
    test: "See what a schedule would post now, for your eyes only",
  },
  which: {
    pause: "Which one shall rest?",
    resume: "Which one shall go on?",
    remove: "Which one shall I remove?",
    test: "Which one shall I show you?",
  },
  menu: "Choose a schedule",
  noNumber: (text: string, most: number): string =>
    `I know no schedule "${text}" here. ${most === 1 ? "There is one, with the number 1." : `They have the numbers 1 to ${most}.`}`,
  paused: (what: string): Inlines => [...plain(`It rests now: ${what}. `), ...say("/schedule-resume lets it go on.")],
  resumed: (what: string): string => `It goes on: ${what}.`,
  removed: (what: string): string => `Removed: ${what}. What it posted stays.`,
  notHereAnyMore: "That schedule is no longer here. The list shows what there is.",
  changedMeanwhile: "Somebody changed it at the same moment. Have a look at the list, and try again.",
  trial: "A trial, for your eyes only:",
  trialNothing: (reason: string): string => `It would say nothing now: ${reason}.`,
  noZone: (zone: string): string => `The time zone "${zone}" is not known here.`,

  whenTitle: "What comes next for you",
  whenNone: say("Nothing is planned that concerns you. /remind-at brings back what is due once a day, to you alone."),
  whyTitle: "Why you got this",
  whyRule: (kind: string, time: string, days: string, zone: string): string =>
    `${kind}, at ${time} ${days} in ${zone}.`,
  whyPlanned: "Planned for ",
  whySent: "sent ",
  whyStopManager: say("What comes to a channel, its managers stop with /schedule-pause or /schedule-remove."),
  whyStopMine: say("What comes to you alone, /remind-off stops, and /remind-pause lets it rest until a date."),
  whyGone: "No schedule is behind this any more: it is gone, or it was long ago. Nothing more comes from it.",
  /** What came without a schedule, because of a drill. */
  whyDrill: {
    night: say("A night watch that somebody who manages this channel planned with /drill-tonight."),
    report: "The report of a drill: it comes once, when a drill here has come to its end.",
    late: "A night watch was planned and could not be posted in time: that is told once, in the morning.",
    question: "A question about a drill: what it showed is asked about once or twice, by day.",
  },
  whyStopDrill: say("Anyone may type /drill-stop: it ends what runs, and calls off what is planned."),
  whyNone: "Nothing came by itself here lately.",
  whyLately: "What came by itself lately:",
} as const satisfies Readonly<Record<string, string | Inlines | object>>;
