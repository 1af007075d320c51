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
  /** What it may use of the world outside (test/world.ts tells it apart). */
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

/** The longest path that a file begins with is its room, so a single file can be a room of its own. */
export const rooms: Readonly<Record<string, Room>> = {
  "chat/": { rooms: [] },
  "course/": {
    rooms: ["chat/"],
    packages: [...unified, "mdast-util-to-string", "yaml", "zod"],
    node: ["crypto", "path"],
  },
  "course/picture.ts": { rooms: [], packages: ["image-size"] },
  "course/load.ts": {
    rooms: ["chat/", "course/"],
    node: ["fs", "fs/promises", "path"],
    world: ["timers"],
    byName: true,
  },
  "core/": { rooms: ["chat/", "course/"] },
  "core/review.ts": { rooms: ["chat/", "course/", "core/"], packages: ["ts-fsrs"] },
  "store/": {
    // The port and the values that cross it.
    rooms: ["chat/", "core/store.ts"],
    types: [
      "core/arrival.ts",
      "core/drill/facts.ts",
      "core/who.ts",
      "core/tenants.ts",
      "core/memory.ts",
      "core/outage.ts",
      "core/post.ts",
      "core/question.ts",
      "core/schedule.ts",
      "core/standing.ts",
      "course/course.ts",
    ],
    packages: ["kysely", "better-sqlite3", "pg"],
    node: ["crypto", "fs", "fs/promises", "path", "timers/promises", "url"],
    world: ["timers", "random"],
  },
  "core/store.ts": { rooms: ["chat/", "course/", "core/"] },
  // The same bytes on every machine: nothing from outside but the fonts of a package.
  "pictures/": { rooms: ["chat/"], packages: ["@resvg/resvg-js"], node: ["module", "util", "zlib"] },
  "delivery/": { rooms: ["chat/", "core/"] },
  "delivery/heartbeat.ts": { rooms: [], packages: ["node-cron"] },
  "platforms/discord/": {
    rooms: ["chat/"],
    packages: ["discord.js"],
    node: ["crypto", "fs/promises"],
  },
  "platforms/slack/": {
    rooms: ["chat/"],
    packages: ["@slack/bolt", "@slack/oauth", "undici"],
    node: ["crypto", "fs/promises", "http", "path"],
  },
  "platforms/web/": {
    rooms: ["chat/"],
    packages: ["hono", "@hono/node-server"],
    node: ["crypto", "fs", "fs/promises", "http", "module", "net"],
    world: ["timers", "random"],
  },
  // Scripts for the browser: served, never imported.
  "platforms/web/assets/": { rooms: [], world: ["timers", "network", "clock", "storage"] },
  "secret.ts": { rooms: [], node: ["util"] },
  "scrub.ts": { rooms: [], types: ["secret.ts"] },
  "nearest.ts": { rooms: [], packages: ["fastest-levenshtein"] },
  "settings.ts": { rooms: [], packages: ["zod"], node: ["net"] },
  "gaps.ts": { rooms: [], node: ["net"] },
  "config.ts": {
    rooms: ["settings.ts", "gaps.ts", "secret.ts", "scrub.ts", "nearest.ts"],
    packages: ["zod"],
    node: ["fs", "net"],
    world: ["environment", "process"],
  },
  "log.ts": { rooms: ["scrub.ts"], types: ["secret.ts"], packages: ["pino", "pino-pretty"] },
  "health.ts": { rooms: [], types: ["chat/", "log.ts"], node: ["timers/promises"], world: ["timers"] },
  "follow-course.ts": { rooms: ["course/", "course/load.ts", "core/"], types: ["log.ts"], node: ["path"] },
  "uptime.ts": { rooms: [], types: ["chat/", "core/", "log.ts"] },
  "purge.ts": { rooms: [], types: ["chat/", "core/", "log.ts"] },
  "clockwork.ts": {
    rooms: ["chat/", "core/", "delivery/"],
    types: ["visitor-clock.ts"],
    node: ["crypto"],
    world: ["random", "process"],
  },
  "metrics.ts": { rooms: [], types: ["chat/", "core/", "clockwork.ts"], packages: ["prom-client"] },
  "metrics-server.ts": { rooms: [], node: ["http"] },
  "channels.ts": {
    rooms: ["chat/", "core/", "pictures/", "platforms/discord/", "platforms/slack/"],
    types: ["config.ts", "store/"],
  },
  "visitor-clock.ts": { rooms: [], types: ["core/"] },
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
