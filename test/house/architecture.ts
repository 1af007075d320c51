import { join } from "node:path/posix";
import { emptyNames, longest, type Room, rooms } from "./rooms.ts";
import { type Import, type Sighting, sightings } from "./sightings.ts";

/** The files of src/ by their path in it ("core/bot.ts"), with their text. */
export type Tree = ReadonlyMap<string, string>;

/** Every breach of the layer rule, as "file: what is wrong". Scripts are judged; other files are not. */
export function breaches(tree: Tree): readonly string[] {
  return [...tree].filter(([file]) => /\.[cm]?[jt]s$/.test(file)).flatMap(([file, text]) => breachesIn(file, text));
}

function breachesIn(file: string, text: string): readonly string[] {
  const name = file.replace(/^.*\//, "").replace(/\..*$/, "");
  const key = roomOf(file);
  if (key === undefined) return [`${file}: stands in no known room: give it one in test/house/rooms.ts`];
  const room = rooms[key] ?? { rooms: [] };
  const lines = text.split("\n").length - 1;
  return [
    ...(emptyNames.includes(name) ? [`${file}: "${name}" does not say what is inside`] : []),
    ...(lines > longest ? [`${file}: has ${lines} lines, at most ${longest} are read with pleasure`] : []),
    ...[...new Set(sightings(file, text).flatMap((seen) => judge(file, key, room, seen) ?? []))].map(
      (breach) => `${file}: ${breach}`,
    ),
  ];
}

/** The longest room that a path begins with. */
function roomOf(file: string): string | undefined {
  return Object.keys(rooms)
    .filter((room) => (room.endsWith("/") ? file.startsWith(room) : file === room))
    .sort((a, b) => b.length - a.length)[0];
}

function judge(file: string, key: string, room: Room, seen: Sighting): string | undefined {
  if (seen.kind === "hidden") return seen.what;
  if (seen.kind === "use") {
    return room.world?.includes(seen.what) ? undefined : `uses ${seen.as} (${seen.what})`;
  }
  if (seen.from.startsWith(".")) return judgeInside(file, key, room, seen);
  return judgeOutside(room, seen.from);
}

function judgeInside(file: string, key: string, room: Room, seen: Import) {
  const target = join(file, "..", seen.from);
  const there = roomOf(target);
  if (target.startsWith("..") || there === undefined) return `imports ${seen.from}, which is no room of src/`;
  const byName = rooms[there]?.byName === true;
  const reached = (list: readonly string[]): boolean =>
    list.some((one) => one === "*" || (one.endsWith("/") && !byName ? target.startsWith(one) : target === one));
  const own = key.endsWith("/") ? key : key.replace(/[^/]*$/, "");
  if (own !== "" && !byName && target.startsWith(own)) return undefined;
  if (reached(room.rooms)) return undefined;
  if (reached(room.types ?? [])) return seen.typeOnly ? undefined : `imports more than types from ${target}`;
  return `imports ${target}`;
}

function judgeOutside(room: Room, from: string): string | undefined {
  if (from.startsWith("node:")) {
    const name = from.slice("node:".length);
    return room.node?.some((one) => one === "*" || one === name) ? undefined : `imports ${from}`;
  }
  const name = from
    .split("/")
    .slice(0, from.startsWith("@") ? 2 : 1)
    .join("/");
  return room.packages?.includes(name) ? undefined : `imports the package ${name}`;
}
