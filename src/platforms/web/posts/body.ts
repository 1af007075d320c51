import type { Message } from "../../../chat/message.ts";
import { isMessage } from "./message-shape.ts";

/** What a kept message says. */
export type Body =
  | { readonly kind: "typed"; readonly text: string }
  | { readonly kind: "message"; readonly message: Message }
  /** A row that this version cannot read; it is shown as such, and harms nothing else. */
  | { readonly kind: "unreadable" };

export const typedBody = (text: string): string => JSON.stringify({ text });

export const messageBody = (message: Message): string => JSON.stringify(message);

/** Reads a kept body; nothing that stands in a row can make this throw. */
export function readBody(stored: string): Body {
  const value = parsed(stored);
  if (isMessage(value)) return { kind: "message", message: value };
  if (typeof value === "object" && value !== null && "text" in value && typeof value.text === "string") {
    return { kind: "typed", text: value.text };
  }
  return { kind: "unreadable" };
}

function parsed(stored: string): unknown {
  try {
    return JSON.parse(stored);
  } catch {
    // The caller shows it as unreadable: that is the whole handling of a torn row.
    return undefined;
  }
}
