import type { Command } from "../chat/command.ts";
import type { Course } from "../course/course.ts";

/** The command table: the one list that every platform and the help read. Chapters are offered as they are now. */
export function commandsOf(course: Course): readonly Command[] {
  return [
    {
      name: "learn",
      summary: "Go on where you stopped, or open a chapter",
      options: [
        {
          name: "chapter",
          summary: "The chapter to open",
          required: false,
          choices: course.chapters.map((chapter) => ({ value: chapter.id, label: chapter.title })),
        },
      ],
      who: "anyone",
    },
    {
      name: "quiz",
      summary: "A few questions from chapters you finished, missed ones first",
      options: [],
      who: "anyone",
    },
    { name: "progress", summary: "See how far you are", options: [], who: "anyone" },
    { name: "help", summary: "See what you can do here", options: [], who: "anyone" },
    {
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
    },
  ];
}
