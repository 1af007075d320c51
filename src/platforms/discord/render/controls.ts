import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIMessageComponentEmoji,
  ButtonStyle,
  ComponentType,
} from "discord.js";
import type { Button } from "../../../chat/message.ts";
import { cleanText } from "./escape.ts";

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** Rows of buttons as Discord draws them; a select menu takes a row of its own. */
export function controlRows(rows: readonly (readonly Button[])[]): readonly Row[] {
  return rows.flatMap((row) => {
    const buttons = row.filter((one) => one.kind !== "select");
    const menus = row.filter((one) => one.kind === "select");
    return [...(buttons.length > 0 ? [rowOf(buttons)] : []), ...menus.map((menu) => rowOf([menu]))];
  });
}

const rowOf = (row: readonly Button[]): Row => ({ type: ComponentType.ActionRow, components: row.map(control) });

function control(one: Button): APIComponentInMessageActionRow {
  switch (one.kind) {
    case "button":
      return {
        type: ComponentType.Button,
        style: one.pressed === true ? ButtonStyle.Success : styles[one.style],
        label: labelOf(one),
        custom_id: one.action,
        ...(one.emoji === undefined ? {} : { emoji: emojiOf(one.emoji) }),
      };
    case "select":
      return {
        type: ComponentType.StringSelect,
        custom_id: one.action,
        placeholder: cleanText(one.label),
        options: one.options.map(({ value, label }) => ({ value, label: cleanText(label) })),
      };
    case "link":
      return { type: ComponentType.Button, style: ButtonStyle.Link, label: cleanText(one.label), url: one.url };
    default:
      return one satisfies never;
  }
}

const styles = {
  plain: ButtonStyle.Secondary,
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
} as const;

/** A toggle that is on says so in words: its colour alone tells nobody who cannot see it. */
const labelOf = (one: Extract<Button, { kind: "button" }>): string =>
  cleanText(one.pressed === true ? (one.a11y ?? `✓ ${one.label}`) : one.label);

const emojiOf = (emoji: string): APIMessageComponentEmoji => ({ name: emoji });
