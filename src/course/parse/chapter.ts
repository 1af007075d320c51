import type { RootContent } from "mdast";
import type { Block } from "../../chat/message.ts";
import { blocks } from "../markdown/block.ts";
import { withinBudget } from "../markdown/budget.ts";
import { Reading, start } from "../markdown/fault.ts";
import { parseMarkdown } from "../markdown/markdown.ts";
import { readYaml } from "../markdown/yaml.ts";
import type { Bite, Chapter } from "../model.ts";
import { checkOf, isCheck } from "./check-block.ts";
import { type CourseHead, frontMatter } from "./front-matter.ts";
import { isOffer, offerOf } from "./offer-block.ts";

/** A chapter and how it was read: `reading.faults`, and where each bite, block, check and choice stands. */
export type Parsed = {
  /** What could be read; not for learners while there are errors. Pictures name their file as the author wrote it. */
  readonly chapter: Chapter;
  readonly reading: Reading;
};

/**
 * Reads the Markdown of one chapter. Never throws: what is wrong is a fault with its line and column.
 * `file` is the chapter's path in the course's folder, for the faults; `course` begins the keys and tells the defaults.
 */
export function parseChapter(text: string, file: string, course: CourseHead): Parsed {
  const reading = new Reading(file, text);
  const nodes = withinBudget(reading) ? parseMarkdown(text).children : undefined;
  const [first, ...others] = nodes ?? [];
  const head = nodes ? headOf(first, reading) : undefined;
  const chapter: Chapter = {
    id: head?.id ?? "",
    key: `${course.id}/${head?.id ?? ""}`,
    title: head?.title ?? "",
    objectives: head?.objectives ?? [],
    bites: bitesOf(first?.type === "yaml" ? others : (nodes ?? []), course, reading),
  };
  if (nodes && chapter.bites.length === 0) {
    reading.error(start, "The chapter has no bite.", "Write some text under the front matter; --- ends a bite.");
  }
  return { chapter: reading.mark(chapter, start), reading };
}

function headOf(first: RootContent | undefined, reading: Reading) {
  if (first?.type === "yaml") return readYaml(first.value, 2, frontMatter, reading)?.value;
  reading.error(
    start,
    "The chapter has no front matter.",
    "Begin the file with a line ---, then `id:`, `title:` and `objectives:`, then a line --- again.",
  );
  return undefined;
}

function bitesOf(nodes: readonly RootContent[], course: CourseHead, reading: Reading): readonly Bite[] {
  const bites: Bite[] = [];
  let open: RootContent[] = [];
  const close = (end: RootContent | undefined): void => {
    if (open.length > 0) bites.push(biteOf(open, course, reading));
    else if (end || bites.length > 0) {
      reading.error(
        end ?? nodes.at(-1) ?? start,
        "A bite is empty.",
        "Leave out one ---: it ends a bite, and none ends the last.",
      );
    }
    open = [];
  };
  for (const node of nodes) {
    if (node.type === "thematicBreak") close(node);
    else open.push(node);
  }
  close(undefined);
  return bites;
}

function biteOf(nodes: readonly RootContent[], course: CourseHead, reading: Reading): Bite {
  const [node, ...more] = nodes.filter(isCheck);
  for (const surplus of more) {
    reading.error(
      surplus,
      "A bite asks two questions.",
      "Put --- between them: a bite is one idea and at most one question.",
    );
  }
  const [offered, ...offers] = nodes.filter(isOffer);
  for (const surplus of offers) reading.error(surplus, "A bite offers the same twice.", "Leave out one :::offer.");
  const offer = offered && offerOf(offered, reading);
  const after = node && nodes.slice(nodes.indexOf(node) + 1).find((one) => !isCheck(one) && !isOffer(one));
  if (after)
    reading.error(after, "Text stands after the question.", "Move it above the question, or into the next bite.");
  const check = node && checkOf(node, course, reading);
  const bite = {
    blocks: blocks(
      nodes.filter((one) => !isCheck(one) && !isOffer(one)),
      reading,
    ),
    ...(check ? { check } : {}),
    ...(offer ? { offer } : {}),
  };
  const [top] = nodes;
  return top ? reading.mark(bite, top) : bite;
}

type Picture = Extract<Block, { kind: "picture" }>;

/** Every picture of a chapter, as written. */
export function picturesOf(chapter: Chapter): readonly Picture[] {
  const all = chapter.bites.flatMap((bite) => [...bite.blocks, ...(bite.check?.question ?? [])]);
  return all.filter((block) => block.kind === "picture");
}

/** The chapter with its pictures' names replaced by the files they were found to be. */
export function withPictures(chapter: Chapter, files: ReadonlyMap<string, string>): Chapter {
  const found = (all: readonly Block[]): readonly Block[] =>
    all.map((block) => (block.kind === "picture" ? { ...block, file: files.get(block.file) ?? block.file } : block));
  const bites = chapter.bites.map((bite) => ({
    ...bite,
    blocks: found(bite.blocks),
    ...(bite.check ? { check: { ...bite.check, question: found(bite.check.question) } } : {}),
  }));
  return { ...chapter, bites };
}
