import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

/** HTML whose every inserted value was escaped when it was made. */
export type Markup = HtmlEscapedString;

/** hono's `html`, for values that are all at hand: what is inserted is escaped, unless it is Markup itself. */
export function markup(strings: TemplateStringsArray, ...values: readonly unknown[]): Markup {
  const made = html(strings, ...values);
  if (made instanceof Promise) throw new TypeError("a promise was inserted into markup; await it first");
  return made;
}

export const nothing: Markup = markup``;
