import { readFileSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadCourse } from "../../src/course/load.ts";
import type { Fault } from "../../src/course/model.ts";
import { chapterOf, courseYaml, folderOf, problems, readChapter, told } from "./author.ts";
import { jpeg, png } from "./pictures.ts";
import { slips } from "./slips.ts";

const guide = readFileSync(join(import.meta.dirname, "../../docs/writing-courses.md"), "utf8");

const examples = (language: string): readonly string[] =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"))].map(([, text = ""]) => text);

test("the course in the guide is a course without a fault", async () => {
  const [yaml = ""] = examples("yaml");
  const [chapter = ""] = examples("markdown");
  const folder = await folderOf({ "course.yaml": yaml, "01-why-boxes.md": chapter });
  const { course, faults } = await loadCourse(folder);
  expect(faults).toEqual([]);
  expect(course?.chapters[0]?.bites.map((bite) => bite.check?.id)).toEqual([undefined, "what-boxes-do"]);
});

test("every other example in the guide can be put into a chapter as it stands", () => {
  const [, ...bites] = examples("markdown");
  expect(bites).toHaveLength(4);
  for (const bite of bites) expect(problems(chapterOf(bite))).toEqual([]);
});

/** A row of the guide's table. */
const row = ({ severity, problem, remedy }: Fault): string =>
  `| ${[severity, problem, remedy].map((cell) => cell.replaceAll("|", "\\|").replaceAll("<", "\\<").replaceAll("](", "]\\(")).join(" | ")} |`;

/** Faults of a folder rather than of a chapter's text. */
async function faultsOfFolder(): Promise<readonly Fault[]> {
  const outside = await folderOf({ "secret.png": png(1, 1) });
  const pictures = ["none.png", "../box.png", "link.png", "page.png", "large.png", "camera.jpg"];
  const folder = await folderOf({
    "course.yaml": courseYaml("01-a.md", "02-b.md", "02-b.md", "03-c.md", "04-d.md"),
    "01-a.md": chapterOf(...pictures.map((file) => `![A box](${file})`)),
    "03-c.md": Buffer.from("caf\xe9", "latin1"),
    "04-d.md": chapterOf("a".repeat(70_000)),
    "05-e.md": chapterOf("Hello."),
    "page.png": "<!doctype html>",
    "large.png": png(5000, 5000),
    "camera.jpg": jpeg(4, 4, true),
  });
  await symlink(join(outside, "secret.png"), join(folder, "link.png"));
  const { faults } = await loadCourse(folder);
  return faults.map((fault) => ({ ...fault, problem: fault.problem.replace(/has \d{5} bytes/, "has 70000 bytes") }));
}

test("the guide tells every message of the check, and no other", async () => {
  const ofSlips = slips.flatMap(({ text, said }) => readChapter(text).faults.filter((fault) => told(fault) === said));
  const wanted = [...new Set([...ofSlips, ...(await faultsOfFolder())].map(row))];
  const rows = guide.split("\n").filter((line) => /^\| (?:error|warning) \|/.test(line));
  expect(rows).toEqual(wanted);
});
