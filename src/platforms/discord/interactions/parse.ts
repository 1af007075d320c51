import {
  type APIApplicationCommandInteractionDataOption,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionContextType,
  InteractionType,
  PermissionFlagsBits,
} from "discord.js";
import type { Act, MessageRef, Person, Place } from "../../../chat/event.ts";

export const PLATFORM = "discord";

/** The tenant of direct conversations, which belong to no server; Discord's own word for them. */
const DIRECT = "@me";

export type Interaction =
  | APIChatInputApplicationCommandInteraction
  | APIMessageComponentInteraction
  | APIModalSubmitInteraction;

/** Interactions that are ours to answer; others (context menus, pings) we never register. */
export function isOurs(interaction: APIInteraction): interaction is Interaction {
  return (
    interaction.type === InteractionType.MessageComponent ||
    interaction.type === InteractionType.ModalSubmit ||
    (interaction.type === InteractionType.ApplicationCommand &&
      interaction.data.type === ApplicationCommandType.ChatInput)
  );
}

/** What somebody did. Discord writes who and where; names, values and ids come from the client and are only passed on. */
export function parseInteraction(interaction: Interaction): Act {
  const at = { by: personOf(interaction), in: placeOf(interaction) };
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return { kind: "command", ...commandOf(interaction), ...at };
    case InteractionType.MessageComponent:
      return {
        kind: "press",
        action: interaction.data.custom_id,
        values: "values" in interaction.data ? interaction.data.values : [],
        on: refOf(interaction.message),
        ...at,
      };
    case InteractionType.ModalSubmit: {
      const on = interaction.message ? { on: refOf(interaction.message) } : {};
      return { kind: "submit", form: interaction.data.custom_id, fields: fieldsOf(interaction), ...on, ...at };
    }
    default:
      return interaction satisfies never;
  }
}

function personOf(interaction: Interaction): Person {
  const user = interaction.member?.user ?? interaction.user;
  const name = interaction.member?.nick ?? user?.global_name ?? user?.username ?? "";
  return {
    platform: PLATFORM,
    tenant: tenantOf(interaction),
    id: user?.id ?? "",
    name,
    locale: interaction.locale,
    mayManage: mayManage(interaction),
    ...(tenantOf(interaction) === DIRECT ? { everywhere: true as const } : {}),
  };
}

/**
 * The server whose data this is. Somebody who brought the bot along for themselves into a server that never invited it
 * is on their own there, as in a direct conversation.
 */
function tenantOf({ guild_id: guild, authorizing_integration_owners: owners }: Interaction): string {
  if (guild === undefined) return DIRECT;
  const invited = owners === undefined || Object.keys(owners).length === 0 || owners[0] === guild;
  return invited ? guild : DIRECT;
}

/** Rights that Discord computed for this channel and signed; nobody has any where there is no member. */
function mayManage(interaction: Interaction): boolean {
  if (interaction.member === undefined || tenantOf(interaction) === DIRECT) return false;
  const rights = BigInt(interaction.member.permissions);
  return (rights & (PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator)) !== 0n;
}

export function placeOf(interaction: Interaction): Place {
  const channel = interaction.channel?.id ?? interaction.channel_id ?? "";
  const alone =
    interaction.context === undefined
      ? interaction.guild_id === undefined
      : interaction.context === InteractionContextType.BotDM;
  return { platform: PLATFORM, tenant: tenantOf(interaction), channel, kind: alone ? "direct" : "channel" };
}

const refOf = (message: { readonly id: string; readonly channel_id: string }): MessageRef => ({
  platform: PLATFORM,
  channel: message.channel_id,
  id: message.id,
});

/** A subcommand's name is that of both words; its options stand below it. */
function commandOf({ data }: APIChatInputApplicationCommandInteraction) {
  const [first] = data.options ?? [];
  if (first?.type !== ApplicationCommandOptionType.Subcommand) {
    return { name: data.name, options: optionsOf(data.options) };
  }
  return { name: `${data.name} ${first.name}`, options: optionsOf(first.options) };
}

const optionsOf = (
  given: readonly APIApplicationCommandInteractionDataOption<InteractionType.ApplicationCommand>[] = [],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    given.flatMap((option) =>
      option.type === ApplicationCommandOptionType.String ? [[option.name, option.value]] : [],
    ),
  );

/** What was written, or the one value that was picked; nothing picked is nothing written. */
function fieldsOf({ data }: APIModalSubmitInteraction): Readonly<Record<string, string>> {
  const inputs = data.components.flatMap((part) => {
    if (part.type === ComponentType.Label) return [part.component];
    return part.type === ComponentType.ActionRow ? part.components : [];
  });
  return Object.fromEntries(
    inputs.flatMap((input) => {
      if (input.type === ComponentType.TextInput) return [[input.custom_id, input.value]];
      return input.type === ComponentType.StringSelect ? [[input.custom_id, input.values[0] ?? ""]] : [];
    }),
  );
}
