import { expect } from "vitest";
import { loadCourse } from "../../../src/course/load.ts";
import type { Check, Course } from "../../../src/course/model.ts";
import { inlineText } from "../../../src/platforms/discord/render/text.ts";
import { type Member, textOf } from "./member.ts";
import type { Posted } from "./server/world.ts";

export async function shippedCourse(): Promise<Course> {
  const { course } = await loadCourse("content/containers");
  if (!course) throw new Error("the course has errors: npm run check");
  return course;
}

/** The letter under which the page shows a choice that is right, or one that is wrong. */
function letterOf(page: Posted, check: Extract<Check, { kind: "choice" }>, right: boolean): string {
  const shown = check.choices
    .filter((choice) => choice.right === right)
    .map((choice) => inlineText(choice.text, new Map()));
  for (const line of textOf(page).split("\n")) {
    const [, letter, text] = /^\*\*([A-J])\.\*\* (.*)$/.exec(line) ?? [];
    if (letter !== undefined && text !== undefined && shown.includes(text)) return letter;
  }
  throw new Error(`no such choice on: ${textOf(page)}`);
}

/** Answers what the page asks: right, or with a wrong choice. */
export async function answer(member: Member, page: Posted, check: Check, right: boolean): Promise<void> {
  if (check.kind === "myth") await member.press(check.isTrue === right ? "True" : "False", page);
  else if (check.kind === "choice") await member.press(letterOf(page, check, right), page);
  else throw new Error(`no such check in this chapter: ${check.kind}`);
}

/** Reads the first chapter from where the page stands, and misses the questions (by number) in `wrong`. */
export async function readOn(
  member: Member,
  page: Posted,
  course: Course,
  {
    wrong = [],
    from = 0,
    to = Number.POSITIVE_INFINITY,
  }: { wrong?: readonly number[]; from?: number; to?: number } = {},
): Promise<void> {
  const bites = course.chapters[0]?.bites ?? [];
  let question = bites.slice(0, from).filter((bite) => bite.check?.kind === "choice").length;
  for (const [index, bite] of bites.slice(0, to).entries()) {
    if (index < from) continue;
    expect(textOf(page)).toContain(`${index + 1} of ${bites.length}`);
    if (bite.check?.kind === "choice") question += 1;
    if (bite.check) await answer(member, page, bite.check, !(bite.check.kind === "choice" && wrong.includes(question)));
    await member.press(bite.check ? "Continue" : "Next", page);
  }
}
