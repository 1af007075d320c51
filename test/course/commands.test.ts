import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../src/cli/check.ts";
import { preview, type Reader } from "../../src/cli/preview.ts";
import { chapterOf, courseYaml, folderOf } from "./author.ts";

async function printed(run: (print: (line: string) => void) => Promise<number>) {
  const lines: string[] = [];
  const code = await run((line) => lines.push(line));
  return { code, lines };
}

/** Somebody who types these lines and then leaves. */
function typing(...lines: readonly string[]): Reader & { readonly left: string[] } {
  const left = [...lines];
  return { left, ask: async () => left.shift(), close: () => undefined };
}

const question = ":::check{#sky}\nWhat colour?\n\n- [ ] Red\n  > Too warm.\n- [x] Blue\n  > Just so.\n:::";
const myth = ":::myth{#sea}\nThe sea is dry.\n\n> It is wet.\n:::";

test("an author who checks a good course sees what is in it", async () => {
  const folder = await folderOf({ "course.yaml": courseYaml("01-a.md"), "01-a.md": chapterOf("A.", question) });
  expect(await printed((print) => check(folder, print))).toEqual({
    code: 0,
    lines: ["1 chapter, 2 bites, 1 question; 0 errors, 0 warnings."],
  });
});

test("warnings are printed and are no failure", async () => {
  const folder = await folderOf({ "course.yaml": courseYaml("01-a.md"), "01-a.md": chapterOf("Ask @here.") });
  const { code, lines } = await printed((print) => check(folder, print));
  expect(code).toBe(0);
  expect(lines).toEqual([
    `${join(folder, "01-a.md")}:8:1  warning  "@here" looks like a mention; it is shown as text and calls nobody. Leave out the @.`,
    "1 chapter, 1 bite, 0 questions; 0 errors, 1 warning.",
  ]);
});

test("errors are printed with their place and their remedy, and fail the check", async () => {
  const folder = await folderOf({ "course.yaml": courseYaml("01-a.md"), "01-a.md": chapterOf("~~A~~", "![](a.png)") });
  const { code, lines } = await printed((print) => check(folder, print));
  expect(code).toBe(1);
  expect(lines[0]).toBe(
    `${join(folder, "01-a.md")}:8:1  error  Struck-out text cannot be shown everywhere. Leave the words out, or the tildes.`,
  );
  expect(lines.at(-1)).toBe("3 errors, 0 warnings: nobody can learn from this course yet.");
});

test("a previewing author turns pages, answers and sees the reasons and the score", async () => {
  const folder = await folderOf({ "01-a.md": chapterOf("A.", question, myth) });
  const reader = typing("", "z", "b", "", "true", "", "one too many");
  const { code, lines } = await printed((print) => preview(join(folder, "01-a.md"), print, reader));
  const text = lines.join("\n");
  expect(code).toBe(0);
  expect(text).toMatch(/First steps.*A\..*1 of 3.*What colour\?.*A\. Red.*B\. Blue.*Right\..*3 of 3/s);
  expect(text).toContain("Too warm.");
  expect(text).toContain("Just so.");
  expect(text).toContain("Not quite. You said True, and it is false.");
  expect(lines.at(-1)).toBe("You got 1 of 1 correct");
  expect(reader.left).toEqual(["", "one too many"]);
});

test("a previewing author may answer with several letters, with words, or not know", async () => {
  const all = ":::check{#cold}\nWhat is cold?\n\n- [x] Ice\n- [x] Snow\n- [ ] Fire\n  > No.\n:::";
  const text = ":::check{#name}\nWho?\n\nanswer: Sam\n:::";
  const folder = await folderOf({ "01-a.md": chapterOf(all, text, question) });
  const { lines } = await printed((print) =>
    preview(join(folder, "01-a.md"), print, typing("A, b", "", "sam", "", "")),
  );
  expect(lines.at(-1)).toBe("You got 2 of 3 correct");
});

test("a previewing author who leaves is let go", async () => {
  const folder = await folderOf({ "01-a.md": chapterOf("A.", question, "B.") });
  const { code, lines } = await printed((print) => preview(join(folder, "01-a.md"), print, typing("")));
  expect(code).toBe(0);
  expect(lines.join("\n")).not.toContain("B.\n");
});

test("without a keyboard every bite is printed, with its answers", async () => {
  const folder = await folderOf({ "01-a.md": chapterOf("A.", question, myth, "B.") });
  const { code, lines } = await printed((print) => preview(join(folder, "01-a.md"), print, null));
  expect(code).toBe(0);
  expect(lines.join("\n")).toMatch(/A\..*Too warm\..*It is wet\..*B\./s);
});

test("a chapter with errors is not played, and the errors are told", async () => {
  const folder = await folderOf({ "01-a.md": chapterOf("A.", "<b>") });
  const { code, lines } = await printed((print) => preview(join(folder, "01-a.md"), print, null));
  expect(code).toBe(1);
  expect(lines[0]).toContain("01-a.md:12:1  error  HTML is not shown");
  expect(lines.join("\n")).not.toContain("A.\n");
});

test("an author's file cannot move the terminal's cursor", async () => {
  const folder = await folderOf({ "01-a.md": chapterOf("A \u001b[2J\u009b2J screen.\u0007") });
  const { lines } = await printed((print) => preview(join(folder, "01-a.md"), print, null));
  expect(lines.join("\n")).toContain("A [2J2J screen.");
});
