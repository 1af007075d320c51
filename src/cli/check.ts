import { join } from "node:path";
import { loadCourse } from "../course/load.ts";
import { faultLine } from "../course/markdown/fault.ts";
import { exit } from "./exit.ts";

/** Looks a course over: a line for each fault, and a closing line. Resolves with the exit code; warnings are no failure. */
export async function check(folder: string, print: (line: string) => void): Promise<number> {
  const { course, faults } = await loadCourse(folder);
  for (const fault of faults) print(faultLine({ ...fault, file: join(folder, fault.file) }));
  const errors = faults.filter((fault) => fault.severity === "error").length;
  const found = `${count(errors, "error")}, ${count(faults.length - errors, "warning")}`;
  if (!course) {
    print(`${found}: nobody can learn from this course yet.`);
    return exit.fault;
  }
  const bites = course.chapters.flatMap((chapter) => chapter.bites);
  const questions = bites.filter((bite) => bite.check).length;
  const sizes = [count(course.chapters.length, "chapter"), count(bites.length, "bite"), count(questions, "question")];
  print(`${sizes.join(", ")}; ${found}.`);
  return exit.ok;
}

const count = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`;
