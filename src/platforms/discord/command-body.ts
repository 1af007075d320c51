import {
  type APIApplicationCommandStringOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { Command, CommandOption } from "../../chat/command.ts";

export type CommandBody = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** Choices of an option that Discord takes; with more, the option is written freely. */
const MOST_CHOICES = 25;

/** The command table as slash commands. What only managers use is hidden from others at first; rights are checked anyway. */
export const commandBodies = (commands: readonly Command[]): readonly CommandBody[] =>
  commands.map((command) => ({
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    description: command.summary,
    description_localizations: localised(command.summaries),
    default_member_permissions: command.who === "managers" ? String(PermissionFlagsBits.ManageGuild) : null,
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
    options: command.options.map(optionBody),
  }));

function optionBody(option: CommandOption): APIApplicationCommandStringOption {
  const choices = option.choices ?? [];
  return {
    type: ApplicationCommandOptionType.String,
    name: option.name,
    description: option.summary,
    description_localizations: localised(option.summaries),
    required: option.required,
    ...(choices.length > 0 && choices.length <= MOST_CHOICES
      ? { choices: choices.map(({ value, label }) => ({ name: label.slice(0, 100), value })) }
      : {}),
  };
}

/** Only languages that Discord knows: one that it does not know makes it refuse all commands. */
function localised(summaries: Readonly<Record<string, string>> = {}) {
  const known = Object.values(Locale).flatMap((locale) => {
    const summary = summaries[locale];
    return summary === undefined ? [] : [[locale, summary]];
  });
  return known.length === 0 ? null : Object.fromEntries(known);
}
