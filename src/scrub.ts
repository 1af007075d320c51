import type { Secret } from "./secret.ts";

/** What stands where a secret stood. */
const REDACTED = "[secret]";

/** Property names whose value is a secret whatever it looks like, in an object, in JSON, or in JSON inside a string. */
export const secretKeys = [
  "authorization",
  "cookie",
  "password",
  "token",
  "secret",
  "response_url",
  "trigger_id",
  "access_token",
  "refresh_token",
  "client_secret",
  "signing_secret",
] as const;

/** Shapes of secrets, each with what replaces it. Quotes and backslashes end a match, so that JSON stays JSON. */
const shapes: readonly (readonly [RegExp, string])[] = [
  // Slack: bot, user, app-level, refresh and rotated tokens.
  [/\b(xox[a-z](\.xox[a-z])?|xapp)-[\w-]+/gi, REDACTED],
  // Discord: a bot's token, and that of an interaction, which is the base64 of "interaction:…".
  [/\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g, REDACTED],
  [/\baW50ZXJhY3Rpb246[\w+/=-]+/g, REDACTED],
  [/(\/(?:webhooks|interactions)\/\d{5,}\/)[^\s"'\\/?]+/g, `$1${REDACTED}`],
  // Slack: an address that answers an interaction, and the id that opens a form.
  [/https?:\/\/hooks\.slack(-gov)?\.com\/[^\s"'\\]+/gi, REDACTED],
  [/\b\d{6,}\.\d{6,}\.[0-9a-f]{16,}\b/g, REDACTED],
  // PostgreSQL: the password in an address, before the last @ or in its query.
  [/(postgres(?:ql)?:\/\/[^\s:@/"'\\]*:)[^\s"'\\/]*@/gi, `$1${REDACTED}@`],
  [/([?&]password=)[^\s&"'\\]+/gi, `$1${REDACTED}`],
  [/\b(Basic|Bearer) [\w+/=.~-]{6,}/gi, `$1 ${REDACTED}`],
  [
    new RegExp(`((?<![\\w-])\\\\*["'](?:${secretKeys.join("|")})\\\\*["']\\s*:\\s*\\\\*["'])[^"'\\\\]+`, "gi"),
    `$1${REDACTED}`,
  ],
];

/** A text without anything that has the shape of a secret, and without `known` ones, however they are escaped. */
export function scrub(text: string, known: readonly Secret[] = []): string {
  const spelled = known.flatMap(spellings).reduce((rest, value) => rest.replaceAll(value, REDACTED), text);
  return shapes.reduce((rest, [shape, replacement]) => rest.replace(shape, replacement), spelled);
}

/** Shorter ones would blot out innocent text; none of ours is shorter. */
const SHORTEST = 8;

/** A secret as it may stand in a text: itself, inside JSON, inside JSON inside JSON, in an address; longest first. */
function spellings(secret: Secret): readonly string[] {
  const values = [secret.reveal(), ...passwordIn(secret.reveal())];
  const escaped = (value: string): string => JSON.stringify(value).slice(1, -1);
  return values
    .flatMap((value) => [value, escaped(value), escaped(escaped(value)), encodeURIComponent(value)])
    .filter((value, index, all) => value.length >= SHORTEST && all.indexOf(value) === index)
    .sort((a, b) => b.length - a.length);
}

/** The password of an address: drivers name it alone, as it was before it was encoded. */
function passwordIn(value: string): readonly string[] {
  const password = URL.parse(value)?.password ?? "";
  return password === "" ? [] : [password, decoded(password)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone % is no encoding: it is the password as it stands.
    return text;
  }
}
