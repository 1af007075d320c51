import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "../../src/cli/program.ts";

/** What an operator reads after a command line, and the exit code. */
async function typed(...words: readonly string[]) {
  const printed: string[] = [];
  const complained: string[] = [];
  const code = await run(
    words,
    (line) => printed.push(line),
    (line) => complained.push(line),
  );
  return { code, printed: printed.join("\n"), complained: complained.join("\n") };
}

describe("an operator", () => {
  test("who asks for help reads every command, where settings come from, and what exit codes mean", async () => {
    const { code, printed, complained } = await typed("--help");
    for (const name of ["start", "check [dir]", "preview <file>", "backup <file>", "doctor"]) {
      expect(printed).toContain(`  ${name} `);
    }
    expect(printed).toContain(".env.example");
    expect(printed).toContain("Exit codes: 0 all well, 1 something failed, 2 wrong command or settings.");
    expect([code, complained]).toEqual([0, ""]);
  });

  test("who asks for help on one command reads about that one", async () => {
    const { code, printed } = await typed("backup", "--help");
    expect(printed).toContain("an existing file is never overwritten");
    expect(code).toBe(0);
  });

  test("who mistypes a command is asked whether another was meant", async () => {
    expect(await typed("strat")).toEqual({
      code: 2,
      printed: "",
      complained: "error: unknown command 'strat'\n(Did you mean start?)",
    });
  });

  test("who types no command reads the help and gets the code for it", async () => {
    const { code, complained } = await typed();
    expect(complained).toContain("Commands:");
    expect(code).toBe(2);
  });

  test("who leaves a file out is told which", async () => {
    expect(await typed("backup")).toEqual({
      code: 2,
      printed: "",
      complained: "error: missing required argument 'file'",
    });
  });

  test("who checks a good course gets 0, and 1 for one with errors", async () => {
    const good = await typed("check", join(import.meta.dirname, "../../content/containers"));
    expect(good.code).toBe(0);
    const folder = mkdtempSync(join(tmpdir(), "nightshift-"));
    writeFileSync(join(folder, "course.yaml"), "id: x\ntitle: X\nchapters: [gone.md]\n");
    const bad = await typed("check", folder);
    expect(bad.printed).toContain("gone.md");
    expect(bad.code).toBe(1);
  });

  test("who previews a file that is not there is told so", async () => {
    const { code, printed, complained } = await typed("preview", join(tmpdir(), "no-such-chapter.md"));
    expect(`${printed}${complained}`).toContain("no-such-chapter.md");
    expect(code).toBe(1);
  });
});
