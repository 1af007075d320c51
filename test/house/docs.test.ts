import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

/** Made on a machine, and no part of the repository. */
const made = new Set(["node_modules", ".git", "data", "coverage", "test-results", ".env", "package-lock.json"]);

/** Every file of the repository, as a path from its root. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !made.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesIn(path) : [relative(root, path).replaceAll("\\", "/")];
    });
}

const files = filesIn(root);
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const pages = files.filter((file) => file.endsWith(".md"));
const scripts = files.filter((file) => /^(src|bench|test)\/.*\.[jt]s$/.test(file));
const folders = new Set(files.flatMap((file) => (file.includes("/") ? [file.slice(0, file.indexOf("/"))] : [])));
const names = new Set(files.map((file) => file.slice(file.lastIndexOf("/") + 1)));

/** Paths of the repository that a page names in backticks, in its blocks of commands, or as a link. */
function pathsNamedIn(page: string): readonly string[] {
  const text = read(page);
  const links = [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)].flatMap(([, target = ""]) =>
    /^[a-z]+:/.test(target) ? [] : [relative(root, join(root, dirname(page), target)).replaceAll("\\", "/")],
  );
  const words = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = ""]) => code.split(/\s+/));
  const commands = [...text.matchAll(/```(?:sh|bash)\n([^`]*)```/g)].flatMap(([, code = ""]) => code.split(/\s+/));
  const inside = [...words, ...commands].filter((word) => folders.has(word.split("/")[0] ?? "") && word.includes("/"));
  return [...links, ...inside.filter((word) => !/[*<>{}…]|NN|NAME/.test(word))];
}

test("every page of the documents is looked at", () => {
  expect(pages).toEqual(
    expect.arrayContaining(["README.md", "CONTRIBUTING.md", "docs/design.md", "content/containers/01-one-is-easy.md"]),
  );
});

test("a script that points to the documents points to what is there", () => {
  expect(scripts).toEqual(expect.arrayContaining(["src/main.ts", "bench/bench.ts", "test/house/rooms.ts"]));
  const pointing = scripts.flatMap((file) =>
    [...read(file).matchAll(/\bdocs\/[\w./-]*\w/g)].map(([path]) => ({ file, path })),
  );
  expect(pointing).toContainEqual({ file: "test/house/rooms.ts", path: "docs/design.md" });
  expect(pointing.filter(({ path }) => !existsSync(join(root, path)))).toEqual([]);
});

describe.each(pages)("%s", (page) => {
  test("names only paths that are there", () => {
    expect(pathsNamedIn(page).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test("names only npm scripts that are there", () => {
    const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(read("package.json"));
    const named = [...read(page).matchAll(/\bnpm (?:run ([a-z:]+)|(test|start))\b/g)].map(
      (match) => match[1] ?? match[2],
    );
    expect(named.filter((name) => name === undefined || !(name in scripts))).toEqual([]);
  });
});

// The guide for authors makes files up as it goes.
test.each(pages.filter((page) => page !== "docs/writing-courses.md"))("%s names only files that are there", (page) => {
  const named = [...read(page).matchAll(/`([\w-]+\.(?:ts|js|json|yaml|yml|sql|md))`/g)].map(([, name = ""]) => name);
  expect(named.filter((name) => !names.has(name))).toEqual([]);
});

/** The paths that a drawn tree lists: two blanks a level, entries before the words that explain them. */
function pathsInTree(drawing: string): readonly string[] {
  const above: string[] = [];
  return drawing.split("\n").flatMap((line) => {
    const depth = line.search(/\S/) / 2;
    const parts = line.trim().split(/\s{2,}/);
    const end = parts.findIndex((part) => !/^[\w.-]+(\/|\.\w+)$/.test(part));
    const entries = end === -1 ? parts : parts.slice(0, end);
    const place = above.slice(0, depth).join("");
    above[depth] = entries[0] ?? "";
    return entries.map((entry) => `${place}${entry}`);
  });
}

test("docs/reliability.md quotes tests by the names that they have", () => {
  const held = [...read("docs/reliability.md").matchAll(/^- `(test\/[\w./-]+)`: (.+)$/gm)];
  const quoted = held.flatMap(([, file = "", names = ""]) =>
    [...names.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => ({ file, name })),
  );
  expect(quoted.length).toBeGreaterThan(50);
  expect(quoted.filter(({ file, name }) => !read(file).includes(`"${name}"`))).toEqual([]);
});

test("the tree in docs/design.md names the rooms of src", () => {
  const [, drawing = ""] = /```\n(src\/\n[^`]*)\n```/.exec(read("docs/design.md")) ?? [];
  const source = files.filter((file) => file.startsWith("src/")).map((file) => file.split("/").slice(0, 3));
  const there = source.map(([src, room, file]) => (file === undefined ? `${src}/${room}` : `${src}/${room}/`));
  expect(pathsInTree(drawing).slice(1).toSorted()).toEqual([...new Set(there)].toSorted());
});

test.each(pages)("what %s draws of a folder of ours is there", (page) => {
  const drawings = [...read(page).matchAll(/```\w*\n([\w.-]+\/\n[^`]*)\n```/g)].map(([, drawing = ""]) => drawing);
  const drawn = drawings.flatMap(pathsInTree).filter((path) => folders.has(path.slice(0, path.indexOf("/"))));
  expect(drawn.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("a drawn tree is read as it is meant", () => {
  const drawing = ["src/", "  main.ts      the root", "  a/           a room", "    b.ts  c.ts", "  d.ts"].join("\n");
  expect(pathsInTree(drawing)).toEqual(["src/", "src/main.ts", "src/a/", "src/a/b.ts", "src/a/c.ts", "src/d.ts"]);
});

test("nothing names a place that only one machine has", () => {
  // Put together here, so that this file does not name them itself.
  const machine = new RegExp(
    `(^|[^\\w.])/(${["work", "home", "Users", "root"].join("|")})/\\w|${["..", "shared"].join("/")}`,
    "m",
  );
  const text = files.filter((file) => /\.(ts|js|md|json|yaml|yml|sql|css|svg|example)$/.test(file));
  expect(text.filter((file) => machine.test(read(file)))).toEqual([]);
});

test("no text names the host of a package registry", () => {
  const host = new RegExp(["registry", "npmjs"].join("\\."));
  const text = files.filter((file) => /\.(ts|js|md|json|yaml|yml)$/.test(file));
  expect(text.filter((file) => host.test(read(file)))).toEqual([]);
});
