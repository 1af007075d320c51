import { join } from "node:path/posix";
import { sightings } from "./sightings.ts";

/** Scripts by their paths in src/ ("core/bot.ts"), with their text. */
export type Tree = ReadonlyMap<string, string>;

/** Folders whose own folders are rooms of their own. */
const split: ReadonlySet<string> = new Set(["store", "platforms"]);

/** The room of a file: its folder at the top of src/, or the file itself where it stands in none. */
export function roomOf(file: string): string {
  const [first = "", second = "", ...deeper] = file.split("/");
  return split.has(first) && deeper.length > 0 ? `${first}/${second}` : first;
}

/** Sets of rooms that need each other, directly or around, types included; each sorted, and empty when there are none. */
export function circles(tree: Tree): readonly (readonly string[])[] {
  const needs = needsOf(tree);
  const rooms = [...needs.keys()];
  const reached = new Map(rooms.map((room) => [room, reach(needs, room)]));
  const round = (a: string, b: string): boolean => reached.get(a)?.has(b) === true && reached.get(b)?.has(a) === true;
  const found = rooms.filter((room) => round(room, room)).map((room) => rooms.filter((other) => round(room, other)));
  return [...new Map(found.map((one) => [one.toSorted().join(), one.toSorted()])).values()];
}

/** For each room, the other rooms that its files import. */
function needsOf(tree: Tree): ReadonlyMap<string, ReadonlySet<string>> {
  const needs = new Map<string, Set<string>>();
  for (const [file, text] of tree) {
    const room = roomOf(file);
    const others = needs.get(room) ?? new Set();
    needs.set(room, others);
    for (const seen of sightings(file, text)) {
      if (seen.kind !== "import" || !seen.from.startsWith(".")) continue;
      const other = roomOf(join(file, "..", seen.from));
      if (other !== room) others.add(other);
    }
  }
  return needs;
}

function reach(needs: ReadonlyMap<string, ReadonlySet<string>>, from: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...(needs.get(from) ?? [])];
  for (let room = open.pop(); room !== undefined; room = open.pop()) {
    if (seen.has(room)) continue;
    seen.add(room);
    open.push(...(needs.get(room) ?? []));
  }
  return seen;
}
