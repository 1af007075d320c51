import {
  type APIApplicationCommandStringOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { Command, CommandOption } from "../../../chat/command.ts";
import { completionOf, MOST_CHOICES, offered } from "../interactions/completion.ts";
import { fitText } from "../render/split.ts";

export type CommandBody = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** Longest description of a command or option. */
const DESCRIPTION = 100;

/**
 * The command table as slash commands: two-word commands with the same first word become subcommands of it. What only
 * managers use is hidden from others at first; rights are checked anyway. Throws when a word is a command of its own and
 * has others below it: Discord takes one or the other.
 */
export function commandBodies(commands: readonly Command[]): readonly CommandBody[] {
  return [...Map.groupBy(commands, firstWord)].map(([name, group]) => {
    const [only] = group;
    const hidden = group.every(({ who }) => who === "managers");
    const above = {
      type: ApplicationCommandType.ChatInput as const,
      name,
      default_member_permissions: hidden ? String(PermissionFlagsBits.ManageGuild) : null,
      contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
      integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
    };
    if (only?.name === name && group.length === 1) return { ...above, ...described(only), options: optionsOf(only) };
    if (group.some((command) => command.name === name)) {
      throw new Error(`"${name}" is a command and has others below it. Discord takes one or the other: rename one.`);
    }
    // Nobody types it by itself, and nowhere but in the server's settings is this seen: what it holds says enough.
    const description = fitText(group.map(lastWord).join(", "), DESCRIPTION);
    return { ...above, description, description_localizations: null, options: group.map(subcommand) };
  });
}

const firstWord = ({ name }: Command): string => name.split(" ", 1)[0] ?? name;
const lastWord = ({ name }: Command): string => name.slice(name.indexOf(" ") + 1);

const subcommand = (command: Command): APIApplicationCommandSubcommandOption => ({
  type: ApplicationCommandOptionType.Subcommand,
  name: lastWord(command),
  ...described(command),
  options: optionsOf(command),
});

const described = ({ summary, summaries }: Pick<Command, "summary" | "summaries">) => ({
  description: fitText(summary, DESCRIPTION),
  description_localizations: localised(summaries),
});

/** Discord takes the required ones first. */
const optionsOf = ({ options }: Command): APIApplicationCommandStringOption[] =>
  options.toSorted((one, other) => Number(other.required) - Number(one.required)).map(optionBody);

function optionBody(option: CommandOption): APIApplicationCommandStringOption {
  const body = {
    type: ApplicationCommandOptionType.String as const,
    name: option.name,
    required: option.required,
    ...described(option),
  };
  if (completionOf(option)) return { ...body, autocomplete: true };
  const choices = option.choices ?? [];
  return choices.length === 0 ? body : { ...body, choices: [...offered(choices.slice(0, MOST_CHOICES))] };
}

/** Only languages that Discord knows: one that it does not know makes it refuse all commands. */
function localised(summaries: Readonly<Record<string, string>> = {}) {
  const known = Object.values(Locale).flatMap((locale) => {
    const summary = summaries[locale];
    return summary === undefined ? [] : [[locale, fitText(summary, DESCRIPTION)]];
  });
  return known.length === 0 ? null : Object.fromEntries(known);
}
