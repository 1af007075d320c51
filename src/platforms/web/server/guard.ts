import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { basicAuth } from "hono/basic-auth";
import { Refused, refusals } from "../errors.ts";

/** The header in which every page hands back the token of the run that rendered it. */
export const RUN_HEADER = "x-nightshift-run";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether an address can be reached from this machine only. */
export function isLoopback(host: string): boolean {
  return host === "::1" || LOOPBACK.has(host) || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

/**
 * Answers only to its own names, whatever address a name was made to point at: a page elsewhere that rebinds its
 * name to 127.0.0.1 is refused. Speaks no web sockets.
 */
export function guardHost(hosts: readonly string[]): MiddlewareHandler {
  const known = new Set([...LOOPBACK, ...hosts.map((host) => host.toLowerCase())]);
  return async (context, next) => {
    const [, name] = /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/i.exec(context.req.header("host") ?? "") ?? [];
    if (name === undefined || !known.has(name.toLowerCase())) throw new Refused(refusals.host);
    if (context.req.header("upgrade") !== undefined) throw new Refused(refusals.socket);
    await next();
  };
}

/** Whatever changes something must come from a page of this very run: same origin, and its token. */
export function guardSource(run: string): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.method !== "POST") return next();
    if (!isSameOrigin(context.req.header("origin"), context.req.header("sec-fetch-site"), context.req.header("host"))) {
      throw new Refused(refusals.origin);
    }
    if (!isSame(context.req.header(RUN_HEADER) ?? "", run)) throw new Refused(refusals.stale);
    return next();
  };
}

function isSameOrigin(origin: string | undefined, site: string | undefined, host: string | undefined): boolean {
  if (site !== undefined && site !== "same-origin") return false;
  if (origin === undefined) return site === "same-origin";
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

/** The login of the browser itself, over everything; any user name goes with the one password. */
export function guardPassword(password: string): MiddlewareHandler {
  return basicAuth({
    realm: "Nightshift",
    invalidUserMessage: "The password is needed here.",
    verifyUser: (_user, given) => isSame(given, password),
  });
}

/** Compares in a time that tells nothing about where two secrets differ, nor how long they are. */
function isSame(given: string, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
