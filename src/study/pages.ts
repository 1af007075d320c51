import { note } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import type { Ask, SittingFrame } from "../core/store.ts";
import { words } from "../core/words.ts";
import type { Bite, Chapter, Check, Course } from "../course/model.ts";

/** One page of a sitting: blocks, and at most one check under them. */
export type Page = Pick<Bite, "blocks" | "check" | "offer">;

/** The pages of a sitting as the course is now: a chapter's bites, or one page for each check. */
export function pagesOf(course: Course, sitting: Pick<SittingFrame, "kind" | "chapter" | "checks">): readonly Page[] {
  if (sitting.kind === "chapter") return chapterByKey(course, sitting.chapter)?.bites ?? [];
  return sitting.checks.map((key) => {
    const check = findCheck(course, key);
    return check ? { blocks: [], check } : { blocks: [note(words.checkGone)] };
  });
}

/** Where a check stands now; where it stood when it was posed, when it has left the course. */
export function placeOf(pages: readonly Page[], ask: Pick<Ask, "check" | "page">): number {
  const now = pages.findIndex((page) => page.check?.key === ask.check);
  return now === -1 ? Math.min(ask.page, Math.max(0, pages.length - 1)) : now;
}

export const chapterByKey = (course: Course, key: string | undefined): Chapter | undefined =>
  course.chapters.find((chapter) => chapter.key === key);

export const checksOf = (chapter: Chapter): readonly Check[] =>
  chapter.bites.flatMap((bite) => (bite.check ? [bite.check] : []));

export function findCheck(course: Course, key: string): Check | undefined {
  return course.chapters.flatMap(checksOf).find((check) => check.key === key);
}

/** The check in the wording that was shown, even when the course has changed since; undefined when nothing is known of it. */
export async function checkAsShown(context: Context, ask: Pick<Ask, "check" | "version">): Promise<Check | undefined> {
  const now = findCheck(context.course(), ask.check);
  return now?.version === ask.version ? now : context.store.findVersion(ask.check, ask.version);
}
