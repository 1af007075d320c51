import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { markdownRow, tableHead, tableRow } from "../../bench/drill/rows.ts";
import { nights } from "../../src/fleet/night.ts";
import { policies } from "../../src/fleet/policies.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/drill.md"), "utf8");

// The hundred copies of night 5 take too long for every test run; one of its four rows stands for them.
const rows = nights.flatMap((night) =>
  policies.filter((policy) => night.number < 5 || policy === "manager").map((policy) => ({ night, policy })),
);

test.each(rows)(
  "the table in the documents is what the simulation says: $policy in night $night.number",
  ({ night, policy }) => {
    expect(page).toContain(markdownRow(tableHead));
    expect(page).toContain(markdownRow(tableRow(night, policy)));
  },
);
