import { watch } from "node:fs";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { checkChapters } from "./lint/lint.ts";
import { budget } from "./markdown/budget.ts";
import { hasErrors, Reading, sortFaults, start } from "./markdown/fault.ts";
import { isPictureName, pictureBytes, pictureProblem, pictureRule } from "./markdown/picture.ts";
import { quoted } from "./markdown/quoted.ts";
import { readYaml } from "./markdown/yaml.ts";
import type { Chapter, Course, Fault } from "./model.ts";
import { type Parsed, parseChapter, picturesOf, withPictures } from "./parse/chapter.ts";
import { courseFile } from "./parse/front-matter.ts";

/** A course, or why there is none: `course` is undefined exactly when a fault is an error. */
export type Loaded = { readonly course: Course | undefined; readonly faults: readonly Fault[] };

/** Reads the course in `folder`: course.yaml, the chapters it names, their pictures. All faults at once; never rejects. */
export async function loadCourse(folder: string): Promise<Loaded> {
  const root = await realpath(folder).catch(() => undefined);
  const manifest = new Reading("course.yaml", "");
  if (root === undefined) {
    manifest.error(start, `There is no folder ${folder}.`, "Name the folder that holds course.yaml.");
    return { course: undefined, faults: manifest.faults };
  }
  const text = await readText(root, "course.yaml", budget.yamlCharacters * 4);
  if (isRefusal(text)) manifest.error(start, text.problem, text.remedy);
  const yaml = isRefusal(text) ? undefined : readYaml(text, 1, courseFile, manifest);
  if (!yaml) return { course: undefined, faults: manifest.faults };
  const { id, title, chapters: files, defaults } = yaml.value;
  const parsed: Parsed[] = [];
  for (const [index, file] of files.entries()) {
    const at = yaml.spotOf(["chapters", index]);
    const chapter = files.indexOf(file) === index ? await readText(root, file, budget.chapterBytes) : repeated(file);
    if (isRefusal(chapter)) manifest.error(at, chapter.problem, chapter.remedy);
    else parsed.push(parseChapter(chapter, file, { id, ...defaults }));
  }
  const unlisted = await unlistedFaults(root, files, yaml.spotOf(["chapters"]));
  const { chapters, faults } = await finish(root, parsed, [...manifest.faults, ...unlisted]);
  return { course: chapters && { id, title, chapters }, faults };
}

/** Reads one chapter by itself, for a look at it; its folder counts as the course's. Never rejects. */
export async function loadChapter(
  file: string,
): Promise<{ readonly chapter: Chapter | undefined; readonly faults: readonly Fault[] }> {
  const name = basename(file);
  const root = await realpath(dirname(file)).catch(() => dirname(file));
  const text = await readText(root, name, budget.chapterBytes);
  if (isRefusal(text)) {
    return { chapter: undefined, faults: [{ severity: "error", file: name, ...start, ...text }] };
  }
  const { chapters, faults } = await finish(root, [parseChapter(text, name, { id: "preview", fixed: false })], []);
  return { chapter: chapters?.[0], faults };
}

/** Lints the chapters and looks their pictures up; no chapters when anything is an error. */
async function finish(root: string, parsed: readonly Parsed[], before: readonly Fault[]) {
  const looked = new Map<string, string>();
  for (const { chapter, reading } of parsed) {
    for (const picture of picturesOf(chapter)) {
      const file = isPictureName(picture.file) ? await readPicture(root, picture.file) : badName(picture.file);
      if (isRefusal(file)) reading.error(reading.spotOf(picture), file.problem, file.remedy);
      else looked.set(picture.file, file);
    }
  }
  const own = parsed.flatMap(({ reading }) => reading.faults);
  const faults = sortFaults([...before, ...own, ...checkChapters(parsed)]);
  if (hasErrors(faults)) return { chapters: undefined, faults };
  return { chapters: parsed.map(({ chapter }) => withPictures(chapter, looked)), faults };
}

type Refusal = { readonly problem: string; readonly remedy: string };

const isRefusal = (read: string | Buffer | Refusal): read is Refusal => typeof read !== "string" && "problem" in read;

const repeated = (file: string): Refusal => ({ problem: `${file} is named twice.`, remedy: "Name each chapter once." });

const badName = (file: string): Refusal => ({
  problem: `The picture ${quoted(file)} is not a file of this course.`,
  remedy: pictureRule,
});

async function readText(root: string, file: string, most: number): Promise<string | Refusal> {
  const bytes = await readInside(root, file, most);
  if (isRefusal(bytes)) return bytes;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { problem: `${file} is not UTF-8 text.`, remedy: "Save it anew as UTF-8." };
  }
}

/** The absolute path of a picture that may be shown. */
async function readPicture(root: string, file: string): Promise<string | Refusal> {
  const bytes = await readInside(root, file, pictureBytes);
  if (isRefusal(bytes)) return bytes;
  const found = pictureProblem(bytes);
  return found ? { problem: `${file} ${found.problem}.`, remedy: found.remedy } : join(root, file);
}

/** A regular file that really lies under the folder, whatever links say, in the spelling that every system finds. */
async function readInside(root: string, file: string, most: number): Promise<Buffer | Refusal> {
  const inside = `Put the file itself into the course's folder, or mend the name.`;
  try {
    const real = await realpath(join(root, file));
    if (!real.startsWith(root + sep)) return { problem: `${file} leads out of the course's folder.`, remedy: inside };
    const spelled = relative(root, real).split(sep).join("/");
    if (spelled !== file && spelled.toLowerCase() === file.toLowerCase()) {
      return { problem: `${file} is spelled ${spelled} on the disk.`, remedy: "Spell both the same." };
    }
    const { size, isFile } = await stat(real).then((found) => ({ size: found.size, isFile: found.isFile() }));
    if (!isFile) return { problem: `${file} is not a file.`, remedy: inside };
    if (size > most) {
      const problem = `${file} has ${size} bytes; at most ${most} are read.`;
      return { problem, remedy: "Make it smaller, or split it." };
    }
    return await readFile(real);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : error;
    if (code === "ENOENT" || code === "ENOTDIR") return { problem: `There is no file ${file}.`, remedy: inside };
    return { problem: `${file} cannot be read (${code}).`, remedy: "See to its rights, and try again." };
  }
}

/** A chapter that is written but not in course.yaml is easily overlooked. */
async function unlistedFaults(root: string, listed: readonly string[], at: typeof start): Promise<readonly Fault[]> {
  // A folder that went away meanwhile has been told of by its chapters.
  const names = await readdir(root).catch(() => []);
  return names
    .filter((name) => /^\d+-.*\.md$/.test(name) && !listed.includes(name))
    .map((name) => ({
      severity: "warning",
      file: "course.yaml",
      ...at,
      problem: `${name} is not among the chapters; nobody will see it.`,
      remedy: "Add it to `chapters:`, or rename it so that it begins with no number.",
    }));
}

/** Quiet time after a change before the course is read again: editors write a file in several steps. */
const QUIET_MS = 200;

/** Reads the course again whenever something in its folder changes, and hands over what was found, good or bad. */
export function watchCourse(folder: string, onLoaded: (loaded: Loaded) => void): { close(): void } {
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let reading = Promise.resolve();
  const reload = async (): Promise<void> => {
    const loaded = await loadCourse(folder);
    if (!closed) onLoaded(loaded);
  };
  const changed = (): void => {
    clearTimeout(timer);
    // One after the other, so that an older state never arrives after a newer one.
    timer = setTimeout(() => {
      reading = reading.then(reload);
    }, QUIET_MS);
  };
  const watcher = watch(folder, { recursive: true, persistent: false }, changed);
  watcher.on("error", changed);
  return {
    close: () => {
      closed = true;
      clearTimeout(timer);
      watcher.close();
    },
  };
}
