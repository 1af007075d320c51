import { nights } from "../src/core/drill/night.ts";
import { policies } from "../src/core/drill/policies.ts";
import { markdownRow, tableHead, tableRow } from "./drill-rows.ts";

/** `npm run drill:table`: the table of policies in docs/drill.md, as Markdown. It is what the simulation says. */
console.log(markdownRow(tableHead));
console.log(markdownRow(tableHead.map(() => "---")));
for (const night of nights) for (const policy of policies) console.log(markdownRow(tableRow(night, policy)));
