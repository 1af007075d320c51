import { createHash } from "node:crypto";

/** The short name of a wording: 16 hex digits that change when anything in it does, and not with the order of its keys. */
export function versionOf(wording: unknown): string {
  return createHash("sha256").update(JSON.stringify(wording, sorted)).digest("hex").slice(0, 16);
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
