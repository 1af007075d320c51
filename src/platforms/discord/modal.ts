import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from "discord.js";
import type { Form } from "../../chat/form.ts";
import { cleanText } from "./escape.ts";

/** A form as Discord's modal: a label with its hint, and a text input for each field. */
export function renderForm(form: Form): APIModalInteractionResponseCallbackData {
  return {
    custom_id: form.id,
    title: cleanText(form.title),
    components: form.fields.map((field) => ({
      type: ComponentType.Label,
      label: cleanText(field.label),
      ...(field.hint === undefined ? {} : { description: cleanText(field.hint) }),
      component: {
        type: ComponentType.TextInput,
        custom_id: field.name,
        style: field.multiline ? TextInputStyle.Paragraph : TextInputStyle.Short,
        max_length: field.maxLength,
        required: true,
      },
    })),
  };
}
