import type { Command } from "../../../chat/command.ts";
import { MOST_TEXT, Refused, refusals, tooLong } from "../errors.ts";
import { cleanText } from "../names.ts";
import { FIELD } from "../render/modal.ts";

/** A command as it was typed: `/learn containers` or `/learn chapter:containers`. */
export type Typed = { readonly name: string; readonly options: Readonly<Record<string, string>> };

/** What somebody typed, without what cannot be seen. Throws Refused for nothing, and for more than fits. */
export function readTyped(text: string): string {
  const typed = cleanText(text).trim();
  const length = [...typed].length;
  if (length === 0) throw new Refused(refusals.empty);
  if (length > MOST_TEXT) throw new Refused(tooLong(length));
  return typed;
}

/** The command in a line that begins with a slash; undefined for any other text. */
export function slashCommand(typed: string, commands: readonly Command[]): Typed | undefined {
  return typed.startsWith("/") ? readCommand(typed.slice(1), commands) : undefined;
}

/** What a line means in a direct conversation, where every line is for the tutor: a command, or a call for help. */
export function spokenCommand(typed: string, commands: readonly Command[]): Typed {
  const spoken = readCommand(typed, commands);
  return commands.some((command) => command.name === spoken.name) ? spoken : { name: "help", options: {} };
}

/** A name that no command has is passed on as it is: what to say about it is the tutor's business. */
function readCommand(line: string, commands: readonly Command[]): Typed {
  const words = line.trim().split(/\s+/);
  const command = commandIn(words, commands);
  if (!command) return { name: words[0]?.toLowerCase() || "help", options: {} };
  const rest = words.slice(wordsOf(command));
  return { name: command.name, options: Object.fromEntries(readOptions(rest, command.options).named) };
}

/** How many words a command has. */
export const wordsOf = ({ name }: Command): number => name.split(" ").length;

/** The command that a line begins with; one of two words goes before one of one. */
export function commandIn(words: readonly string[], commands: readonly Command[]): Command | undefined {
  const begun = (count: number): string => words.slice(0, count).join(" ").toLowerCase();
  return [2, 1].flatMap((count) => commands.find(({ name }) => name === begun(count)) ?? [])[0];
}

/**
 * Words go to the options in their order, `name:value` to the one named; the last option takes all that is left. `open`
 * are the options that have no value yet.
 */
export function readOptions(
  words: readonly string[],
  options: Command["options"],
): { readonly named: ReadonlyMap<string, string>; readonly open: Command["options"] } {
  const named = new Map<string, string>();
  const rest: string[] = [];
  for (const word of words) {
    const [, name = "", value = ""] = /^([^:]+):(.+)$/.exec(word) ?? [];
    if (options.some((option) => option.name === name) && !named.has(name)) named.set(name, value);
    else rest.push(word);
  }
  const unnamed = options.filter(({ name }) => !named.has(name));
  unnamed.forEach(({ name }, index) => {
    const value = index === unnamed.length - 1 ? rest.slice(index).join(" ") : rest[index];
    if (value !== undefined && value !== "") named.set(name, value);
  });
  return { named, open: options.filter(({ name }) => !named.has(name)) };
}

/** A field of a request that the page always sends; anything else did not come from the page. */
export function required(fields: FormData, name: string): string {
  const value = fields.get(name);
  if (typeof value !== "string") throw new Refused(refusals.malformed);
  return value;
}

export function optional(fields: FormData, name: string): string | undefined {
  const value = fields.get(name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The picked values of a select menu. */
export const pickedValues = (fields: FormData): readonly string[] =>
  fields.getAll("value").filter((value) => typeof value === "string");

/** What was written into a form, by the names of its fields. */
export function formFields(fields: FormData): Readonly<Record<string, string>> {
  const written = [...fields.entries()].flatMap(([name, value]): [string, string][] =>
    name.startsWith(FIELD) && typeof value === "string" ? [[name.slice(FIELD.length), cleanText(value)]] : [],
  );
  return Object.fromEntries(written);
}
