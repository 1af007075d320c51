import { basename, dirname, join } from "node:path";
import { stdin, stdout } from "node:process";
import { createInterface } from "node:readline";
import type { Block } from "../chat/message.ts";
import { plainText } from "../chat/plain.ts";
import type { Response } from "../core/store.ts";
import { letterOf, words } from "../core/words.ts";
import { loadChapter } from "../course/load.ts";
import { faultLine } from "../course/markdown/fault.ts";
import type { Bite, Check } from "../course/model.ts";
import { questionBlocks } from "../study/ask.ts";
import { feedbackBlocks } from "../study/feedback.ts";
import { grade } from "../study/grade.ts";
import { exit } from "./exit.ts";

type Print = (line: string) => void;

/** Somebody at a keyboard: asked with a prompt, answers with a line; undefined when they are gone. */
export type Reader = { ask(prompt: string): Promise<string | undefined>; close(): void };

/**
 * Plays one chapter's bites with the tutor's own words; nothing is stored, choices stay in the author's order.
 * Without a reader (null) every bite is printed at once, with its answers. Resolves with the exit code.
 */
export async function preview(file: string, print: Print, reader: Reader | null = keyboard()): Promise<number> {
  try {
    const { chapter, faults } = await loadChapter(file);
    for (const fault of faults) print(faultLine({ ...fault, file: join(dirname(file), fault.file) }));
    if (!chapter) {
      print(`${basename(file)} has errors, so there is nothing to play yet.`);
      return exit.fault;
    }
    show(print, [{ kind: "heading", text: [{ kind: "plain", text: chapter.title }] }]);
    await play(chapter.bites, print, reader);
    return exit.ok;
  } finally {
    reader?.close();
  }
}

async function play(bites: readonly Bite[], print: Print, reader: Reader | null): Promise<void> {
  let right = 0;
  for (const [index, { blocks, check }] of bites.entries()) {
    const [done, total] = [index + 1, bites.length];
    const asked = check ? questionBlocks(check, { order: orderOf(check), picks: [] }) : [];
    show(print, [...blocks, ...asked, { kind: "progress", done, total, text: words.progress(done, total) }]);
    if (check) {
      const response = await respond(check, reader);
      if (!response) return;
      const given = { response, right: grade(check, response).right, at: 0 };
      if (given.right && check.kind !== "myth") right += 1;
      show(print, feedbackBlocks(check, { order: orderOf(check) }, given, true));
    }
    if (reader && done < total && (await reader.ask(`${words.next}: Enter `)) === undefined) return;
  }
  const counted = bites.filter(({ check }) => check && check.kind !== "myth").length;
  if (reader && counted > 0) print(words.score(right, counted));
}

/** The text as the terminal may have it: an author's file must not move the cursor. */
const show = (print: Print, blocks: readonly Block[]): void =>
  print(`${plainText(blocks).replaceAll(/[^\P{Cc}\n\t]/gu, "")}\n`);

const labelsOf = (check: Check): readonly string[] => {
  if (check.kind === "choice") return check.choices.map((_, index) => letterOf(index));
  return check.kind === "myth" ? [words.trueLabel, words.falseLabel] : [];
};

const orderOf = (check: Check): readonly number[] => labelsOf(check).map((_, index) => index);

/** What is typed, as an answer; asked again until it is one. Undefined when the reader is gone. */
async function respond(check: Check, reader: Reader | null): Promise<Response | undefined> {
  if (!reader) return { kind: "unsure" };
  const labels = labelsOf(check);
  const prompt = labels.length > 0 ? labels.join(", ") : words.writeField;
  for (;;) {
    const line = await reader.ask(`${prompt} (Enter: ${words.unsure}) `);
    if (line === undefined) return undefined;
    if (line.trim() === "") return { kind: "unsure" };
    if (labels.length === 0) return { kind: "written", text: line };
    const choices = line
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((part) => part !== "")
      .map((part) => labels.findIndex((label) => label.toLowerCase().startsWith(part)));
    if (!choices.includes(-1)) return { kind: "choices", choices };
  }
}

/** The keyboard, where there is one. */
function keyboard(): Reader | null {
  if (!stdin.isTTY) return null;
  const line = createInterface({ input: stdin, output: stdout });
  const lines = line[Symbol.asyncIterator]();
  return {
    ask: async (prompt) => {
      line.setPrompt(prompt);
      line.prompt();
      const next = await lines.next();
      return next.done ? undefined : next.value;
    },
    close: () => line.close(),
  };
}
