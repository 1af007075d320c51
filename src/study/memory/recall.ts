import type { Person, Place } from "../../chat/event.ts";
import { type Block, paragraph } from "../../chat/message.ts";
import type { Context } from "../../core/context.ts";
import { localDate, readZone, startOf } from "../../core/local-time.ts";
import type { Learner } from "../../core/store.ts";
import { reminderOf } from "../../reminders/reminder.ts";
import { findCheck } from "../pages.ts";
import { progressWords } from "../words-progress.ts";
import { retrievability } from "./review.ts";
import { streakOf } from "./streak.ts";

const DAY = 86_400_000;

/** Days that a streak looks back. */
const LOOK_BACK = 400;

/** What a learner remembers by now, what is due tomorrow, and their streak. */
export async function memoryLines(
  context: Context,
  learner: Learner,
  by: Person,
  place: Place,
): Promise<readonly Block[]> {
  const at = context.clock.now().epochMilliseconds;
  const zone = await zoneOf(context, by, place);
  const reviews = (await context.store.reviewsOf(learner.id)).filter(({ check }) => findCheck(context.course(), check));
  if (reviews.length === 0) return [];
  const recall = reviews.reduce((sum, review) => sum + retrievability(review, at), 0) / reviews.length;
  const tomorrow = localDate(at, zone).add({ days: 1 });
  const until = startOf(tomorrow.add({ days: 1 }), zone);
  const due = reviews.filter((review) => review.due < until).length;
  const since = at - LOOK_BACK * DAY;
  const answers = await context.store.answeredSince(learner.id, since);
  const streak = streakOf(answers, await context.store.outagesSince(since), zone, at);
  return [
    paragraph(progressWords.remembered(Math.round(recall * 100))),
    paragraph(progressWords.tomorrow(due)),
    ...(streak === 0 ? [] : [paragraph(progressWords.streak(streak))]),
  ];
}

/** The zone a person lives in: the platform's word, that of their reminders, or the channel's; UTC when nobody said. */
async function zoneOf(context: Context, by: Person, place: Place): Promise<string> {
  const own = by.zone ?? (await reminderOf(context, by))?.zone ?? (await context.store.placeZone(place));
  return (own === undefined ? undefined : readZone(own)) ?? "UTC";
}
