import type { Command, CommandOption } from "../../../chat/command.ts";
import { type Markup, markup, nothing } from "../render/escape.ts";
import { commandIn, readOptions, wordsOf } from "./parse.ts";

/** What the message box offers to turn its text into. */
export type Offer = {
  readonly text: string;
  readonly summary: string;
  /** More may be typed after it. */
  readonly goesOn: boolean;
  /** More must be typed after it, before it can be sent. */
  readonly begins: boolean;
  /** What follows it depends on what is typed, and is asked for (completion.js). */
  readonly asks?: boolean;
};

/** What is offered without asking: every command, the first word of those with two, and the values of a first option. */
export function offersOf(commands: readonly Command[]): readonly Offer[] {
  const groups = Map.groupBy(
    commands.filter((command) => wordsOf(command) > 1),
    ({ name }) => name.slice(0, name.indexOf(" ")),
  );
  const begun = new Set<string>();
  return commands.flatMap((command) => {
    const [word = ""] = command.name.split(" ");
    const group = begun.has(word) ? undefined : groups.get(word);
    begun.add(word);
    return [...(group ? [groupOffer(word, group)] : []), ...commandOffers(command)];
  });
}

function groupOffer(word: string, group: readonly Command[]): Offer {
  const summary = group.map(({ name }) => name.slice(word.length + 1)).join(", ");
  return offer(`/${word}`, summary, true);
}

function commandOffers({ name, summary, options }: Command): readonly Offer[] {
  const [first, ...others] = options;
  const more = others.some(({ required }) => required);
  const values = (first?.choices ?? []).map(({ value, label }) => offer(`/${name} ${value}`, label, more));
  const goesOn = options.some((option) => option.required || option.choices || option.complete);
  const asks = others.length > 0 || first?.complete !== undefined;
  return [{ ...offer(`/${name}`, summary, more || first?.required === true), goesOn, asks }, ...values];
}

const offer = (text: string, summary: string, begins: boolean): Offer => ({ text, summary, goesOn: begins, begins });

/** Most offers at once, as on the other platforms (Discord: 25 choices). */
const MOST = 25;
/** What is looked for in a zone's name, or the like, is never longer. */
const MOST_TYPED = 100;

/** What may stand in place of the word that is being typed; nothing before the command is whole and a space follows it. */
export function offersFor(line: string, commands: readonly Command[]): readonly Offer[] {
  const [, text = ""] = /^\s*\/(.*)$/s.exec(line) ?? [];
  const words = text.split(/\s+/);
  const typed = (words.pop() ?? "").slice(0, MOST_TYPED);
  const command = commandIn(words, commands);
  if (!command) return [];
  const before = `/${words.join(" ")} `;
  const { named, open } = readOptions(words.slice(wordsOf(command)), command.options);
  const [, name = "", part = ""] = /^([^:]+):(.*)$/s.exec(typed) ?? [];
  const chosen = open.find((option) => option.name === name);
  const rest = chosen ? open.filter((option) => option !== chosen) : open;
  if (chosen) return valuesOf(chosen, part, { before: `${before}${name}:`, rest, last: false }).slice(0, MOST);
  const [next] = open;
  if (next?.required)
    return valuesOf(next, typed, { before, rest: open.slice(1), last: open.length === 1 }).slice(0, MOST);
  // Each of these may be left out, so all are offered; the first needs no name.
  const offers = open.flatMap((option, index) =>
    valuesOf(option, typed, {
      before: index === 0 ? before : `${before}${option.name}:`,
      rest: [],
      last: index === 0 && named.size === command.options.length - 1,
    }),
  );
  return offers.slice(0, MOST);
}

type Position = { readonly before: string; readonly rest: readonly CommandOption[]; readonly last: boolean };

/** The values of an option that go on as was typed. One with a space in it can only stand where nothing follows. */
function valuesOf(option: CommandOption, typed: string, { before, rest, last }: Position): readonly Offer[] {
  const part = typed.toLowerCase();
  const begins = ({ value, label }: { readonly value: string; readonly label: string }): boolean =>
    value.toLowerCase().startsWith(part) || label.toLowerCase().startsWith(part);
  const values = option.complete?.(typed) ?? (option.choices ?? []).filter(begins);
  return values
    .filter(({ value }) => last || !/\s/.test(value))
    .map(({ value, label }) =>
      offer(
        before + value,
        label,
        rest.some(({ required }) => required),
      ),
    );
}

/** An offer as an entry of the list above the message box. */
export function renderOffer({ text, summary, goesOn, begins, asks }: Offer, id: string): Markup {
  const flag = (name: string, is: boolean | undefined): Markup => (is ? markup` data-${name}` : nothing);
  return markup`<li id="${id}" role="option" aria-selected="false" data-text="${text}"${flag("goes-on", goesOn)}${flag("begins", begins)}${flag("asks", asks)} hidden><span class="command">${text}</span>
<span class="summary">${summary}</span></li>`;
}
