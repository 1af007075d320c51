import { z } from "zod";

/** Ids of courses, chapters and checks: what a button can carry and a learner can type. */
const ID = /^[a-z][a-z0-9-]{0,47}$/;
export const idRule = "1 to 48 of a–z, 0–9 and -, beginning with a letter";

export const isId = (text: string): boolean => ID.test(text);

const id = z.string({ error: `Write \`id:\` and ${idRule}.` }).regex(ID, `Write \`id:\` and ${idRule}.`);

const TITLE = 100;
const titleRule = `Write \`title:\` and one line of 1 to ${TITLE} characters.`;
const title = line(TITLE, titleRule);

/** Text on one line: nothing that moves the cursor or hides. */
function line(most: number, rule: string): z.ZodType<string> {
  return z
    .string({ error: rule })
    .max(most, rule)
    .regex(/^(?=.*\S)[^\p{Cc}\p{Zl}\p{Zp}]+$/u, rule);
}

const objectiveRule = "Write each objective as one line of at most 200 characters.";
const objectivesRule =
  "Write `objectives:` and under it 1 to 10 lines, each `  - ` and what a learner can do afterwards.";

/** Front matter of a chapter. */
export const frontMatter = z.strictObject(
  {
    id,
    title,
    objectives: z
      .array(line(200, objectiveRule), { error: objectivesRule })
      .min(1, objectivesRule)
      .max(10, objectivesRule),
  },
  { error: "A chapter's front matter has `id`, `title` and `objectives`, and nothing else." },
);

const chapterRule = "Name a file of this folder, such as 01-first-steps.md: lower case, digits and -, ending in .md.";
const chaptersRule = "Write `chapters:` and under it the files in the order of reading, each `  - 01-first-steps.md`.";

const fixedRule = "Write `fixed: true` to keep all choices in their order, or `fixed: false`.";
const defaultsRule = "Write `defaults:` and under it `  fixed: true`; there is no other default.";

/** `course.yaml`. */
export const courseFile = z.strictObject(
  {
    id,
    title,
    chapters: z
      .array(z.string({ error: chapterRule }).regex(/^[a-z0-9][a-z0-9-]{0,99}\.md$/, chapterRule), {
        error: chaptersRule,
      })
      .min(1, chaptersRule)
      .max(200, "Make two courses of it: one has at most 200 chapters."),
    defaults: z
      .strictObject({ fixed: z.boolean({ error: fixedRule }).default(false) }, { error: defaultsRule })
      .default({ fixed: false }),
  },
  { error: "course.yaml has `id`, `title`, `chapters` and perhaps `defaults`, and nothing else." },
);

/** What the chapters of a course have in common: where their keys begin, and what holds unless a question says otherwise. */
export type CourseHead = {
  readonly id: string;
  /** Choices are never shuffled. */
  readonly fixed: boolean;
};
