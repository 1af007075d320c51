import { chapterOf } from "./author.ts";

/** One slip of an author: what it is, the file that has it, and what is said of it. */
export type Slip = { readonly what: string; readonly text: string; readonly said: string };

/** A slip in the only bite of a chapter, which begins on line 8. */
export const inBite = (what: string, bite: readonly string[], said: string): Slip => ({
  what,
  text: chapterOf(bite.join("\n")),
  said,
});

/** Choices that no rule minds. */
export const choices = ["- [ ] Red {tag=red}", "  > Too warm.", "- [x] Blue", "  > Just so."];
export const check = (head: string, ...rest: readonly string[]): readonly string[] => [head, ...rest, ":::"];
export const asked = (...rest: readonly string[]): readonly string[] =>
  check(":::check{#sky}", "What colour?", "", ...rest);
