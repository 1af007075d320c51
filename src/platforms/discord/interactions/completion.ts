import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType,
  InteractionResponseType,
  type REST,
  Routes,
} from "discord.js";
import type { Command, CommandOption } from "../../../chat/command.ts";
import { codeOf } from "../errors.ts";
import { fitText } from "../render/split.ts";

/** Choices that Discord takes for an option, and in one answer while somebody types. */
export const MOST_CHOICES = 25;
/** Longest name and longest value of a choice. */
const LONGEST = 100;

type Choices = NonNullable<CommandOption["choices"]>;
type Offered = APIApplicationCommandOptionChoice<string>;

/** What completes an option while one types; undefined where a fixed list, or nothing, is offered. */
export function completionOf({ complete, choices = [] }: CommandOption): CommandOption["complete"] {
  if (complete) return complete;
  if (choices.length <= MOST_CHOICES) return undefined;
  return (typed) => choices.filter(({ label, value }) => holds(label, typed) || holds(value, typed));
}

const holds = (text: string, typed: string): boolean => text.toLowerCase().includes(typed.trim().toLowerCase());

/** Choices as Discord takes them. One whose value does not fit would make it refuse them all: it is typed by hand. */
export const offered = (choices: Choices): readonly Offered[] =>
  choices
    .filter(({ value }) => value !== "" && value.length <= LONGEST)
    .map(({ value, label }) => ({ name: fitText(label, LONGEST) || value, value }));

/** What is offered for the option that somebody fills just now; nothing for one that the table does not know. */
export function complete(
  commands: readonly Command[],
  { data }: APIApplicationCommandAutocompleteInteraction,
): readonly Offered[] {
  const [first] = data.options;
  const below = first?.type === ApplicationCommandOptionType.Subcommand ? first : undefined;
  const name = below ? `${data.name} ${below.name}` : data.name;
  for (const option of below ? (below.options ?? []) : data.options) {
    if (!("focused" in option) || option.focused !== true) continue;
    const command = commands.find((one) => one.name === name);
    const wanted = command?.options.find((one) => one.name === option.name);
    const completion = wanted && completionOf(wanted);
    return offered(completion?.(String(option.value)) ?? []).slice(0, MOST_CHOICES);
  }
  return [];
}

/** Answers somebody who types, in one request that is not repeated: by then they have typed on. */
export async function tellChoices(
  { rest, fault }: { readonly rest: REST; readonly fault: (error: unknown) => void },
  { id, token }: APIApplicationCommandAutocompleteInteraction,
  choices: readonly Offered[],
): Promise<void> {
  const body = { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices: [...choices] } };
  try {
    await rest.post(Routes.interactionCallback(id, token), { auth: false, body });
  } catch (error) {
    // 10062: it came too late to be of use, and nothing is lost.
    if (codeOf(error) !== 10062) fault(error);
  }
}
