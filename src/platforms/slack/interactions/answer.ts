import type { After } from "../../../chat/after.ts";
import type { Outgoing } from "../../../chat/answer.ts";
import type { Message } from "../../../chat/message.ts";
import type { Hosted } from "../render/blocks.ts";
import { renderForm } from "../render/modal.ts";
import { type Body, renderHome, renderMessage } from "../render/render.ts";
import type { Forms } from "./forms.ts";
import type { Stage } from "./reply-target.ts";
import { type Audience, type Line, say, turn } from "./respond.ts";

/** What answering takes; `elsewhere` sends what is no answer to the act itself. */
export type Desk = Line & {
  readonly after: After;
  readonly newId: () => string;
  /** Milliseconds without an answer, after which a slash command is given an empty one. */
  readonly patience: number;
  readonly forms: Forms;
  /** Brings the pictures and files of a message to Slack, in a place that this person sees. */
  readonly host: (message: Message, tenant: string, person: string) => Promise<Hosted>;
  readonly elsewhere: (outgoing: Extract<Outgoing, { kind: "edit" | "post" }>) => Promise<void>;
};

/** What is shown to the person who acted. */
type Told = Extract<Outgoing, { kind: "reply" | "update" | "form" }>;

/**
 * Answers an act with what the tutor says. A slash command is answered in its acknowledgement; when nothing is ready in
 * time it gets an empty one, and the answer follows.
 */
export async function answer(desk: Desk, stage: Stage, said: Promise<readonly Outgoing[]>): Promise<void> {
  const acks: Promise<void>[] = [];
  const { ack } = stage;
  const callOff = ack ? desk.after(desk.patience, () => void acks.push(ack().catch(desk.fault))) : () => undefined;
  const outgoings = await said;
  callOff();
  await Promise.all(acks);
  const open = acks.length > 0 ? { ...stage, ack: undefined } : stage;
  await tell(
    desk,
    open,
    outgoings.filter((one) => one.kind !== "edit" && one.kind !== "post"),
  );
  for (const one of outgoings) if (one.kind === "edit" || one.kind === "post") await desk.elsewhere(one);
}

async function tell(desk: Desk, stage: Stage, told: readonly Told[]): Promise<void> {
  const form = told.find((one) => one.kind === "form");
  if (form) return openForm(desk, stage, form.form);
  const updates = told.filter((one) => one.kind === "update");
  const replies = told.filter((one) => one.kind === "reply");
  let { ack } = stage;
  for (const { kind, to, body, message } of [
    ...(await pagesOf(desk, stage, updates)),
    ...(await pagesOf(desk, stage, replies)),
  ]) {
    if (ack) {
      const first = ack;
      ack = undefined;
      if (await acknowledged(desk, () => first({ ...body, response_type: to === "me" ? "ephemeral" : "in_channel" })))
        continue;
    }
    if (kind === "update" && stage.on?.kind === "home") await publish(desk, stage, message);
    else if (kind === "update") await turn(desk, stage, body);
    else await say(desk, stage, body, to);
  }
  // A command to which nothing is said is acknowledged all the same, or Slack shows that it failed.
  await ack?.().catch(desk.fault);
}

/** Whether the answer went out with the acknowledgement; the connection may have gone meanwhile. */
async function acknowledged(desk: Desk, ack: () => Promise<void>): Promise<boolean> {
  try {
    await ack();
    return true;
  } catch (error) {
    desk.fault(error);
    return false;
  }
}

type Page = {
  readonly kind: "update" | "reply";
  readonly to: Audience;
  readonly body: Body;
  readonly message: Message;
};

/** All that is shown, in order. What does not fit into the message that turns goes on below it. */
async function pagesOf(
  desk: Desk,
  stage: Stage,
  told: readonly Exclude<Told, { kind: "form" }>[],
): Promise<readonly Page[]> {
  const direct = stage.in.kind === "direct";
  const pages: Page[] = [];
  for (const one of told) {
    const { message } = one;
    const hosted = await desk.host(message, stage.in.tenant, stage.person);
    const id = one.kind === "update" && stage.on?.kind === "private" ? stage.on.id : desk.newId();
    // In a direct conversation there is nobody to hide from, and what is hidden there is gone with the next start of Slack.
    const to = direct || (one.kind === "reply" && one.to === "all") ? "all" : "me";
    const kind = one.kind === "update" && stage.on ? "update" : "reply";
    for (const [at, body] of renderMessage(message, id, hosted).entries()) {
      if (kind === "update" && stage.on?.kind === "home" && at > 0) continue;
      pages.push({ kind: at === 0 ? kind : "reply", to, body, message });
    }
  }
  return pages;
}

async function openForm(desk: Desk, stage: Stage, form: Extract<Told, { kind: "form" }>["form"]): Promise<void> {
  await stage.ack?.().catch(desk.fault);
  const client = await desk.client(stage.in.tenant);
  if (!client || stage.trigger === undefined) return;
  const pointer = desk.newId();
  desk.forms.keep(pointer, stage);
  try {
    await client.views.open({ trigger_id: stage.trigger, view: renderForm(form, pointer) });
  } catch (error) {
    desk.fault(error);
  }
}

/** The person's own page of the app turns into this one. */
export async function publish(
  desk: Pick<Desk, "client" | "fault" | "newId">,
  { in: { tenant }, person }: Pick<Stage, "in" | "person">,
  message: Message,
): Promise<void> {
  try {
    const client = await desk.client(tenant);
    await client?.views.publish({ user_id: person, view: renderHome(message, desk.newId()) });
  } catch (error) {
    desk.fault(error);
  }
}
