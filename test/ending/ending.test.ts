import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("a contributor whose test fails is told so by the exit code, for CI reads nothing else", () => {
  const program = fileURLToPath(new URL("failing-program.ts", import.meta.url));
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const { VITEST: _, ...env } = process.env;
  const ended = spawnSync(process.execPath, [program], { cwd: root, env, encoding: "utf8" });
  expect(ended.stdout).toContain("1 failed");
  expect(ended.status).toBe(1);
});
