/** The layer rule's one home: what each room of src/ may import and use. docs/design.md tells it in prose. */
export type Room = {
  /** Rooms it may import; "*" is every room. */
  readonly rooms: readonly string[];
  /** Rooms it may import types from, and no more. */
  readonly types?: readonly string[];
  /** Packages, by name. */
  readonly packages?: readonly string[];
  /** Modules of Node, without "node:"; "*" is every one. */
  readonly node?: readonly string[];
  /** What it may use of the world outside (test/house/world.ts tells it apart). */
  readonly world?: readonly World[];
  /** Only a room that names this one may import it: neither its own folder nor whoever may import the folder. */
  readonly byName?: true;
};

export type World =
  /** The real time: `new Date()`, `Date.now()`, `Temporal.Now`, `Intl.DateTimeFormat`, `performance`. */
  | "clock"
  /** `process.env`. */
  | "environment"
  /** Everything else of `process`. */
  | "process"
  | "console"
  /** `setTimeout` and its kin, and whatever runs something later. */
  | "timers"
  /** `Math.random`, `crypto`, and what node:crypto rolls. */
  | "random"
  /** `fetch`, `WebSocket` and their kin. */
  | "network"
  /** What a browser keeps: `localStorage` and its kin. */
  | "storage"
  /** `Worker`, `BroadcastChannel` and their kin. */
  | "threads";

const unified = [
  "unified",
  "remark-parse",
  "remark-gfm",
  "remark-directive",
  "remark-frontmatter",
  "mdast",
  "mdast-util-directive",
];

/** The rooms of features: each plugs into the tutor. */
const features = ["study/", "planning/", "reminders/", "standings/", "drill/"];

/** The longest path that a file begins with is its room, so a single file can be a room of its own. */
export const rooms: Readonly<Record<string, Room>> = {
  "chat/": { rooms: [] },
  "course/": {
    rooms: ["chat/"],
    packages: [...unified, "mdast-util-to-string", "yaml", "zod"],
    node: ["crypto", "path"],
  },
  "course/markdown/picture.ts": { rooms: [], packages: ["image-size"] },
  "course/load.ts": {
    rooms: ["chat/", "course/"],
    node: ["fs", "fs/promises", "path"],
    world: ["timers"],
    byName: true,
  },
  "core/": { rooms: ["chat/", "course/"], types: features },
  "core/late-note.ts": { rooms: ["chat/", "core/", "study/"] },
  // The simulation of a night: it imports nothing else of ours.
  "fleet/": { rooms: [] },
  "study/": { rooms: ["chat/", "course/", "core/", ...features] },
  "study/memory/review.ts": { rooms: ["study/memory/"], packages: ["ts-fsrs"] },
  "planning/": { rooms: ["chat/", "course/", "core/", "tutor/", ...features] },
  "reminders/": { rooms: ["chat/", "core/", ...features] },
  "standings/": { rooms: ["chat/", "core/", ...features] },
  "drill/": { rooms: ["chat/", "course/", "core/", "fleet/", ...features] },
  "tutor/": { rooms: ["chat/", "course/", "core/", ...features] },
  "store/": {
    // The port and the values that cross it.
    rooms: ["chat/", "core/store.ts"],
    types: ["core/", "course/model.ts", ...features],
    packages: ["kysely"],
    node: ["crypto", "path"],
    world: ["random"],
  },
  "store/engine/": {
    rooms: ["chat/", "core/store.ts", "store/tables/"],
    packages: ["kysely", "better-sqlite3", "pg"],
    node: ["crypto", "fs", "fs/promises", "path", "timers/promises", "url"],
    world: ["timers", "random"],
  },
  // The same bytes on every machine: nothing from outside but the fonts of a package.
  "pictures/": { rooms: ["chat/"], packages: ["@resvg/resvg-js"], node: ["module", "util", "zlib"] },
  "delivery/": { rooms: ["chat/", "core/", "planning/", "drill/board/ticking.ts"], types: ["tutor/"] },
  "delivery/heartbeat.ts": { rooms: [], packages: ["node-cron"] },
  // What the adapters share.
  "platforms/kit/": { rooms: ["chat/"] },
  "platforms/discord/": {
    rooms: ["chat/", "platforms/kit/"],
    packages: ["discord.js"],
    node: ["crypto", "fs/promises"],
  },
  "platforms/slack/": {
    rooms: ["chat/", "platforms/kit/"],
    packages: ["@slack/bolt", "@slack/oauth", "undici"],
    node: ["crypto", "fs/promises", "http", "path"],
  },
  "platforms/web/": {
    rooms: ["chat/", "platforms/kit/"],
    packages: ["hono", "@hono/node-server"],
    node: ["crypto", "fs", "fs/promises", "http", "module", "net"],
    world: ["timers", "random"],
  },
  // Scripts for the browser: served, never imported.
  "platforms/web/assets/": { rooms: [], world: ["timers", "network", "clock", "storage"] },
  "config/": {
    rooms: [],
    packages: ["zod", "fastest-levenshtein"],
    node: ["net", "util"],
  },
  "config/config.ts": {
    rooms: ["config/"],
    packages: ["zod"],
    node: ["fs", "net"],
    world: ["environment", "process"],
  },
  "ops/": {
    rooms: ["config/"],
    types: ["chat/", "core/", "app/clockwork.ts"],
    packages: ["pino", "pino-pretty", "prom-client"],
    node: ["http", "timers/promises"],
  },
  "ops/health.ts": { rooms: [], types: ["chat/", "ops/"], node: ["timers/promises"], world: ["timers"] },
  "app/": {
    rooms: [
      "chat/",
      "course/",
      "course/load.ts",
      "core/",
      "delivery/",
      "pictures/",
      "platforms/discord/",
      "platforms/slack/",
    ],
    types: ["config/", "ops/", "store/"],
    node: ["crypto", "path"],
  },
  "app/follow-course.ts": { rooms: ["course/", "course/load.ts", "core/", "study/"], types: ["ops/"], node: ["path"] },
  "app/clockwork.ts": {
    rooms: ["chat/", "core/", "delivery/"],
    types: ["app/"],
    node: ["crypto"],
    world: ["random", "process"],
  },
  "main.ts": { rooms: ["*"], node: ["crypto", "net"], world: ["clock", "random", "timers"] },
  "cli/": {
    rooms: ["*"],
    packages: ["commander", "better-sqlite3", "pg", "discord.js"],
    node: ["*"],
    world: ["process", "console", "timers", "network"],
  },
};

/** Names that say nothing of what is inside. */
export const emptyNames: readonly string[] = [
  "utils",
  "util",
  "helpers",
  "helper",
  "common",
  "misc",
  "index",
  "types",
  "interfaces",
  "manager",
  "service",
];

/** Lines of a file, at most. */
export const longest = 200;
