import type { Secret } from "./secret.ts";

/** What stands where a secret stood. */
const REDACTED = "[secret]";

/** How names end whose value is a secret, whatever it looks like: botToken, WEB_PASSWORD, set-cookie. */
const ending =
  "(?:authorization|cookies?|passwords?|passwd|passphrase|tokens?|secrets?|response_?url|trigger_?id|api_?key|credentials?)";

const secretName = new RegExp(`${ending}$`, "i");

/** Such a name in a text, plain or in quotes that JSON inside JSON may have escaped; up to its value. */
const named = (between: string): string =>
  `((?<![\\w.-])(?:\\\\{0,7}["'\`])?[\\w.-]*${ending}(?:\\\\{0,7}["'\`])?${between})(?!\\[secret\\])`;

/** Shapes of secrets, each with what replaces it. */
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
  // PostgreSQL: the password in an address, before the last @.
  [/(postgres(?:ql)?:\/\/[^\s:@/"'\\]*:)[^\s"'\\/]*@/gi, `$1${REDACTED}@`],
  [/\b(Basic|Bearer) [\w+/=.~-]{6,}/gi, `$1 ${REDACTED}`],
  // By name: a header to the end of its line, a value in quotes, a list or an object, a plain value after "=".
  [/(?<![\w-])((?:set-)?cookie|(?:proxy-)?authorization)(: *)(?!["'`[{])[^\r\n]+/gi, `$1$2${REDACTED}`],
  [
    new RegExp(`${named("\\s*(?::|=>?)\\s*")}(\\\\{0,7})(["'\`])[^]*?(?:(?<!\\\\)\\2\\3|$)`, "gi"),
    `$1$2$3${REDACTED}$2$3`,
  ],
  [new RegExp(`${named("\\s*(?::|=>?)\\s*")}[[{](?:[^]*[\\]}]|[^]*)`, "gi"), `$1${REDACTED}`],
  [new RegExp(`${named("[ \\t]*=[ \\t]*")}[^\\s&;"'\`[{][^\\s&;]*`, "gi"), `$1${REDACTED}`],
];

/** A text without anything that has the shape or the name of a secret, and without `known` ones, however they are escaped. */
export function scrub(text: string, known: readonly Secret[] = []): string {
  return clean(text, known.flatMap(spellings));
}

/** The same for a line that is JSON, and stays it: whatever a secret's name leads to goes, at any depth. */
export function scrubLine(line: string, known: readonly Secret[] = []): string {
  const spelled = known.flatMap(spellings);
  const parsed = parsedIn(line);
  if (parsed === undefined) return clean(line, spelled);
  return JSON.stringify(cleanValue(parsed, spelled, 0)) + (line.endsWith("\n") ? "\n" : "");
}

function clean(text: string, spelled: readonly string[]): string {
  const unknown = spelled.reduce((rest, value) => rest.replaceAll(value, REDACTED), text);
  return shapes.reduce((rest, [shape, replacement]) => rest.replace(shape, replacement), unknown);
}

/** Levels down to which a value is looked at; what lies deeper is not told. */
const DEEPEST = 50;

function cleanValue(value: unknown, spelled: readonly string[], depth: number): unknown {
  if (typeof value === "string") {
    const inner = parsedIn(value);
    return inner === undefined ? clean(value, spelled) : JSON.stringify(cleanValue(inner, spelled, depth + 1));
  }
  if (typeof value === "number") return clean(String(value), spelled) === String(value) ? value : REDACTED;
  if (typeof value !== "object" || value === null) return value;
  if (depth > DEEPEST) return REDACTED;
  if (Array.isArray(value)) return value.map((one) => cleanValue(one, spelled, depth + 1));
  const entries = Object.entries(value).map(([name, one]) => [
    clean(name, spelled),
    secretName.test(name) && one !== null && typeof one !== "boolean" ? REDACTED : cleanValue(one, spelled, depth + 1),
  ]);
  return Object.fromEntries(entries);
}

/** The object or list that a text is, as JSON; undefined when it is none. */
function parsedIn(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Only looks like it: it is a text like any other.
    return undefined;
  }
}

/** Shorter ones would blot out innocent text. The password of a database is often short, all others of ours are not. */
const SHORTEST = 8;
const SHORTEST_PASSWORD = 4;

/** A secret as it may stand in a text: itself, inside JSON, inside JSON inside JSON, in an address; longest first. */
function spellings(secret: Secret): readonly string[] {
  const value = secret.reveal();
  const values = [
    ...(value.length >= SHORTEST ? [value] : []),
    ...passwordsIn(value).filter((password) => password.length >= SHORTEST_PASSWORD),
  ];
  const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);
  return values
    .flatMap((text) => [text, escaped(text), escaped(escaped(text)), encodeURIComponent(text)])
    .filter((text, index, all) => all.indexOf(text) === index)
    .sort((a, b) => b.length - a.length);
}

/** The passwords of an address: drivers name them alone, as they were before they were encoded. */
function passwordsIn(value: string): readonly string[] {
  const address = URL.parse(value);
  return address ? [address.password, decoded(address.password), ...address.searchParams.getAll("password")] : [];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone % is no encoding: it is the password as it stands.
    return text;
  }
}
