import { button } from "../chat/action.ts";
import type { Person, Place } from "../chat/event.ts";
import { type Button, type Message, paragraph } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import type { Schedule } from "../core/schedule.ts";
import { whoIs } from "../core/who.ts";
import { words } from "../core/words.ts";
import { nextLine } from "../planning/list.ts";
import { setSentence } from "../reminders/pause.ts";
import { reminderOf } from "../reminders/reminder.ts";
import { reminderWords } from "../reminders/words.ts";
import { progress } from "../study/progress.ts";
import { quizzable } from "../study/quiz.ts";
import { welcome } from "./welcome.ts";

/**
 * A person's own page of the tutor, where a platform has one: how far they are, what is due again, and what is kept about
 * them. Somebody who is new is welcomed.
 */
export async function home(context: Context, visit: { readonly by: Person; readonly in: Place }): Promise<Message> {
  const learner = await context.store.findLearner(whoIs(visit.by));
  const reminder = await reminderOf(context, visit.by);
  if (!learner || (!reminder && (await isNew(context, learner.id)))) return welcome();
  const { blocks, buttons = [] } = await progress(context, visit);
  const due = await dueOf(context, learner.id);
  const kept = [
    button(words.export, { kind: "export", learner: learner.id }),
    button(words.erase, { kind: "forget", learner: learner.id }, "danger"),
  ];
  return {
    blocks: [
      ...blocks,
      ...(due === 0 ? [] : [paragraph(words.homeDue(due))]),
      ...(reminder ? [paragraph(setSentence(reminder)), nextLine(reminder, 1)] : []),
    ],
    buttons: [...buttons, reminderRow(reminder), kept],
  };
}

/** Somebody may be known by their name alone: they have begun nothing and answered nothing. */
async function isNew({ store }: Context, learner: string): Promise<boolean> {
  const begun = await store.chapterSittings(learner);
  return begun.length === 0 && (await store.tally(learner)).answers === 0;
}

const reminderRow = (reminder: Schedule | undefined): readonly Button[] => {
  const run = (label: string, command: string): Button => button(label, { kind: "run", command });
  if (!reminder) return [run(reminderWords.on, "remind at")];
  return [
    reminder.paused ? run(reminderWords.resume, "remind resume") : run(reminderWords.pause, "remind pause"),
    run(reminderWords.switchOff, "remind off"),
  ];
};

/** Questions whose time has come. */
async function dueOf(context: Context, learner: string): Promise<number> {
  const now = context.clock.now().epochMilliseconds;
  const reviews = await context.store.reviewsOf(learner);
  const asked = new Set(quizzable(context.course(), await context.store.chapterSittings(learner), reviews, now));
  return reviews.filter(({ check, due }) => due <= now && asked.has(check)).length;
}
