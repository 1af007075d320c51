import { type APIInteractionResponse, InteractionResponseType, type REST } from "discord.js";
import type { After } from "../../../chat/after.ts";
import type { Outgoing, Post } from "../../../chat/answer.ts";
import { renderForm } from "../render/modal.ts";
import { callBack, type Told } from "./callback.ts";
import { followUp, removeOriginal, replaceOriginal } from "./follow-up.ts";
import { bodyOf, deferral, isAlone, isOn, type Page, type Pages, pagesOf } from "./page.ts";
import type { Interaction } from "./parse.ts";

/** What answering takes. */
export type Desk = {
  /** The line for first answers, which Discord takes for 3 s. */
  readonly rest: REST;
  /** The line for what follows them. */
  readonly later: REST;
  readonly now: () => number;
  readonly after: After;
  readonly fault: (error: unknown) => void;
  /** Milliseconds without an answer, after which Discord is told that one will come. */
  readonly patience: number;
  readonly pages: Pages;
  /** Sends what is no answer to the interaction itself. */
  readonly post: (post: Post) => Promise<void>;
};

/**
 * Answers an interaction with what the tutor says: one request, at once. Only when nothing is ready in time is the
 * answer put off, where it `mayWait`, and then edits what stands in its place.
 */
export async function answer(
  desk: Desk,
  interaction: Interaction,
  said: Promise<readonly Outgoing[]>,
  mayWait = true,
): Promise<void> {
  const deferred: Promise<Told>[] = [];
  const callOff = mayWait
    ? desk.after(desk.patience, () => {
        deferred.push(callBack(desk, interaction, deferral(interaction)));
      })
    : () => undefined;
  const outgoings = await said;
  const pages = await pagesOf(desk.pages, interaction, outgoings);
  callOff();
  const [putOff] = await Promise.all(deferred);
  if (putOff === undefined) await tell(desk, interaction, outgoings, pages);
  else if (putOff !== "lost") await tellLate(desk, interaction, outgoings, pages);
  for (const one of outgoings) {
    if (one.kind === "post") await desk.post(one);
    // Edits of other messages are taken out of what the tutor says before it comes here (delivery/edits.ts).
    if (one.kind === "edit")
      desk.fault(new Error(`Discord was given an edit of message ${one.target.id} to answer with.`));
  }
}

async function tell(
  desk: Desk,
  interaction: Interaction,
  outgoings: readonly Outgoing[],
  [first, ...rest]: readonly Page[],
): Promise<void> {
  const form = outgoings.find((one) => one.kind === "form");
  if (form) {
    await callBack(desk, interaction, { type: InteractionResponseType.Modal, data: renderForm(form.form) });
    return;
  }
  if (!first) {
    // A button that says nothing is still acknowledged, or Discord shows that it failed.
    if (isOn(interaction)) await callBack(desk, interaction, deferral(interaction));
    return;
  }
  const files = first.rendered.uploads;
  let told = await callBack(desk, interaction, responseOf(first), files);
  // The message was deleted meanwhile: what it would have become is shown as a new one (F14).
  if (told === "gone") told = await callBack(desk, interaction, responseOf(anew(interaction, first)), files);
  if (told === "given") for (const page of rest) await tellAfter(desk, interaction, page);
}

/** An update as a message of its own, seen by the one who pressed. */
const anew = (interaction: Interaction, page: Page): Page => ({
  ...page,
  kind: "reply",
  to: isAlone(interaction) ? "all" : "me",
});

const responseOf = (page: Page): APIInteractionResponse => ({
  type:
    page.kind === "update" ? InteractionResponseType.UpdateMessage : InteractionResponseType.ChannelMessageWithSource,
  data: bodyOf(page),
});

/** What follows the first answer. */
async function tellAfter(desk: Desk, interaction: Interaction, page: Page): Promise<void> {
  const hook = { rest: desk.later, fault: desk.fault };
  const { uploads } = page.rendered;
  if (page.kind === "update") {
    const told = await replaceOriginal(hook, interaction, bodyOf(page), uploads);
    if (told !== "gone") return;
  }
  await followUp(hook, interaction, bodyOf(page.kind === "update" ? anew(interaction, page) : page), uploads);
}

/**
 * After a deferral: an update edits the pressed message, a first reply to a command the note that stands for it. A note
 * that only one person sees cannot become what all are to see, nor a form: it is taken back.
 */
async function tellLate(
  desk: Desk,
  interaction: Interaction,
  outgoings: readonly Outgoing[],
  pages: readonly Page[],
): Promise<void> {
  if (outgoings.some(({ kind }) => kind === "form"))
    desk.fault(new Error(`A form for interaction ${interaction.id} came too late to be shown.`));
  const [first, ...rest] = pages;
  if (isOn(interaction)) {
    for (const page of pages) await tellAfter(desk, interaction, page);
  } else if (first && (first.to === "me" || isAlone(interaction))) {
    await tellAfter(desk, interaction, { ...first, kind: "update" });
    for (const page of rest) await tellAfter(desk, interaction, page);
  } else {
    await removeOriginal({ rest: desk.later, fault: desk.fault }, interaction);
    for (const page of pages) await tellAfter(desk, interaction, page);
  }
}
