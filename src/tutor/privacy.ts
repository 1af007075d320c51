import { type Action, button } from "../chat/action.ts";
import type { Outgoing } from "../chat/answer.ts";
import type { Event, Person } from "../chat/event.ts";
import { heading, type Message, paragraph, plain } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import { refuse, toMe, update } from "../core/reply.ts";
import type { Learner } from "../core/store.ts";
import { whoIs } from "../core/who.ts";
import { words } from "../core/words.ts";

type OnLearner = Extract<Action, { readonly learner: string }>;

/** `privacy [show|export|delete]`: what is kept, a copy of it, or the question whether to delete it. Always private. */
export async function privacy(context: Context, by: Person, wish: string | undefined): Promise<readonly Outgoing[]> {
  const learner = await context.store.findLearner(whoIs(by));
  if (!learner) return refuse(words.privacyNone);
  if (wish === "export") return toMe(await copyOf(context, learner));
  return toMe(wish === "delete" ? eraseQuestion(learner) : kept(learner));
}

/** A press on a privacy message; only the learner it was made for may follow it. */
export async function onPrivacy(
  context: Context,
  event: Extract<Event, { kind: "press" }>,
  action: OnLearner,
): Promise<readonly Outgoing[]> {
  const learner = await context.store.findLearner(whoIs(event.by));
  if (!learner) return refuse(words.privacyNone);
  if (learner.id !== action.learner) return refuse(words.notYours);
  switch (action.kind) {
    case "export":
      return toMe(await copyOf(context, learner));
    case "forget":
      return update(eraseQuestion(learner));
    case "keep":
      return update({ blocks: [paragraph(words.kept)] });
    case "erase":
      await context.store.eraseLearner(learner.id);
      return update({ blocks: [paragraph(words.erased)] });
    default:
      return action satisfies never;
  }
}

function kept(learner: Learner): Message {
  return {
    blocks: [
      heading(words.privacyTitle),
      { kind: "list", ordered: false, items: words.privacyKept.map(plain) },
      paragraph(words.privacyText),
    ],
    buttons: [
      [
        button(words.export, { kind: "export", learner: learner.id }),
        button(words.erase, { kind: "forget", learner: learner.id }, "danger"),
      ],
    ],
  };
}

const eraseQuestion = (learner: Learner): Message => ({
  blocks: [paragraph(words.eraseAsk)],
  buttons: [
    [
      button(words.eraseYes, { kind: "erase", learner: learner.id }, "danger"),
      button(words.eraseNo, { kind: "keep", learner: learner.id }),
    ],
  ],
});

async function copyOf(context: Context, learner: Learner): Promise<Message> {
  const everything = await context.store.exportLearner(learner.id);
  const content = `${JSON.stringify({ exportedAt: context.clock.now().toString(), ...everything }, undefined, 2)}\n`;
  return {
    blocks: [
      paragraph(words.exportText),
      { kind: "file", name: "nightshift-export.json", mediaType: "application/json", content },
    ],
  };
}
