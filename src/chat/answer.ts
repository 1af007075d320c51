import type { MessageRef, Recipient } from "./event.ts";
import type { Form } from "./form.ts";
import type { Message } from "./message.ts";

/** What the tutor answers to an event. It says; a platform sends. */
export type Outgoing =
  /** A new message in answer; `me` is visible to the person who acted and to nobody else. */
  | { readonly kind: "reply"; readonly message: Message; readonly to: "me" | "all" }
  /** The message whose button was pressed turns into this one, in place. */
  | { readonly kind: "update"; readonly message: Message }
  | { readonly kind: "edit"; readonly target: MessageRef; readonly message: Message }
  /** A message of its own; the same `key` is posted once. */
  | { readonly kind: "post"; readonly to: Recipient; readonly key: string; readonly message: Message }
  | { readonly kind: "form"; readonly form: Form };

export type Post = Extract<Outgoing, { kind: "post" }>;
