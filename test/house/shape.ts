import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { dirname, join as joined } from "node:path/posix";
import { type Function as FunctionNode, parseSync, Visitor } from "oxc-parser";
import { circles, roomOf, type Tree } from "./circles.ts";

/** The shape of src/, measured: `npm run shape`, or `npm run shape -- FOLDER` for the src/ of another checkout. */
export type Shape = {
  readonly files: number;
  readonly lines: number;
  readonly rooms: readonly { readonly room: string; readonly files: number; readonly lines: number }[];
  /** The folder that holds the most files on one level. */
  readonly largestFolder: Measured;
  readonly longestFile: Measured;
  readonly longestFunction: Measured;
  /** Lines that 95 of 100 functions do not exceed. */
  readonly functionP95: number;
  readonly smallFiles: number;
  /** Rooms that need each other, directly or around. */
  readonly circles: readonly (readonly string[])[];
  /** For each subject, the files outside its own rooms that name it in their code. */
  readonly namedOutside: readonly { readonly subject: string; readonly files: number }[];
};

type Measured = { readonly name: string; readonly size: number };

const SMALL = 50;

/** Subjects, by the words that name them in code, and the rooms that may. */
const subjects: readonly { readonly subject: string; readonly named: RegExp; readonly own: RegExp }[] = [
  { subject: "the drill", named: /drill/i, own: /(^|\/)(drill|fleet)(\/|-)/ },
  { subject: "reminders", named: /remind/i, own: /(^|\/)remind/ },
  { subject: "the leaderboard", named: /leaderboard|standing/i, own: /(^|\/)(standings?|leaderboard)/ },
  { subject: "a refused post", named: /refused/, own: /^$/ },
];

/** Measures the scripts of a tree; what is no script is left out. */
export function shapeOf(tree: Tree): Shape {
  const files = [...tree].map(([name, text]) => ({ name, text, size: text.split("\n").length - 1 }));
  const functions = files.flatMap(({ name, text }) => functionsIn(name, text)).toSorted((a, b) => a.size - b.size);
  const folders = Map.groupBy(files, ({ name }) => dirname(name));
  const rooms = Map.groupBy(files, ({ name }) => roomOf(name));
  return {
    files: files.length,
    lines: sum(files),
    rooms: [...rooms].map(([room, inside]) => ({ room, files: inside.length, lines: sum(inside) })),
    largestFolder: largest([...folders].map(([name, inside]) => ({ name, size: inside.length }))),
    longestFile: largest(files),
    longestFunction: largest(functions),
    functionP95: functions[Math.floor(functions.length * 0.95)]?.size ?? 0,
    smallFiles: files.filter(({ size }) => size <= SMALL).length,
    circles: circles(tree),
    namedOutside: subjects.map(({ subject, named, own }) => ({
      subject,
      files: files.filter(({ name, text }) => !own.test(name) && named.test(codeOf(name, text))).length,
    })),
  };
}

const sum = (files: readonly { readonly size: number }[]): number => files.reduce((all, { size }) => all + size, 0);

const largest = (all: readonly Measured[]): Measured => {
  const [first = { name: "none", size: 0 }] = all.toSorted((a, b) => b.size - a.size);
  return { name: first.name, size: first.size };
};

function functionsIn(file: string, text: string): readonly Measured[] {
  const found: Measured[] = [];
  const add = ({
    start,
    end,
    id,
  }: Pick<FunctionNode, "start" | "end"> & { readonly id?: FunctionNode["id"] }): void => {
    const size = text.slice(start, end).split("\n").length;
    found.push({ name: `${file}: ${id?.name ?? "an arrow function"}`, size });
  };
  new Visitor({
    FunctionDeclaration: add,
    FunctionExpression: add,
    ArrowFunctionExpression: ({ start, end }) => add({ start, end }),
  }).visit(parseSync(file, text).program);
  return found;
}

/** The text of a script without its comments. */
function codeOf(file: string, text: string): string {
  const { comments } = parseSync(file, text);
  return comments.reduceRight((code, { start, end }) => code.slice(0, start) + code.slice(end), text);
}

/** The scripts of a folder, by their paths in it. */
export function treeOf(folder: string): Tree {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
  return new Map(
    names.filter((name) => /\.[jt]s$/.test(name)).map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );
}

function print(shape: Shape): void {
  const rows: readonly (readonly [string, string | number])[] = [
    ["files", shape.files],
    ["lines", shape.lines],
    [`files of at most ${SMALL} lines`, shape.smallFiles],
    ["largest folder", `${shape.largestFolder.size} files: ${shape.largestFolder.name}`],
    ["longest file", `${shape.longestFile.size} lines: ${shape.longestFile.name}`],
    ["longest function", `${shape.longestFunction.size} lines: ${shape.longestFunction.name}`],
    ["95 of 100 functions have at most", `${shape.functionP95} lines`],
    ["circles between rooms", shape.circles.map((one) => one.join(" and ")).join("; ") || "none"],
    ...shape.namedOutside.map(({ subject, files }) => [`files elsewhere that name ${subject}`, files] as const),
    ...shape.rooms.map(({ room, files, lines }) => [`  ${room}`, `${files} files, ${lines} lines`] as const),
  ];
  for (const [figure, value] of rows) process.stdout.write(`${figure.padEnd(38)} ${value}\n`);
}

if (import.meta.main) print(shapeOf(treeOf(process.argv[2] ?? joined(import.meta.dirname, "../../src"))));
