import type { Button, Message } from "./message.ts";
import { plainText } from "./plain.ts";

/**
 * The smallest limit of every platform the tutor speaks on, so that no adapter ever has to cut.
 * Sources: Discord, "Message Components" reference and "Interactions: receiving and responding"; Slack, "Block Kit" reference.
 */
export const limits = {
  /** Visible characters of one message: half of Slack's section (3,000), under Discord's 4,000 for all text displays. */
  text: 1500,
  /** A button's label: Slack cuts at 75, Discord at 80; 60 keeps it readable on a phone. */
  label: 60,
  /** A button's id in ASCII: Discord takes 100, Slack 255. */
  action: 64,
  /** Buttons in one row: Discord's action row holds five. */
  row: 5,
  /** Rows of buttons in one message: Discord's legacy message holds five. */
  rows: 5,
  /** Entries of a select menu: Discord's string select holds 25. */
  select: 25,
  /** Alternative text: Discord's 1,024 and Slack's 2,000, kept to what a listener bears. */
  alt: 500,
  /** Free text of an answer: Slack's input takes 3,000, Discord's 4,000. */
  answer: 2000,
  /** A form's title: Slack's modal takes 24, Discord's 45. */
  formTitle: 24,
  /** A form's field label: Discord's modal label takes 45. */
  fieldLabel: 45,
} as const;

/** Every way in which a message would not fit some platform, in words; empty when it fits all. */
export function faultsOf(message: Message): readonly string[] {
  const rows = message.buttons ?? [];
  const buttons = rows.flat();
  const actions = buttons.flatMap((button) => (button.kind === "link" ? [] : [button.action]));
  const length = [...new Intl.Segmenter().segment(plainText(message.blocks))].length;
  return [
    ...(length > limits.text ? [`text has ${length} visible characters, at most ${limits.text} fit`] : []),
    ...(rows.length > limits.rows ? [`${rows.length} rows of buttons, at most ${limits.rows} fit`] : []),
    ...rows.filter((row) => row.length > limits.row).map((row) => `a row of ${row.length} buttons, ${limits.row} fit`),
    ...(new Set(actions).size < actions.length ? ["two buttons carry the same action"] : []),
    ...buttons.flatMap(buttonFaults),
    ...message.blocks.flatMap((block) =>
      (block.kind === "picture" || block.kind === "chart") && (block.alt === "" || block.alt.length > limits.alt)
        ? [`alternative text of ${block.alt.length} characters, 1 to ${limits.alt} are needed`]
        : [],
    ),
  ];
}

function buttonFaults(button: Button): readonly string[] {
  const faults: string[] = [];
  if (button.label === "" || button.label.length > limits.label) faults.push(`label "${button.label}" does not fit`);
  if (button.kind !== "link" && !/^[\x21-\x7e]{1,64}$/.test(button.action)) {
    faults.push(`action "${button.action}" is not 1 to ${limits.action} printable ASCII characters`);
  }
  if (button.kind === "select" && (button.options.length === 0 || button.options.length > limits.select)) {
    faults.push(`select "${button.label}" has ${button.options.length} entries, 1 to ${limits.select} fit`);
  }
  return faults;
}
