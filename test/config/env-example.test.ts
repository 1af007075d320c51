import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { variableNames } from "../../src/config/settings.ts";

describe(".env.example", () => {
  const example = readFileSync(join(import.meta.dirname, "../../.env.example"), "utf8");
  const written = parseEnv(example.replaceAll(/^# ([A-Z_]+=)/gm, "$1"));

  test("names every variable, and no other", () => {
    expect(Object.keys(written).toSorted()).toEqual(variableNames.toSorted());
  });

  test("gives the defaults that hold", () => {
    expect(readConfig(written)).toEqual(readConfig({}));
    for (const [name, value] of Object.entries(written)) {
      // A default that is written down is the one that is used: another value would be another configuration.
      if (value === "") continue;
      expect([name, JSON.stringify(readConfig({ [name]: value }))]).toEqual([name, JSON.stringify(readConfig({}))]);
    }
    const defaults = Object.entries(written).flatMap(([name, value]) => (value === "" ? [] : [name]));
    expect(defaults.toSorted()).toEqual(["COURSE_DIR", "DATA_DIR", "HOST", "LOG_LEVEL", "PORT", "REMOVED_DAYS"]);
  });

  test("tells the meaning of each above it, and sets nothing when copied as it is", () => {
    expect(parseEnv(example)).toEqual({});
    for (const block of example.split("\n\n").slice(1)) expect(block).toMatch(/^# [A-Z][^=]+\n(# .*\n)*# [A-Z_]+=/);
  });
});
