import { nights } from "../../src/fleet/night.ts";
import { policies } from "../../src/fleet/policies.ts";
import { markdownRow, tableHead, tableRow } from "./rows.ts";

/** `npm run drill:table`: the table of policies in docs/drill.md, as Markdown. It is what the simulation says. */
console.log(markdownRow(tableHead));
console.log(markdownRow(tableHead.map(() => "---")));
for (const night of nights) for (const policy of policies) console.log(markdownRow(tableRow(night, policy)));
