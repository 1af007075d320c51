import { createHash, randomBytes } from "node:crypto";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Person } from "../../../chat/event.ts";
import { guestName } from "../names.ts";
import { PLATFORM, TENANT } from "../places.ts";
import type { History } from "../posts/history.ts";

const COOKIE = "nightshift";
/** The longest that browsers keep a cookie (RFC 6265bis): 400 days. */
const COOKIE_SECONDS = 400 * 24 * 3600;

/**
 * The person whose cookie came with a request; undefined without one. The cookie is the secret, and the id is its
 * digest: nobody who sees an id, in a backup for instance, can put it on.
 */
export function visitorOf(context: Context): string | undefined {
  const secret = getCookie(context, COOKIE);
  return secret !== undefined && /^[0-9a-f]{32}$/.test(secret) ? idOf(secret) : undefined;
}

/** Makes a new person of this browser, and returns the id. */
export function welcomeVisitor(context: Context): string {
  const secret = randomBytes(16).toString("hex");
  setCookie(context, COOKIE, secret, { httpOnly: true, sameSite: "Strict", path: "/", maxAge: COOKIE_SECONDS });
  return idOf(secret);
}

const idOf = (secret: string): string => createHash("sha256").update(secret).digest("hex").slice(0, 32);

/** The name a person goes by: the one they chose, or a friendly one. */
export async function nameOf(history: History, person: string): Promise<string> {
  return (await history.profile(person))?.name ?? guestName(person);
}

export type Rights = { readonly mayManage: boolean };

export async function personOf(context: Context, history: History, id: string, rights: Rights): Promise<Person> {
  const zone = zoneOf(context);
  const locale = localeOf(context.req.header("accept-language"));
  return {
    platform: PLATFORM,
    tenant: TENANT,
    id,
    name: await nameOf(history, id),
    mayManage: rights.mayManage,
    ...(locale === undefined ? {} : { locale }),
    ...(zone === undefined ? {} : { zone }),
  };
}

const ZONE_COOKIE = "nightshift-zone";

/** The zone that a page told of its browser (times.js), if this machine knows it; under its own spelling. */
export function zoneOf(context: Context): string | undefined {
  const told = getCookie(context, ZONE_COOKIE) ?? "";
  // A name, never an offset such as "+02:00", which Temporal would take as well.
  if (!/^[A-Za-z][\w+/-]{0,63}$/.test(told)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(told).timeZoneId;
  } catch {
    // No zone of that name: the browser knows others, or somebody made it up.
    return undefined;
  }
}

/** The language that a browser names first. */
function localeOf(header: string | undefined): string | undefined {
  const [, tag] = /^\s*([a-z]{2,8}(?:-[a-z0-9]{1,8})*)/i.exec(header ?? "") ?? [];
  return tag !== undefined && Intl.DateTimeFormat.supportedLocalesOf([tag]).length > 0 ? tag : undefined;
}
