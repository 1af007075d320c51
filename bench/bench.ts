import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { clock } from "./clock/clock.ts";
import { discord } from "./discord/discord.ts";
import { memory } from "./discord/memory.ts";
import { drill } from "./drill/drill.ts";
import { type Figure, type Group, tableOf } from "./figure.ts";
import { pictures } from "./pictures.ts";
import { pressing } from "./pressing.ts";
import { recording } from "./recording.ts";
import { size } from "./size.ts";
import { slack } from "./slack/slack.ts";
import { starting } from "./starting.ts";

/** Every group of figures, in the order of docs/performance.md. */
const groups: Readonly<Record<string, Group>> = {
  recording,
  size,
  pressing,
  discord,
  memory,
  clock,
  slack,
  drill,
  pictures,
  starting,
};

/** `npm run bench [-- --json FILE] [GROUP…]`: prints the figures; exit code 1 when one misses its limit. */
const { values, positionals } = parseArgs({ options: { json: { type: "string" } }, allowPositionals: true });
const unknown = positionals.filter((name) => !(name in groups));
if (unknown.length > 0) {
  console.error(`There is no group "${unknown.join('", "')}"; there are: ${Object.keys(groups).join(", ")}.`);
  process.exit(2);
}
const figures: Figure[] = [];
for (const [name, group] of Object.entries(groups))
  if (positionals.length === 0 || positionals.includes(name)) figures.push(...(await group()));
console.log(tableOf(figures));
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
process.exitCode = figures.every((one) => one.ok) ? 0 : 1;
