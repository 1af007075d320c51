import { type APIInteractionResponse, InteractionResponseType, MessageFlags } from "discord.js";
import type { Outgoing } from "../../../chat/answer.ts";
import type { Message } from "../../../chat/message.ts";
import { marked, markIn } from "../posts/mark.ts";
import type { Body, Rendered } from "../render/render.ts";
import { type Interaction, placeOf } from "./parse.ts";

/** A message as Discord takes it, with its pictures read and drawn. */
export type Pages = (message: Message) => Promise<readonly Rendered[]>;

/** One request's worth of what is shown to the person who acted, and who sees it. */
export type Page = { readonly kind: "update" | "reply"; readonly to: "me" | "all"; readonly rendered: Rendered };

type Shown = Extract<Outgoing, { kind: "reply" | "update" }>;

/** Whether the answer can turn a message: that of a button, or of a form that a button opened. */
export const isOn = (interaction: Interaction): boolean =>
  "message" in interaction && interaction.message !== undefined;

/** Whether nobody else is there to see. */
export const isAlone = (interaction: Interaction): boolean => placeOf(interaction).kind === "direct";

/** Puts the answer off: a note that stands for it, or nothing to be seen on the message that is to turn. */
export function deferral(interaction: Interaction): APIInteractionResponse {
  if (isOn(interaction)) return { type: InteractionResponseType.DeferredMessageUpdate };
  return {
    type: InteractionResponseType.DeferredChannelMessageWithSource,
    data: isAlone(interaction) ? {} : { flags: MessageFlags.Ephemeral },
  };
}

/** All that is shown, in the order it is sent: only the first answer turns a message without a further request. */
export async function pagesOf(
  pages: Pages,
  interaction: Interaction,
  outgoings: readonly Outgoing[],
): Promise<readonly Page[]> {
  const shown = outgoings.filter((one) => one.kind === "reply" || one.kind === "update");
  const all = (await Promise.all(shown.map((one) => pagesOfOne(pages, interaction, one)))).flat();
  return all.length < 2
    ? all
    : [...all.filter(({ kind }) => kind === "update"), ...all.filter(({ kind }) => kind === "reply")];
}

async function pagesOfOne(pages: Pages, interaction: Interaction, one: Shown): Promise<readonly Page[]> {
  const to = one.kind === "reply" ? one.to : "me";
  // What does not fit into the message that turns goes on below it.
  return (await pages(one.message)).map((page, at) => {
    const updates = one.kind === "update" && isOn(interaction) && at === 0;
    const body = quiet(updates ? marked(page.body, markOn(interaction)) : page.body, one.message);
    return { kind: updates ? "update" : "reply", to, rendered: { body, uploads: page.uploads } };
  });
}

/** A post stays known by its mark when a press on it turns it. */
const markOn = (interaction: Interaction): number | undefined =>
  "message" in interaction && interaction.message ? markIn(interaction.message) : undefined;

export const quiet = (body: Body, { silent }: Message): Body =>
  silent ? { ...body, flags: body.flags | MessageFlags.SuppressNotifications } : body;

/** The body with the flag that decides who sees it. */
export function bodyOf({ kind, to, rendered: { body } }: Page) {
  const alone = kind === "reply" && to === "me" ? MessageFlags.Ephemeral : 0;
  return { ...body, flags: body.flags | alone };
}
