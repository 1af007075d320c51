import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nodeFault } from "../../src/cli/node-version.js";
import { sightings } from "../house/sightings.ts";

const launcher = join(import.meta.dirname, "../../src/cli/nightshift.js");

test.each(["20.20.2", "18.0.0", "25.9.9", "4.0.0"])(
  "an operator with Node %s reads in one sentence what to do",
  (version) => {
    const told = nodeFault(version);
    expect(told).toContain(`Nightshift needs Node 26 or newer, and this is Node ${version}`);
    expect(told).toContain("npm ci");
    expect(told).not.toContain("\n");
  },
);

test.each(["26.0.0", "26.10.0", "27.1.0", "100.0.0"])("Node %s will do", (version) => {
  expect(nodeFault(version)).toBeUndefined();
});

test("the launcher loads nothing that an old Node stumbles over before it has looked (F44)", () => {
  const text = readFileSync(launcher, "utf8");
  const [first, ...rest] = sightings("nightshift.js", text).filter((seen) => seen.kind === "import");
  expect(first).toEqual({ kind: "import", from: "./node-version.js", typeOnly: false });
  expect(rest).toEqual([{ kind: "import", from: "./program.ts", typeOnly: false }]);
  expect(text.indexOf("await import(")).toBeGreaterThan(text.indexOf("if (fault"));
  expect(sightings("node-version.js", readFileSync(launcher.replace("nightshift", "node-version"), "utf8"))).toEqual(
    [],
  );
});
