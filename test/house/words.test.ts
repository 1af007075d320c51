import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const source = join(import.meta.dirname, "../../src");

/** The rooms of the tutor: no other may read its sentences. */
const tutor = /^(core|tutor|study|planning|reminders|standings|drill)\/.*\.ts$/;

const scripts = readdirSync(source, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => tutor.test(file));

const text = scripts.map((file) => readFileSync(join(source, file), "utf8")).join("\n");

const wordsFiles = scripts.filter((file) => /(^|\/)words[a-z-]*\.ts$/.test(file));

type Group = { readonly [key: string]: unknown };

const isGroup = (value: unknown): value is Group =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Sentences that no line of the core reads: by their name, taken out of their object, or looked up in it by a key. */
function unsaid(name: string, object: Group): readonly string[] {
  // A group within a group is read by its own name: words.sure is `sure` wherever its sentences are.
  const own = name.split(".").at(-1);
  if (new RegExp(`\\b${own}\\[`).test(text)) return [];
  const taken = [...text.matchAll(new RegExp(`\\{([^{}]*)\\} = ${name.replace(".", "\\.")}\\b`, "g"))].join();
  return Object.entries(object).flatMap(([key, value]) => {
    const read = new RegExp(`\\b${own}\\.${key}\\b`).test(text) || new RegExp(`\\b${key}\\b`).test(taken);
    if (!read) return [`${name}.${key}`];
    return isGroup(value) ? unsaid(`${name}.${key}`, value) : [];
  });
}

test("every sentence of the words files is said somewhere", async () => {
  expect(wordsFiles.length).toBeGreaterThan(10);
  const modules = await Promise.all(
    wordsFiles.map((file): Promise<Group> => import(/* @vite-ignore */ join(source, file))),
  );
  const objects = modules.flatMap((module) => Object.entries(module));
  expect(objects.flatMap(([name, value]) => (isGroup(value) ? unsaid(name, value) : []))).toEqual([]);
  // A sentence that nobody says is found.
  expect(unsaid("words", { right: "Right.", neverSaid: "Nobody hears this." })).toEqual(["words.neverSaid"]);
});
