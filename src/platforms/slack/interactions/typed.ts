import type { Command, CommandOption } from "../../../chat/command.ts";
import { unescapeText } from "../render/escape.ts";

/** What was typed behind the slash command, as a command of the tutor's table with its options. */
export type Typed = { readonly name: string; readonly options: Readonly<Record<string, string>> };

/** Longest line that is looked at; Slack's own limit is far above what a command needs. */
const MOST = 2000;

/**
 * Reads "schedule add quiz 09:00 weekdays Europe/Berlin": the longest command that the words begin with, then its options
 * by `name:value` or in their order; the last one takes all that is left. Without a word it is help; a word that begins no
 * command is given on as it was typed, and the tutor says what there is.
 */
export function readTyped(text: string, commands: readonly Command[]): Typed {
  const words = unescapeText(text.slice(0, MOST))
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "");
  const [first] = words;
  if (first === undefined) return { name: "help", options: {} };
  const command = [2, 1]
    .map((count) => words.slice(0, count).join(" ").toLowerCase())
    .map((name) => commands.find((one) => one.name === name))
    .find((one) => one !== undefined);
  if (!command) return { name: first, options: {} };
  return { name: command.name, options: readOptions(words.slice(command.name.split(" ").length), command.options) };
}

/** A name with nothing behind its colon takes the word that follows. */
function readOptions(words: readonly string[], options: readonly CommandOption[]): Readonly<Record<string, string>> {
  const given = new Map<string, string>();
  let open = "";
  for (const word of words) {
    const [, label = "", value = ""] = /^([a-z][a-z0-9_-]*):(.*)$/i.exec(word) ?? [];
    const unset = options.filter((option) => !given.has(option.name));
    const named = unset.find((option) => option.name === label.toLowerCase());
    const name = named?.name ?? (given.get(open) === "" ? open : (unset[0]?.name ?? open));
    const before = given.get(name) ?? "";
    given.set(name, named ? value : `${before} ${word}`.trim());
    open = name;
  }
  given.delete("");
  return Object.fromEntries(given);
}
