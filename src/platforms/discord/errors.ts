import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import type { Delivered } from "../../chat/platform.ts";

/** How an attempt that failed is told: an outcome, or that the message in question needs nothing more. */
export type Outcome = Exclude<Delivered, { kind: "sent" }> | { readonly kind: "done" };

type Refusal = Extract<Outcome, { kind: "refused" }>;
type Scope = Refusal["scope"];

const refused = (scope: Scope, why: string): Refusal => ({ kind: "refused", why, scope });

/** Codes that stay as they are until somebody changes something (Discord, "Opcodes and status codes"). */
const refusals: Readonly<Record<number, readonly [Scope, string]>> = {
  10003: ["place", "the channel is gone"],
  10004: ["tenant", "the server is gone, or the bot is no longer in it"],
  10013: ["place", "that person is not known to Discord any more"],
  40001: ["platform", "Discord no longer takes the token"],
  40058: ["place", "a forum channel takes no messages: choose a text channel"],
  50001: ["place", "the bot cannot see the channel: give it View Channel there"],
  50007: ["place", "this person takes no direct messages from the bot"],
  50013: ["place", "the bot may not post in the channel: give it Send Messages and Attach Files there"],
  50083: ["place", "the thread is archived"],
  50278: ["place", "this person shares no server with the bot"],
  160005: ["place", "the thread is locked"],
  200000: ["post", "AutoMod of the server blocked the message"],
  240000: ["post", "Discord took a link in the message for harmful"],
};

/** Codes of an edit or a repeated send whose message needs nothing more: deleted, or too old to be polished further. */
const done = new Set([10008, 30046]);

/** Milliseconds to wait for codes that pass by themselves, when Discord does not say how long. */
const waits: Readonly<Record<number, number>> = {
  20016: 60_000,
  20028: 60_000,
  40003: 600_000,
  130000: 60_000,
};

/** Rejected before any route was reached, without a word in JSON: an address or a whole machine is blocked for a while. */
const BLOCKED = 300_000;
const UNTOLD = 60_000;
/** Never connected: nothing was sent. */
const AWAY = 30_000;
const unconnected = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Reads what a request threw; `now` is epoch milliseconds. Whatever may have arrived all the same is unknown. */
export function outcomeOf(error: unknown, now: number): Outcome {
  if (error instanceof RateLimitError) return { kind: "wait", until: now + pauseOf(error) };
  if (error instanceof DiscordAPIError) return judged(error, now);
  if (error instanceof HTTPError && error.status < 500) return { kind: "wait", until: now + BLOCKED };
  if (error instanceof Error && "code" in error && unconnected.has(String(error.code)))
    return { kind: "wait", until: now + AWAY };
  return { kind: "unknown" };
}

/** 401 means that the token was taken back: nothing will work until there is a new one. */
export const isUnauthorized = (error: unknown): boolean =>
  (error instanceof DiscordAPIError || error instanceof HTTPError) && error.status === 401;

export const codeOf = (error: unknown): number | undefined =>
  error instanceof DiscordAPIError && typeof error.code === "number" ? error.code : undefined;

/** Whether Discord itself said no, so that asking again at once is of no use. */
export const isFinal = (error: unknown): boolean => error instanceof DiscordAPIError || error instanceof RateLimitError;

function pauseOf(error: RateLimitError): number {
  const told = Math.max(error.retryAfter, error.timeToReset, error.sublimitTimeout);
  return told > 0 && Number.isFinite(told) ? told : UNTOLD;
}

function judged(error: DiscordAPIError, now: number): Outcome {
  const code = codeOf(error);
  if (isUnauthorized(error)) return refused("platform", refusals[40001]?.[1] ?? "");
  // An answer without a code is no answer of the API: a wall before it, with a page for people.
  if (code === undefined) return { kind: "wait", until: now + BLOCKED };
  if (done.has(code)) return { kind: "done" };
  const pause = waits[code];
  if (pause !== undefined) return { kind: "wait", until: now + pause };
  const known = refusals[code];
  if (known) return refused(...known);
  if (code === 50035) return refused("post", `Discord does not take the message: ${error.message}`);
  if (error.status === 403) return refused("place", `Discord forbids it (${code}): ${error.message}`);
  return refused("post", `Discord answered ${error.status} (${code}): ${error.message}`);
}
