import type { Button } from "../../../chat/message.ts";
import { type Markup, markup, nothing } from "./escape.ts";
import { renderLink } from "./text.ts";

type Rows = readonly (readonly Button[])[];

/** The id of the button with a label, when the message has one. */
export function controlOf(entry: string, rows: Rows, label: string): string | undefined {
  const button = rows.flat().find((one) => one.kind === "button" && one.label === label);
  return button && controlIds(entry, rows).get(button);
}

/** The buttons, selects and links under a message; nothing when it has none. */
export function renderControls(entry: string, rows: Rows): Markup {
  if (rows.flat().length === 0) return nothing;
  const ids = controlIds(entry, rows);
  return markup`<div class="controls">${rows.map(
    (row) => markup`<div class="row">${row.map((button) => renderControl(entry, button, ids.get(button) ?? ""))}</div>`,
  )}</div>`;
}

/**
 * An id for every control, made from its label: when a message turns into its next page, "Next" stays the same
 * element, and the keyboard focus stays on it.
 */
function controlIds(entry: string, rows: Rows): ReadonlyMap<Button, string> {
  const ids = new Map<Button, string>();
  const seen = new Map<string, number>();
  for (const button of rows.flat()) {
    const times = seen.get(button.label) ?? 0;
    seen.set(button.label, times + 1);
    ids.set(button, `c-${entry}-${encodeURIComponent(button.label.toWellFormed())}${times === 0 ? "" : `-${times}`}`);
  }
  return ids;
}

function renderControl(entry: string, button: Button, id: string): Markup {
  switch (button.kind) {
    case "button":
      return renderButton(entry, button, id);
    case "select":
      return renderSelect(entry, button, id);
    case "link":
      return markup`<span class="link">${renderLink(button.url, button.label, button.label)}</span>`;
    default:
      return button satisfies never;
  }
}

function renderButton(entry: string, button: Extract<Button, { kind: "button" }>, id: string): Markup {
  const name = button.a11y === undefined ? nothing : markup` aria-label="${button.a11y}"`;
  const pressed = button.pressed === undefined ? nothing : markup` aria-pressed="${String(button.pressed)}"`;
  const emoji = button.emoji === undefined ? nothing : markup`<span aria-hidden="true">${button.emoji}</span> `;
  return markup`<form hx-post="/press" hx-target="#dialogs" hx-sync="closest article:queue all">${pressFields(entry, button.action)}
<button id="${id}" class="${button.style}"${name}${pressed}>${emoji}${button.label}</button></form>`;
}

/** A menu and a button beside it: a menu that acts by itself cannot be looked through with the keyboard. */
function renderSelect(entry: string, button: Extract<Button, { kind: "select" }>, id: string): Markup {
  const options = button.options.map((option) => markup`<option value="${option.value}">${option.label}</option>`);
  return markup`<form class="select" hx-post="/press" hx-target="#dialogs" hx-sync="closest article:queue all">${pressFields(entry, button.action)}
<label for="${id}">${button.label}</label><select id="${id}" name="value">${options}</select>
<button id="${id}-go" class="plain" aria-label="Choose: ${button.label}">Choose</button></form>`;
}

function pressFields(entry: string, action: string): Markup {
  return markup`<input type="hidden" name="on" value="${entry}"><input type="hidden" name="action" value="${action}">`;
}
