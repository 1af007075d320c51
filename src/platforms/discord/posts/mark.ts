import { createHash } from "node:crypto";
import type { Body } from "../render/render.ts";

/** Marks lie above the numbers that Discord gives components by itself, and fit 32 bits with a sign. */
const LEAST = 2 ** 30;

const digest = (key: string, part: number) => createHash("sha256").update(part === 0 ? key : `${key}#${part}`);

/** Discord takes 25 characters and keeps a nonce for a few minutes: within them the same key is one message. */
export const nonceOf = (key: string, part: number): string => digest(key, part).digest("base64url").slice(0, 25);

/**
 * The number by which a part of a post is known in a channel's history: an id of its container, which Discord keeps and
 * gives back (Components reference, "Anatomy of a Component"). A nonce is not given back there.
 */
export const markOf = (key: string, part: number): number =>
  LEAST + (digest(key, part).digest().readUInt32BE(0) % LEAST);

/** A body whose container carries a mark. */
export const marked = (body: Body, mark: number | undefined): Body =>
  mark === undefined ? body : { ...body, components: body.components.map((container) => ({ ...container, id: mark })) };

/** The mark of a message as Discord gives it back; undefined when it carries none. */
export function markIn(message: { readonly components?: readonly unknown[] | undefined }): number | undefined {
  const [first] = message.components ?? [];
  const id: unknown = typeof first === "object" && first !== null && "id" in first ? first.id : undefined;
  return typeof id === "number" && id >= LEAST ? id : undefined;
}
