import { type APIInteractionResponse, InteractionResponseType, InteractionType, MessageFlags } from "discord.js";
import { decodeAction } from "../../chat/action.ts";
import type { After } from "../../chat/after.ts";
import type { Message } from "../../chat/message.ts";
import type { Outgoing } from "../../chat/outgoing.ts";
import { callBack } from "./callback.ts";
import { filesOf } from "./files.ts";
import { followUp, type Hook, replaceOriginal } from "./follow-up.ts";
import { renderForm } from "./modal.ts";
import type { Interaction } from "./parse.ts";
import { type Rendered, renderMessage } from "./render.ts";
import type { CommandIds } from "./text.ts";

/** What answering takes; `elsewhere` sends what is no answer to the interaction itself. */
export type Desk = Hook & {
  readonly after: After;
  readonly commands: () => CommandIds;
  /** Milliseconds without an answer, after which Discord is told that one will come. */
  readonly patience: number;
  readonly elsewhere: (outgoing: Extract<Outgoing, { kind: "edit" | "post" }>) => Promise<void>;
};

/** What is shown to the person who acted. */
type Shown = Extract<Outgoing, { kind: "reply" | "update" }>;
type Told = Shown | Extract<Outgoing, { kind: "form" }>;

/**
 * Answers an interaction with what the tutor says: one request, at once. Only when nothing is ready in time is the
 * answer put off, and then edits what stands in its place.
 */
export async function answer(desk: Desk, interaction: Interaction, said: Promise<readonly Outgoing[]>): Promise<void> {
  const deferred: Promise<boolean>[] = [];
  const callOff = mayDefer(interaction)
    ? desk.after(desk.patience, () => {
        deferred.push(callBack(desk, interaction, deferral(interaction), []));
      })
    : () => undefined;
  const outgoings = await said;
  callOff();
  const told = outgoings.filter((one) => one.kind !== "edit" && one.kind !== "post");
  const elsewhere = outgoings.filter((one) => one.kind === "edit" || one.kind === "post");
  const [putOff] = await Promise.all(deferred);
  if (putOff === undefined) await tell(desk, interaction, told);
  else if (putOff) await tellLate(desk, interaction, told);
  for (const one of elsewhere) await desk.elsewhere(one);
}

/** A form can only be the first answer: what may open one is never put off. */
function mayDefer(interaction: Interaction): boolean {
  return (
    interaction.type !== InteractionType.MessageComponent || decodeAction(interaction.data.custom_id)?.kind !== "write"
  );
}

/** Whether the answer can turn a message: that of a button, or of a form that a button opened. */
const isOn = (interaction: Interaction): boolean => "message" in interaction && interaction.message !== undefined;

const isAlone = (interaction: Interaction): boolean => interaction.guild_id === undefined;

function deferral(interaction: Interaction): APIInteractionResponse {
  if (isOn(interaction)) return { type: InteractionResponseType.DeferredMessageUpdate };
  return {
    type: InteractionResponseType.DeferredChannelMessageWithSource,
    data: isAlone(interaction) ? {} : { flags: MessageFlags.Ephemeral },
  };
}

async function tell(desk: Desk, interaction: Interaction, told: readonly Told[]): Promise<void> {
  const form = told.find((one) => one.kind === "form");
  if (form) {
    await callBack(desk, interaction, { type: InteractionResponseType.Modal, data: renderForm(form.form) }, []);
    return;
  }
  const [first, ...rest] = pagesOf(told, interaction, desk.commands());
  if (!first) {
    // A button that says nothing is still acknowledged, or Discord shows that it failed.
    if (isOn(interaction)) await callBack(desk, interaction, deferral(interaction), []);
    return;
  }
  const type =
    first.kind === "update" ? InteractionResponseType.UpdateMessage : InteractionResponseType.ChannelMessageWithSource;
  const arrived = await callBack(desk, interaction, { type, data: bodyOf(first) }, await filesOf(first.page.uploads));
  if (arrived) for (const page of rest) await tellAfter(desk, interaction, page);
}

/** What follows the first answer. */
const tellAfter = (desk: Desk, interaction: Interaction, page: Page): Promise<void> =>
  page.kind === "update"
    ? replaceOriginal(desk, interaction, page.page)
    : followUp(desk, interaction, bodyOf(page), page.page.uploads);

/** After a deferral: an update edits the pressed message, a first reply to a command the note that stands for it. */
async function tellLate(desk: Desk, interaction: Interaction, told: readonly Told[]): Promise<void> {
  let waiting = !isOn(interaction);
  for (const page of pagesOf(told, interaction, desk.commands())) {
    await tellAfter(desk, interaction, waiting ? { ...page, kind: "update" } : page);
    waiting = false;
  }
}

type Page = { readonly kind: "update" | "reply"; readonly to: "me" | "all"; readonly page: Rendered };

/** All that is shown, in the order it is sent: only the first answer turns a message without a further request. */
function pagesOf(told: readonly Told[], interaction: Interaction, commands: CommandIds): readonly Page[] {
  const pages = told.flatMap((one) => (one.kind === "form" ? [] : pagesOfOne(one, interaction, commands)));
  return [...pages.filter(({ kind }) => kind === "update"), ...pages.filter(({ kind }) => kind === "reply")];
}

function pagesOfOne(one: Shown, interaction: Interaction, commands: CommandIds): readonly Page[] {
  const to = one.kind === "reply" ? one.to : "me";
  const pages = renderMessage(one.message, commands);
  // What does not fit into the message that turns goes on below it.
  return pages.map((page, at) => ({
    kind: one.kind === "update" && isOn(interaction) && at === 0 ? "update" : "reply",
    to,
    page: quiet(page, one.message),
  }));
}

const quiet = (page: Rendered, message: Message): Rendered =>
  message.silent
    ? { ...page, body: { ...page.body, flags: page.body.flags | MessageFlags.SuppressNotifications } }
    : page;

/** The body with the flag that decides who sees it. */
function bodyOf({ kind, to, page }: Page) {
  const { flags, components, allowed_mentions, attachments } = page.body;
  const alone = kind === "reply" && to === "me" ? MessageFlags.Ephemeral : 0;
  return { flags: flags | alone, components: [...components], allowed_mentions, attachments: [...attachments] };
}
