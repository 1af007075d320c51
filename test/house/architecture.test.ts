import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { breaches } from "./architecture.ts";
import { rooms } from "./rooms.ts";

const source = join(import.meta.dirname, "../../src");

const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => statSync(join(source, file)).isFile())
  .map((file) => file.replaceAll("\\", "/"));

test("every file of src/ keeps the layer rule", () => {
  expect(breaches(new Map(files.map((file) => [file, readFileSync(join(source, file), "utf8")])))).toEqual([]);
});

test("every room of the rule is in the house", () => {
  const empty = Object.keys(rooms).filter((room) => !files.some((file) => file.startsWith(room)));
  expect(empty).toEqual([]);
});

/** What the rule says of one planted file. */
const judged = (file: string, text: string): readonly string[] => breaches(new Map([[file, text]]));

describe("the rule finds what is planted:", () => {
  test.each<[string, string, string, string]>([
    ["chat imports the core", "chat/message.ts", 'import { grade } from "../core/grade.ts";', "imports core/grade.ts"],
    [
      "a type counts as well",
      "chat/message.ts",
      'import type { Grade } from "../core/grade.ts";',
      "imports core/grade.ts",
    ],
    [
      "the core imports the store",
      "core/bot.ts",
      'import { openStore } from "../store/open.ts";',
      "imports store/open.ts",
    ],
    [
      "the core imports a platform",
      "core/bot.ts",
      'export * from "../platforms/web/adapter.ts";',
      "imports platforms/web/adapter.ts",
    ],
    [
      "a platform imports the core",
      "platforms/web/adapter.ts",
      'export { grade } from "../../core/grade.ts";',
      "imports core/grade.ts",
    ],
    [
      "a platform imports the course",
      "platforms/web/adapter.ts",
      'type C = import("../../course/model.ts").Course;',
      "imports course/model.ts",
    ],
    [
      "the store imports the tutor's words",
      "store/open.ts",
      'import { words } from "../core/words.ts";',
      "imports more than types from core/words.ts",
    ],
    [
      "the store imports more than types of a course",
      "store/open.ts",
      'import { type Check, x } from "../course/model.ts";',
      "imports more than types from course/model.ts",
    ],
    ["the core imports Kysely", "core/bot.ts", 'import { Kysely } from "kysely";', "imports the package kysely"],
    [
      "a package below a path",
      "core/bot.ts",
      'import x from "@scope/name/deep.js";',
      "imports the package @scope/name",
    ],
    [
      "the core schedules reviews elsewhere",
      "core/quiz.ts",
      'import { fsrs } from "ts-fsrs";',
      "imports the package ts-fsrs",
    ],
    ["the core reads files", "core/bot.ts", 'import { readFile } from "node:fs/promises";', "imports node:fs/promises"],
    ["a parser reads files", "course/parse.ts", 'const fs = await import("node:fs");', "imports node:fs"],
    ["an import is computed", "core/bot.ts", "await import(name);", "imports something computed: write the path out"],
    [
      "the core reads a course's files",
      "core/bot.ts",
      'import { loadCourse } from "../course/load.ts";',
      "imports course/load.ts",
    ],
    ["the linter reads them", "course/check.ts", 'import { loadCourse } from "./load.ts";', "imports course/load.ts"],
    [
      "a picture has words of its own",
      "pictures/bars.ts",
      'import { words } from "../core/words.ts";',
      "imports core/words.ts",
    ],
    [
      "a platform draws by itself",
      "platforms/web/adapter.ts",
      'import { draw } from "../../pictures/draw.ts";',
      "imports pictures/draw.ts",
    ],
    [
      "a platform renders pictures",
      "platforms/web/adapter.ts",
      'import "@resvg/resvg-js";',
      "imports the package @resvg/resvg-js",
    ],
    ["a page starts a program", "platforms/web/app.ts", 'import "node:child_process";', "imports node:child_process"],
    [
      "a way out of src/",
      "core/bot.ts",
      'import x from "../../package.json";',
      "imports ../../package.json, which is no room of src/",
    ],
    ["something that is no script", "core/bot.ts", "const = ;", "cannot be parsed"],
  ])("%s", (_, file, text, breach) => {
    expect(judged(file, `${text}\n`)).toEqual([expect.stringContaining(`${file}: ${breach}`)]);
  });

  test("a room nobody knows", () => {
    expect(judged("payments/bill.ts", "export const x = 1;\n")).toEqual([
      expect.stringContaining("stands in no known room"),
    ]);
    expect(judged("clock.ts", "export const x = 1;\n")).toEqual([expect.stringContaining("stands in no known room")]);
    expect(judged("platforms/teams/adapter.ts", "export const x = 1;\n")).toHaveLength(1);
  });

  test("a name that says nothing, and a file too long", () => {
    expect(judged("core/utils.ts", "export const x = 1;\n")).toEqual([expect.stringContaining('"utils" does not say')]);
    expect(judged("core/bot.ts", "\n".repeat(201))).toEqual([expect.stringContaining("has 201 lines")]);
  });
});

describe("the rule lets be what is allowed:", () => {
  test.each<[string, string, string]>([
    [
      "the core's own files and those below",
      "core/bot.ts",
      'import { x } from "./ask.ts";\nimport type { Y } from "../chat/event.ts";',
    ],
    ["the port of the store", "store/open.ts", 'import { NotSaved, type Store } from "../core/store.ts";'],
    [
      "a course's files, where the course is followed",
      "app/follow-course.ts",
      'import { loadCourse } from "../course/load.ts";',
    ],
    [
      "types of a course in the store",
      "store/study/versions.ts",
      'import type { Check } from "../../course/model.ts";',
    ],
  ])("%s", (_, file, text) => {
    expect(judged(file, `${text}\n`)).toEqual([]);
  });
});
