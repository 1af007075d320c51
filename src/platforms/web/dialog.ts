import type { Field, Form } from "../../chat/form.ts";
import { type Markup, markup, nothing } from "./markup.ts";
import type { Room } from "./places.ts";

/** Fields of a form are sent under this prefix, so that no field's name can be taken for one of the page's own. */
export const FIELD = "field.";

/** A form as a modal dialog; it comes back in the answer to a press, and page.js opens it. */
export function renderDialog(form: Form, room: Room, on: string | undefined): Markup {
  const source = on === undefined ? nothing : markup`<input type="hidden" name="on" value="${on}">`;
  return markup`<dialog aria-labelledby="form-title" data-on="${on ?? ""}"><form hx-post="/submit" hx-target="#dialogs"
 hx-status:4xx="target:#form-notice swap:innerHTML" hx-status:5xx="target:#form-notice swap:innerHTML">
<h2 id="form-title">${form.title}</h2><input type="hidden" name="form-id" value="${form.id}">
<input type="hidden" name="room" value="${room}">${source}${form.fields.map((field) => renderField(form.id, field))}
<div id="form-notice" class="notice" role="alert"></div>
<div class="row"><button class="primary">${form.submit}</button>
<button type="button" class="plain" data-close>Cancel</button></div></form></dialog>`;
}

function renderField(form: string, field: Field): Markup {
  const id = `field-${encodeURIComponent(field.name.toWellFormed())}`;
  const hint = field.hint === undefined ? nothing : markup`<p class="note" id="${id}-hint">${field.hint}</p>`;
  const described = field.hint === undefined ? nothing : markup` aria-describedby="${id}-hint"`;
  const shared = markup`id="${id}" name="${FIELD}${field.name}" data-draft="${form} ${field.name}" autocomplete="off"${described}`;
  const input = field.multiline
    ? markup`<textarea ${shared} rows="4"></textarea>`
    : markup`<input type="text" ${shared}>`;
  return markup`<label for="${id}">${field.label}</label>${input}${hint}`;
}
