import type { types } from "@slack/bolt";
import type { Button } from "../../../chat/message.ts";
import { cleanText } from "./escape.ts";

type Control = types.Button | types.StaticSelect;

/** What a link's button is called: Slack tells of presses on it, and there is nothing to do then. */
const LINK = "link:";

/** Whether a press only opened an address. */
export const isLink = (action: string): boolean => action.startsWith(LINK);

/**
 * Rows of buttons as Slack draws them. The rows carry the message's own id: Slack does not promise that an ephemeral
 * message keeps its timestamp when it turns, and tells of no other name for it.
 */
export const controlRows = (rows: readonly (readonly Button[])[], id: string): readonly types.ActionsBlock[] =>
  rows
    .filter((row) => row.length > 0)
    .map((row, at) => ({
      type: "actions",
      block_id: `${id}.${at}`,
      elements: row.map((one, place) => control(one, `${LINK}${at}:${place}`)),
    }));

/** The message's id in a row's. */
export const idInRow = (row: string): string | undefined => /^([\w-]{1,64})\.\d{1,3}$/.exec(row)?.[1];

function control(one: Button, link: string): Control {
  switch (one.kind) {
    case "button":
      return {
        type: "button",
        text: label(one.emoji === undefined ? labelOf(one) : `${one.emoji} ${labelOf(one)}`),
        action_id: one.action,
        ...(one.style === "plain" ? {} : { style: one.style }),
        ...(one.a11y === undefined ? {} : { accessibility_label: cleanText(one.a11y) }),
      };
    case "select":
      return {
        type: "static_select",
        action_id: one.action,
        placeholder: label(one.label),
        options: one.options.map((option) => ({ value: option.value, text: label(option.label) })),
      };
    case "link":
      return { type: "button", text: label(one.label), action_id: link, url: one.url };
    default:
      return one satisfies never;
  }
}

const label = (text: string): types.PlainTextElement => ({ type: "plain_text", text: cleanText(text), emoji: false });

/** A toggle that is on says so by a mark: Slack's colours tell importance, not state. */
const labelOf = (one: Extract<Button, { kind: "button" }>): string =>
  one.pressed === true ? `✓ ${one.label}` : one.label;
