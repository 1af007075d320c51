import { cpSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lineOf } from "../../../src/cli/doctor/finding.ts";
import { examineSqlite } from "../../../src/cli/doctor/sqlite.ts";
import { freshFolder, startTutor } from "../tutor.ts";

const root = join(import.meta.dirname, "../../..");

/** The repository as it is on a machine for which better-sqlite3 has no native part. */
function withoutSqlite(): string {
  const home = freshFolder();
  for (const name of ["src", "package.json"]) cpSync(join(root, name), join(home, name), { recursive: true });
  for (const name of ["content", "migrations"]) symlinkSync(join(root, name), join(home, name));
  const modules = join(home, "node_modules");
  mkdirSync(modules);
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (name !== "better-sqlite3") symlinkSync(join(root, "node_modules", name), join(modules, name));
  }
  for (const part of ["package.json", "lib"]) {
    const path = join("better-sqlite3", part);
    cpSync(join(root, "node_modules", path), join(modules, path), { recursive: true });
  }
  return home;
}

const told = /SQLite does not load: Cannot find module '[^'\n]+' → run npm ci again on this machine\n/;

test("an operator whose SQLite does not load reads the same from start, backup and doctor: what to do", async () => {
  const launcher = join(withoutSqlite(), "src/cli/nightshift.js");
  const environment = { DATA_DIR: join(freshFolder(), "data") };
  const run = async (...words: readonly string[]) => {
    const tutor = startTutor(environment, undefined, [launcher, ...words]);
    return { code: await tutor.ended, text: tutor.printed() + tutor.logged() };
  };
  const [started, copied, examined] = [await run("start"), await run("backup", "copy.db"), await run("doctor")];
  expect(started.text).toMatch(told);
  expect(copied.text).toMatch(told);
  expect(examined.text).toMatch(told);
  expect([started.code, copied.code, examined.code]).toEqual([1, 1, 1]);
});

test("where it loads, the doctor says which version", async () => {
  expect(lineOf(await examineSqlite())).toMatch(/^ok {2}SQLite 3\.\d+\.\d+ loads$/);
});
