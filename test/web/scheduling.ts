import type { Command } from "../../src/chat/command.ts";

export const zones = ["Europe/Berlin", "Europe/Paris", "Asia/Tokyo"];
const choice = (value: string) => ({ value, label: `the ${value}` });

/** Commands as the tutor's schedules have them: two words, values that depend on what is typed, options to leave out. */
export const scheduling: readonly Command[] = [
  { name: "help", summary: "Help", options: [], who: "anyone" },
  {
    name: "schedule add",
    summary: "Add a schedule",
    options: [
      { name: "kind", summary: "What comes", required: true, choices: [choice("quiz"), choice("lesson")] },
      {
        name: "time",
        summary: "When",
        required: true,
        complete: (typed) => ["08:30", "09:00"].filter((time) => time.startsWith(typed)).map(choice),
      },
      { name: "days", summary: "On which days", required: false, choices: [choice("every day"), choice("work")] },
      {
        name: "zone",
        summary: "Where",
        required: false,
        complete: (typed) => zones.filter((zone) => zone.toLowerCase().includes(typed.toLowerCase())).map(choice),
      },
    ],
    who: "managers",
  },
  { name: "schedule list", summary: "See them", options: [], who: "managers" },
];
