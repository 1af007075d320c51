import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { checkChapters } from "../../src/course/lint/lint.ts";
import { loadCourse } from "../../src/course/load.ts";
import { sortFaults } from "../../src/course/markdown/fault.ts";
import type { Check, Fault } from "../../src/course/model.ts";
import { parseChapter } from "../../src/course/parse/chapter.ts";

const front = ["---", "id: first", "title: First steps", "objectives:", "  - Take one.", "---", ""];

/** A chapter of these bites, with front matter; the first begins on line 8. */
export const chapterOf = (...bites: readonly string[]): string => [...front, bites.join("\n\n---\n\n"), ""].join("\n");

/** A chapter as the author's tools see it: read, and looked over. */
export function readChapter(text: string) {
  const parsed = parseChapter(text, "01-first.md", { id: "course", fixed: false });
  const faults = sortFaults([...parsed.reading.faults, ...checkChapters([parsed])]);
  return { ...parsed, faults };
}

/** The question of the first bite. */
export function checkIn(bite: string): Check {
  const { chapter, faults } = readChapter(chapterOf(bite));
  const check = chapter.bites[0]?.check;
  if (!check) throw new Error(`no question in ${bite}: ${faults.map(told).join("\n")}`);
  return check;
}

/** Place, severity and problem, as one line. */
export const told = ({ line, column, severity, problem }: Fault): string => `${line}:${column} ${severity} ${problem}`;

export const problems = (text: string): readonly string[] => readChapter(text).faults.map(told);

/** A folder with these files, gone when the test is done. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "course-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), content);
  }
  return folder;
}

/** course.yaml of these chapters. */
export const courseYaml = (...chapters: readonly string[]): string =>
  ["id: course", "title: A course", "chapters:", ...chapters.map((file) => `  - ${file}`), ""].join("\n");

/** The errors of a course that is refused, each with its file. */
export async function errorsOf(folder: string): Promise<readonly string[]> {
  const { course, faults } = await loadCourse(folder);
  if (course) throw new Error("the course was not refused");
  return faults.map((fault) => `${fault.file}:${told(fault)}`);
}
