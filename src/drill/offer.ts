import { button } from "../chat/action.ts";
import { type Button, type Message, note, paragraph } from "../chat/message.ts";
import type { Bite, Chapter, Course } from "../course/model.ts";
import { playWords } from "./board/words.ts";
import { morningWords } from "./night/words.ts";

/** Chapter and drill know each other: bites that offer a drill, and reports that lead back to them. */

type Offer = { readonly chapter: Chapter; readonly bite: Bite; readonly page: number };

/** The bites of a course that offer a drill. */
export const offers = (course: Course): readonly Offer[] =>
  course.chapters.flatMap((chapter) =>
    chapter.bites.flatMap((bite, page) => (bite.offer === "drill" ? [{ chapter, bite, page }] : [])),
  );

/** Under a bite that offers a drill: the way to begin one. */
export const offerRow = (bite: Pick<Bite, "offer"> | undefined): readonly (readonly Button[])[] =>
  bite?.offer === "drill" ? [[button(playWords.tryIt, { kind: "run", command: "drill start" })]] : [];

/** Reports lead to at most so many bites. */
const MOST = 2;

/** Buttons that show the bites which say why it went as it did. */
export const readingOf = (course: Course): readonly Button[] =>
  offers(course)
    .slice(0, MOST)
    .map(({ chapter, page }) => button(morningWords.readButton, { kind: "bite", chapter: chapter.id, page }));

/** One bite by itself, for the one who asked; undefined when the course has none there any more. */
export function biteMessage(course: Course, id: string, page: number): Message | undefined {
  const chapter = course.chapters.find((one) => one.id === id);
  const bite = chapter?.bites[page];
  if (!chapter || !bite) return undefined;
  const blocks = bite.blocks.length === 0 ? [paragraph(chapter.title)] : [note(chapter.title), ...bite.blocks];
  return { blocks, buttons: [[button(playWords.openChapter, { kind: "open", chapter: chapter.id })]] };
}
