import type { Field, Form } from "../../../chat/form.ts";
import type { Room } from "../places.ts";
import { type Markup, markup, nothing } from "./escape.ts";

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
  const needed = field.optional ? nothing : markup` required`;
  const shared = markup`id="${id}" name="${FIELD}${field.name}" data-draft="${form} ${field.name}" autocomplete="off"${needed}${described}`;
  const mark = field.optional ? markup` <span class="aside">(optional)</span>` : nothing;
  return markup`<label for="${id}">${field.label}${mark}</label>${renderInput(id, field, shared)}${hint}`;
}

function renderInput(id: string, field: Field, shared: Markup): Markup {
  const initial = field.initial ?? "";
  if (field.choices) return renderSelect(field.choices, field, shared);
  // The line break at the beginning of a text area is not part of its text (HTML, "The textarea element").
  if (field.multiline) return markup`<textarea ${shared} rows="4">\n${initial}</textarea>`;
  const offered = field.suggestions ?? [];
  if (offered.length === 0) return markup`<input type="text" ${shared} value="${initial}">`;
  const options = offered.map((value) => markup`<option value="${value}"></option>`);
  return markup`<input type="text" ${shared} value="${initial}" list="${id}-offers"><datalist id="${id}-offers">${options}</datalist>`;
}

/** A menu; nothing is chosen for anybody, unless the form says what. */
function renderSelect(choices: NonNullable<Field["choices"]>, { initial, optional }: Field, shared: Markup): Markup {
  const known = choices.some(({ value }) => value === initial);
  const open = optional || !known ? markup`<option value="">${optional ? "None" : "Choose…"}</option>` : nothing;
  const options = choices.map(({ value, label }) => {
    const chosen = value === initial ? markup` selected` : nothing;
    return markup`<option value="${value}"${chosen}>${label}</option>`;
  });
  return markup`<select ${shared}>${open}${options}</select>`;
}
