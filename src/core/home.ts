import { button } from "../chat/action.ts";
import type { Person, Place } from "../chat/event.ts";
import { type Message, paragraph } from "../chat/message.ts";
import type { Context } from "./context.ts";
import { progress } from "./progress.ts";
import { quizzable } from "./quiz.ts";
import { welcome } from "./welcome.ts";
import { whoIs } from "./who.ts";
import { words } from "./words.ts";

/**
 * A person's own page of the tutor, where a platform has one: how far they are, what is due again, and what is kept about
 * them. Somebody who is new is welcomed.
 */
export async function home(context: Context, asking: { readonly by: Person; readonly in: Place }): Promise<Message> {
  const learner = await context.store.findLearner(whoIs(asking.by));
  if (!learner) return welcome();
  const { blocks, buttons = [] } = await progress(context, asking);
  const due = await dueOf(context, learner.id);
  const kept = [
    button(words.export, { kind: "export", learner: learner.id }),
    button(words.erase, { kind: "forget", learner: learner.id }, "danger"),
  ];
  // A switch for reminders goes between these rows, and what it says between these blocks, once a person can have some.
  return {
    blocks: [...blocks, ...(due === 0 ? [] : [paragraph(words.homeDue(due))])],
    buttons: [...buttons, kept],
  };
}

/** Questions of finished chapters whose time has come. */
async function dueOf(context: Context, learner: string): Promise<number> {
  const now = context.clock.now().epochMilliseconds;
  const reviews = await context.store.reviewsOf(learner);
  const asked = new Set(quizzable(context.course(), await context.store.chapterSittings(learner), reviews, now));
  return reviews.filter(({ check, due }) => due <= now && asked.has(check)).length;
}
