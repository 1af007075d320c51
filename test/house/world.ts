import type { World } from "./rooms.ts";

/** What a member of a global means: a world, nothing at all, or that nobody can tell. */
type Meaning = World | "hidden" | undefined;

/** What the uses of one global mean. */
type Judgement =
  /** Every use is one of this world. */
  | { readonly every: World }
  /** Its members differ, so it stands under its own name with one of them; `why` is told where it does not. */
  | {
      readonly every?: undefined;
      /** `next` is the member that is asked of the member, where there is one. */
      readonly members: (name: string, next: string | undefined) => Meaning;
      readonly why?: string;
    };

const every = (world: World, ...names: readonly string[]): readonly (readonly [string, Judgement])[] =>
  names.map((name) => [name, { every: world }] as const);

/** Members of these are free, but for the ones named, and for the way to whatever made them. */
const but = (named: Readonly<Record<string, Meaning>>): Judgement => ({
  members: (name) => (name === "constructor" ? "hidden" : new Map(Object.entries(named)).get(name)),
});

/** No use can be seen through. */
const never = (why?: string): Judgement => ({ members: () => "hidden", ...(why && { why }) });

const whole = never();
const code = (name: string): Judgement => never(`runs text as code (${name})`);

/** The globals that reach the world outside, or lead to those that do. A name that is not here is free. */
export const judgements: ReadonlyMap<string, Judgement> = new Map([
  ...every("clock", "performance"),
  ...every("console", "console"),
  ...every("timers", "setTimeout", "setInterval", "setImmediate", "queueMicrotask", "scheduler"),
  ...every("timers", "requestAnimationFrame", "requestIdleCallback"),
  ...every("random", "crypto"),
  ...every("network", "fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "EventSource", "navigator"),
  ...every("storage", "localStorage", "sessionStorage", "indexedDB", "caches", "cookieStore"),
  ...every("threads", "Worker", "SharedWorker", "BroadcastChannel", "MessageChannel", "Atomics"),
  ["Date", { members: (name) => (name === "now" ? "clock" : ["UTC", "parse"].includes(name) ? undefined : "hidden") }],
  ["Temporal", but({ Now: "clock" })],
  // Without a date to format, it takes the present one.
  [
    "Intl",
    { members: (name, next) => (name === "DateTimeFormat" && next !== "supportedLocalesOf" ? "clock" : undefined) },
  ],
  ["Math", but({ random: "random" })],
  ["AbortSignal", but({ timeout: "timers" })],
  ["process", { members: (name) => (name === "env" ? "environment" : "process") }],
  ...["globalThis", "global", "self", "window", "require"].map((name) => [name, whole] as const),
  ...["eval", "Function", "WebAssembly"].map((name) => [name, code(name)] as const),
]);

type WorldOf = (name: string) => World | undefined;

/** Modules of Node whose names belong to different worlds, so that permission for the module is not enough. */
export const imported: ReadonlyMap<string, WorldOf> = new Map<string, WorldOf>([
  ["node:process", (name) => (name === "env" ? "environment" : "process")],
  ["node:crypto", (name) => (/^(random|getRandom|webcrypto$)/.test(name) ? "random" : undefined)],
]);
