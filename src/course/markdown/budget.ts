import type { Reading } from "./fault.ts";

/**
 * What a chapter may cost before anything parses it. A Markdown parser's time grows with the square of the marks that
 * stand together, and its stack with their nesting: 64 KiB of `_a*` took 40 seconds, as much of `>` overflowed, and
 * 8 KiB of `:::a` lines took seven.
 */
export const budget = {
  /** Bytes of one chapter: fourteen bites at the limit of 1,500 characters come to a third of it. */
  chapterBytes: 64 * 1024,
  /** Characters between two blank lines: the longest question with ten choices and their reasons comes to half of it. */
  runCharacters: 8000,
  /** Characters that may be markup, between two blank lines. */
  runMarks: 300,
  /** `:::` blocks open at once; one is the rule, and each forgotten ::: leaves another open. */
  openBlocks: 20,
  /** Characters of `course.yaml`, or of the front matter of a chapter: 200 names of chapters come to less. */
  yamlCharacters: 8 * 1024,
} as const;

const mark = /[*_[\]<>`~&|\\]|(?<!\S)(?:[-+]|\d+[.)])\s/g;

/** Whether a chapter may be parsed; what is too much is noted with its place. */
export function withinBudget(reading: Reading): boolean {
  if (Buffer.byteLength(reading.text) > budget.chapterBytes) {
    reading.error(
      { line: 1, column: 1 },
      `The chapter is larger than ${budget.chapterBytes / 1024} KiB.`,
      "Split it into several chapters.",
    );
    return false;
  }
  const faults = reading.faults.length;
  const lines = [...reading.text.split(/\r\n|\r|\n/), ""];
  weighRuns(lines, reading);
  weighNesting(lines, reading);
  return reading.faults.length === faults;
}

function weighRuns(lines: readonly string[], reading: Reading): void {
  let run = { line: 1, characters: 0, marks: 0 };
  for (const [index, line] of lines.entries()) {
    if (/^[ \t]*$/.test(line)) {
      closeRun(run, reading);
      run = { line: index + 2, characters: 0, marks: 0 };
    } else {
      run = { ...run, characters: run.characters + line.length, marks: run.marks + (line.match(mark)?.length ?? 0) };
    }
  }
}

function closeRun(run: { line: number; characters: number; marks: number }, reading: Reading): void {
  const at = { line: run.line, column: 1 };
  if (run.characters > budget.runCharacters) {
    const problem = `${run.characters} characters without a blank line; at most ${budget.runCharacters} are read.`;
    reading.error(at, problem, "Break the text into paragraphs.");
  } else if (run.marks > budget.runMarks) {
    const problem = `${run.marks} characters of markup without a blank line; at most ${budget.runMarks} are read.`;
    reading.error(at, problem, "Break the text into paragraphs, or use less markup.");
  }
}

function weighNesting(lines: readonly string[], reading: Reading): void {
  let open = 0;
  for (const [index, line] of lines.entries()) {
    const [, rest] = /^[\s>*+-]*:{3,}(.*)$/.exec(line) ?? [];
    if (rest === undefined) continue;
    open = rest.trim() === "" ? Math.max(0, open - 1) : open + 1;
    if (open > budget.openBlocks) {
      const problem = `More than ${budget.openBlocks} ::: blocks are open at once.`;
      reading.error({ line: index + 1, column: 1 }, problem, "Close each with ::: on a line of its own.");
      return;
    }
  }
}
