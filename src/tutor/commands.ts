import type { Command, CommandOption } from "../chat/command.ts";
import { zonesLike } from "../core/local-time.ts";
import type { Course } from "../course/model.ts";
import { plannable } from "../planning/add.ts";
import { scheduleWords } from "../planning/words.ts";

/** Values that a platform shows while one types: Discord takes 25. */
const COMPLETED = 25;

const privacy: Command = {
  name: "privacy",
  summary: "See what is kept about you, take a copy, or delete it",
  options: [
    {
      name: "do",
      summary: "What to do with it",
      required: false,
      choices: [
        { value: "show", label: "Show what is kept" },
        { value: "export", label: "Give me a copy" },
        { value: "delete", label: "Delete everything" },
      ],
    },
  ],
  who: "anyone",
};

const option = (name: string, summary: string): CommandOption => ({ name, summary, required: false });

const chapterOption = (course: Course, summary: string): CommandOption => ({
  ...option("chapter", summary),
  choices: course.chapters.map((chapter) => ({ value: chapter.id, label: chapter.title })),
});

const completed = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

const zoneOption: CommandOption = {
  ...option("zone", "Your time zone, such as Europe/Berlin"),
  complete: (typed) => completed(zonesLike(typed, COMPLETED)),
};

const reminding: readonly Command[] = [
  {
    name: "remind at",
    summary: "Daily, to you alone: what is due for review",
    options: [
      option("time", "When, such as 08:30"),
      zoneOption,
      option("most", "Questions a day, 1 to 10 (3 unless said)"),
    ],
    who: "anyone",
    form: true,
  },
  {
    name: "remind pause",
    summary: "Let your reminders rest; what is due moves along",
    options: [option("until", "The day they go on, such as 2026-12-24 (a week unless said)")],
    who: "anyone",
  },
  { name: "remind resume", summary: "Your reminders go on", options: [], who: "anyone" },
  { name: "remind off", summary: "No more reminders", options: [], who: "anyone" },
];

const dayWords = ["daily", "weekdays", "weekends", "mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const scheduling = (course: Course): readonly Command[] => [
  {
    name: "schedule add",
    summary: "Plan what I post in this channel",
    options: [
      {
        ...option("kind", "What to post"),
        choices: plannable.map((kind) => ({ value: kind, label: scheduleWords.kinds[kind] })),
      },
      option("time", "When, such as 09:00"),
      {
        ...option("days", "On which days, such as weekdays or mon,wed"),
        complete: (typed) => completed(dayWords.filter((word) => word.startsWith(typed.trim().toLowerCase()))),
      },
      { ...zoneOption, summary: "The channel's time zone, asked once" },
      chapterOption(course, "Lessons: the chapter to start with"),
      option("bites", "Lessons: bites at a time, 1 to 3"),
      option("hours", "Quizzes: hours to answer, 1 to 23 (8 unless said)"),
    ],
    who: "managers",
    form: true,
  },
  { name: "schedule list", summary: "See what is planned for this channel", options: [], who: "managers" },
  ...(["pause", "resume", "remove", "test"] as const).map(
    (verb): Command => ({
      name: `schedule ${verb}`,
      summary: scheduleWords.verbs[verb],
      options: [option("which", "Its number in the list")],
      who: "managers",
    }),
  ),
];

const nightOption: CommandOption = {
  ...option("night", "Which night, 1 to 5 (the next one unless said)"),
  choices: completed(["1", "2", "3", "4", "5"]),
};

const drilling: readonly Command[] = [
  {
    name: "drill start",
    summary: "Be the manager for five minutes: crashes to mend, together",
    options: [nightOption],
    who: "anyone",
  },
  { name: "drill replay", summary: "The last night again, with a manager in charge", options: [], who: "anyone" },
  { name: "drill report", summary: "What became of the last night", options: [], who: "anyone" },
  {
    name: "drill stop",
    summary: "Stop the drill that runs here, or call off the one planned",
    options: [],
    who: "anyone",
  },
  {
    name: "drill tonight",
    summary: "A silent crash at 02:00 in this channel, and its story in the morning",
    options: [
      nightOption,
      option("date", "Another date than the next night, such as 2026-12-01"),
      { ...zoneOption, summary: "The channel's time zone, asked once" },
    ],
    who: "managers",
  },
];

/** The command table: the one list that every platform and the help read. Chapters are offered as they are now. */
export const commandsOf = (course: Course): readonly Command[] => [
  {
    name: "learn",
    summary: "Go on where you stopped, or open a chapter",
    options: [chapterOption(course, "The chapter to open")],
    who: "anyone",
  },
  {
    name: "quiz",
    summary: "A few questions: what is due first, then what was missed",
    options: [],
    who: "anyone",
  },
  { name: "progress", summary: "See how far you are, and what you remember", options: [], who: "anyone" },
  ...reminding,
  { name: "when", summary: "See what comes by itself next", options: [], who: "anyone" },
  { name: "why", summary: "See why messages came by themselves", options: [], who: "anyone" },
  {
    name: "leaderboard week",
    summary: "This week's right answers here, of those who joined",
    options: [],
    who: "anyone",
  },
  { name: "leaderboard month", summary: "The same for this month", options: [], who: "anyone" },
  ...drilling,
  { name: "help", summary: "See what you can do here", options: [], who: "anyone" },
  privacy,
  ...scheduling(course),
];
