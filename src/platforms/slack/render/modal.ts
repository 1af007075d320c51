import type { types } from "@slack/bolt";
import type { Field, Form } from "../../../chat/form.ts";
import { cleanText } from "./escape.ts";

/** A form as Slack's modal; `pointer` comes back with what is handed in. */
export const renderForm = (form: Form, pointer: string): types.ModalView => ({
  type: "modal",
  callback_id: form.id,
  private_metadata: pointer,
  title: words(form.title),
  submit: words(form.submit),
  blocks: form.fields.map((field) => ({
    type: "input",
    block_id: field.name,
    label: words(field.label),
    ...(field.hint === undefined ? {} : { hint: words(field.hint) }),
    ...(field.optional ? { optional: true } : {}),
    element: field.choices ? menu(field, field.choices) : input(field),
  })),
});

const words = (text: string): types.PlainTextElement => ({ type: "plain_text", text: cleanText(text), emoji: false });

function menu({ name, initial }: Field, choices: NonNullable<Field["choices"]>): types.StaticSelect {
  const options = choices.map(({ value, label }) => ({ value, text: words(label) }));
  const chosen = options.find(({ value }) => value === initial);
  return { type: "static_select", action_id: name, options, ...(chosen ? { initial_option: chosen } : {}) };
}

/** Slack's limit for a text input. */
const MOST = 3000;

const input = ({ name, initial, maxLength, multiline }: Field): types.PlainTextInput => ({
  type: "plain_text_input",
  action_id: name,
  max_length: Math.min(maxLength, MOST),
  ...(multiline ? { multiline: true } : {}),
  ...(initial === undefined || initial === "" ? {} : { initial_value: cleanText(initial).slice(0, MOST) }),
});
