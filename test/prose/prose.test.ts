import { expect, test } from "vitest";
import { faultsOfProse } from "./prose.ts";

const told = (path: string, content: string): readonly string[] =>
  faultsOfProse(path, content)
    .messages.map(({ line, column, reason }) => `${line}:${column} ${reason}`)
    .toSorted();

test("an author of a page is shown the word, its place, and what to write", () => {
  expect(told("page.md", "# Title\n\nThe tutor mends it anew.\n")).toEqual([
    '3:11 "mends": write fix',
    '3:20 "anew": write again',
  ]);
});

test("an engineer is shown the same in a comment, and not in the code", () => {
  const code = 'const mend = "anew";\n/** Whoever reads `anew` here. */\nexport const whatever = mend;\n';
  expect(told("src/a.ts", code)).toEqual(['2:5 "Whoever": write anyone, or the person who']);
});

test("code in a page may name what it likes", () => {
  expect(told("page.md", "Call `mend` here.\n\n```ts\nmend(anew)\n```\n")).toEqual([]);
});

test("a word that stands twice and a wrong article are found", () => {
  expect(told("page.md", "This is is a apple.\n")).toEqual([
    "1:12 Unexpected article `a` before `apple`, expected `an`",
    "1:6 Unexpected repeated `is`, remove one occurrence",
  ]);
});

test("a case number without a meaning is found", () => {
  expect(told("src/a.ts", `// A right from before is none (${"S"}33).\n`)).toHaveLength(1);
});
