import {
  type APIComponentInLabel,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from "discord.js";
import type { Field, Form } from "../../../chat/form.ts";
import { cleanText } from "./escape.ts";
import { fitText } from "./split.ts";

/** Discord's limits of a modal (Components reference, "Label", "Text Input", "String Select"; Interactions, modal). */
const TITLE = 45;
const LABEL = 45;
const HINT = 100;
const OPTION = 100;
const TEXT = 4000;

/** A form as Discord's modal: for each field a label with its hint, and a text input or a menu. */
export function renderForm(form: Form): APIModalInteractionResponseCallbackData {
  return {
    custom_id: form.id,
    title: fitText(cleanText(form.title), TITLE),
    components: form.fields.map((field) => ({
      type: ComponentType.Label,
      label: fitText(cleanText(field.label), LABEL),
      ...(field.hint === undefined ? {} : { description: fitText(cleanText(field.hint), HINT) }),
      component: inputOf(field),
    })),
  };
}

function inputOf(field: Field): APIComponentInLabel {
  const { choices = [], initial, optional } = field;
  if (choices.length > 0) {
    return {
      type: ComponentType.StringSelect,
      custom_id: field.name,
      // What must not be left empty takes one value, what may be takes one or none.
      required: !optional,
      min_values: optional ? 0 : 1,
      options: choices.map(({ value, label }) => ({
        value,
        label: fitText(cleanText(label), OPTION),
        default: value === initial,
      })),
    };
  }
  return {
    type: ComponentType.TextInput,
    custom_id: field.name,
    style: field.multiline ? TextInputStyle.Paragraph : TextInputStyle.Short,
    // What stands in the field must fit it, or Discord refuses the whole form; the core refuses what is too long.
    max_length: Math.min(TEXT, Math.max(field.maxLength, initial?.length ?? 0)),
    required: !optional,
    ...(initial === undefined ? {} : { value: fitText(initial, TEXT) }),
  };
}
