import { describe, expect, test } from "vitest";
import { breaches } from "./architecture.ts";

/** What the rule says of one planted file. */
const judged = (file: string, text: string): readonly string[] => breaches(new Map([[file, `${text}\n`]]));

const handsOn = (name: string): string => `hands ${name} on: use it by its own name`;

describe("the core may not reach the world outside:", () => {
  test.each<[string, string]>([
    // The clock.
    ["const at = new Date();", "uses new Date() (clock)"],
    ["const at = new (Date)();", "uses new Date() (clock)"],
    ["const at = new Date(...parts);", handsOn("Date")],
    ["const at = Date();", "uses Date (clock)"],
    ["const at = Date.now();", "uses Date.now (clock)"],
    ["const at = Date?.now();", "uses Date.now (clock)"],
    ['const at = Date["now"]();', "uses Date.now (clock)"],
    ["const at = Date[name]();", handsOn("Date")],
    ["run({ now: Date.now });", "uses Date.now (clock)"],
    ["const at = (Date as any).now();", handsOn("Date")],
    ["const at = (<any>Date).now();", handsOn("Date")],
    ["const at = Date!.now();", handsOn("Date")],
    ["const Day = Date;", handsOn("Date")],
    ["const days = f ? Date : x;", handsOn("Date")],
    ["class Day extends Date {}", handsOn("Date")],
    ["const Day = Date.prototype.constructor;", handsOn("Date.prototype")],
    ["const at = Temporal.Now.instant();", "uses Temporal.Now (clock)"],
    ["const { Now } = Temporal;", handsOn("Temporal")],
    ["const at = performance.now();", "uses performance.now (clock)"],
    ['const at = new Intl.DateTimeFormat("en").format();', "uses Intl.DateTimeFormat (clock)"],
    // The process and its environment.
    ["const url = process.env.DATABASE_URL;", "uses process.env (environment)"],
    ['const url = process["env"].HOME;', "uses process.env (environment)"],
    ["const { env } = process;", handsOn("process")],
    ["const p = f ?? process;", handsOn("process")],
    [`const told = \`\${process}\`;`, handsOn("process")],
    ["(0, process).exit();", handsOn("process")],
    ["for (const key in process) tell(key);", handsOn("process")],
    ["for (const key of process.argv) tell(key);", "uses process.argv (process)"],
    ["export { process as p };", handsOn("process")],
    ["import p = process;", handsOn("process")],
    ["declare const process: { env: object };\nrun(process.env);", "uses process.env (environment)"],
    ["const hidden = () => { const process = 1; };\nprocess.exit();", "uses process.exit (process)"],
    ["const run = ({ env = process.env }) => env;", "uses process.env (environment)"],
    ["const { [process.pid]: x } = y;", "uses process.pid (process)"],
    // Timers.
    ["setTimeout(() => {}, 10);", "uses setTimeout (timers)"],
    ["wait(setTimeout);", "uses setTimeout (timers)"],
    ["wait({ setTimeout });", "uses setTimeout (timers)"],
    ["wait([setTimeout, x]);", "uses setTimeout (timers)"],
    ["queueMicrotask(run);", "uses queueMicrotask (timers)"],
    ["wait(AbortSignal.timeout(100));", "uses AbortSignal.timeout (timers)"],
    // Chance.
    ["const roll = Math.random();", "uses Math.random (random)"],
    ["const id = crypto.randomUUID();", "uses crypto.randomUUID (random)"],
    // The rest.
    ['console.log("hello");', "uses console.log (console)"],
    ['await fetch("https://tutor.example");', "uses fetch (network)"],
    ["const ask = new XMLHttpRequest();", "uses XMLHttpRequest (network)"],
    ["const kept = localStorage.getItem(key);", "uses localStorage.getItem (storage)"],
    ['const other = new Worker("other.js");', "uses Worker (threads)"],
    ['const channel = new BroadcastChannel("all");', "uses BroadcastChannel (threads)"],
    // What nobody can see through.
    ["const e = globalThis.process;", handsOn("globalThis.process")],
    ["self.setTimeout(run, 100);", handsOn("self.setTimeout")],
    ['eval("1");', "runs text as code (eval)"],
    ['const run = new Function("return 1");', "runs text as code (Function)"],
    ['const x = require("node:fs");', handsOn("require")],
  ])("%s", (text, breach) => {
    expect(judged("core/bot.ts", text)).toEqual([`core/bot.ts: ${breach}`]);
  });

  test("several at once are told one by one", () => {
    expect(judged("core/bot.ts", "wait([setTimeout, Date]);")).toEqual([
      "core/bot.ts: uses setTimeout (timers)",
      `core/bot.ts: ${handsOn("Date")}`,
    ]);
  });
});

describe("permission for one thing is none for another:", () => {
  test.each<[string, string, string]>([
    ["main.ts", "const url = process.env['HOME'];", "uses process.env (environment)"],
    ["cli/start.ts", "const { env } = process;", handsOn("process")],
    ["cli/start.ts", 'import { env } from "node:process";', "uses env of node:process (environment)"],
    ["cli/start.ts", 'import process from "node:process";', handsOn("node:process")],
    ["cli/start.ts", 'export { env } from "node:process";', handsOn("node:process")],
    ["cli/start.ts", 'const { env } = await import("node:process");', handsOn("node:process")],
    ["course/version.ts", 'import { randomUUID } from "node:crypto";', "uses randomUUID of node:crypto (random)"],
    ["course/load.ts", 'await fetch("https://tutor.example");', "uses fetch (network)"],
    ["config/config.ts", "const at = Temporal.Now.instant();", "uses Temporal.Now (clock)"],
  ])("%s: %s", (file, text, breach) => {
    expect(judged(file, text)).toEqual([`${file}: ${breach}`]);
  });
});

describe("the rule lets be what reaches nothing:", () => {
  test.each<[string, string]>([
    ["core/review.ts", "const due = new Date(at);"],
    ["core/review.ts", "const due = Date.UTC(2026, 10, 23);"],
    ["core/review.ts", "const isDate = due instanceof Date;"],
    ["core/words.ts", 'const count = new Intl.PluralRules("en").select(2);'],
    ["core/words.ts", "const known = Intl.DateTimeFormat.supportedLocalesOf([tag]);"],
    ["core/words.ts", "const letters = new Intl.Segmenter();"],
    ["core/period.ts", "const day = Temporal.PlainDate.from(text);"],
    ["core/bot.ts", "const told = { fetch: 1, console: app.process, x: y.setTimeout(1) };"],
    ["core/bot.ts", "class Timer { process = 1; setTimeout() { return this.process; } }"],
    ["core/bot.ts", "const run = (fetch: Fetch, { process }: Given) => fetch(process.env);"],
    ["core/bot.ts", "function crypto() { return 1; }\nconst [performance, ...console] = [crypto()];\nconsole.log;"],
    ["core/bot.ts", 'import { fetch } from "./ask.ts";\nexport const x = fetch(1);'],
    ["core/bot.ts", "try { run(); } catch (process) { tell(process); }"],
    ["core/bot.ts", "process: for (;;) break process;"],
    ["core/bot.ts", "export type Process = { process: string; fetch(): void; at: typeof Date };"],
    ["core/bot.ts", "const clock = (): Date => given as Date;"],
    ["course/version.ts", 'import { createHash } from "node:crypto";'],
    ["config/config.ts", "export const environment = () => process.env;"],
    ["main.ts", "export const now = () => Temporal.Now.instant();"],
    ["cli/preview.ts", 'import { stdin } from "node:process";'],
  ])("%s: %s", (file, text) => {
    expect(judged(file, text)).toEqual([]);
  });
});
