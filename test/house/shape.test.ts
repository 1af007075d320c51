import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { circles } from "./circles.ts";
import { shapeOf } from "./shape.ts";

const root = join(import.meta.dirname, "../..");

/** Files on one level of a folder, at most: what one can take in at a glance. */
const MOST = 25;

test.each(["src", "test", "bench"])("no folder of %s holds more files on one level than one can take in", (top) => {
  const folders = Map.groupBy(
    readdirSync(join(root, top), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
    ({ parentPath }) => parentPath,
  );
  expect([...folders].filter(([, files]) => files.length > MOST).map(([folder]) => folder)).toEqual([]);
});

describe("rooms that need each other are found", () => {
  test("directly", () => {
    const tree = new Map([
      ["a/one.ts", 'import { x } from "../b/two.ts";\n'],
      ["b/two.ts", 'import type { Y } from "../a/three.ts";\n'],
    ]);
    expect(circles(tree)).toEqual([["a", "b"]]);
  });

  test("around a third", () => {
    const tree = new Map([
      ["a/one.ts", 'import { x } from "../b/two.ts";\n'],
      ["b/two.ts", 'export { y } from "../store/c/three.ts";\n'],
      ["store/c/three.ts", 'type Z = import("../../a/one.ts").Z;\n'],
    ]);
    expect(circles(tree)).toEqual([["a", "b", "store/c"]]);
  });

  test("and those that do not are left alone", () => {
    const tree = new Map([
      ["main.ts", 'import { x } from "./a/one.ts";\n'],
      ["a/one.ts", 'import { x } from "../b/two.ts";\n'],
      ["b/two.ts", 'import { z } from "./three.ts";\n'],
    ]);
    expect(circles(tree)).toEqual([]);
  });
});

test("the figures are those of the tree", () => {
  const tree = new Map([
    ["main.ts", "export const x = () => 1;\n"],
    ["a/one.ts", "// About the drill.\nexport function f() {\n  return 1;\n}\n"],
    ["a/two.ts", "export const drill = 1;\n"],
  ]);
  const shape = shapeOf(tree);
  expect(shape).toMatchObject({
    files: 3,
    lines: 6,
    largestFolder: { name: "a", size: 2 },
    longestFile: { name: "a/one.ts", size: 4 },
    longestFunction: { name: "a/one.ts: f", size: 3 },
    circles: [],
  });
  // A comment names nothing.
  expect(shape.namedOutside).toContainEqual({ subject: "the drill", files: 1 });
});
