import { button } from "../chat/action.ts";
import { type Message, note, paragraph } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import { localDate, startOf } from "../core/local-time.ts";
import type { Composed, DuePost } from "../core/post.ts";
import { whyButton } from "../core/reply.ts";
import type { Schedule } from "../core/schedule.ts";
import type { Review } from "../study/memory/memory.ts";
import { retrievability } from "../study/memory/review.ts";
import { findCheck } from "../study/pages.ts";
import { postWords } from "../study/posts/words.ts";

/** Questions of one reminder, unless its learner wants another number. */
export const A_DAY = 3;

/** Reminders without an answer after which one kind question comes, and then silence until the learner is back. */
const IGNORED = 2;

/** Due reviews that are looked at, to find the hardest. */
const MOST = 500;

/** `review`: what a learner should bring back today. Nothing due, nothing said. */
export async function composeReview(context: Context, post: DuePost): Promise<Composed> {
  const schedule = await context.store.findSchedule(post.schedule ?? String(post.detail.schedule));
  if (!schedule || schedule.learner === undefined) return nothing("reminder gone");
  const due = await dueToday(context, schedule, schedule.learner);
  if (due.length === 0) return nothing("nothing due");
  const ignored = await ignoredSoFar(context, schedule);
  const at = context.clock.now().epochMilliseconds;
  if (ignored > IGNORED) return nothing("ignored");
  const afterwards = { ...schedule.detail, sentAt: at, ignored };
  const message = ignored === IGNORED ? restQuestion(schedule) : reminder(schedule, due.length);
  return { kind: "say", message, follow: [], afterwards };
}

const nothing = (why: string): Composed => ({ kind: "nothing", why, follow: [] });

/** Due by the learner's own date, and still taught; the hardest first, no more than they want in a day. */
export async function dueToday(context: Context, schedule: Schedule, learner: string): Promise<readonly Review[]> {
  const at = context.clock.now().epochMilliseconds;
  const tomorrow = startOf(localDate(at, schedule.zone).add({ days: 1 }), schedule.zone);
  const due = await context.store.dueReviews(learner, tomorrow - 1, MOST);
  return due
    .filter(({ check }) => findCheck(context.course(), check))
    .toSorted((one, other) => retrievability(one, at) - retrievability(other, at))
    .slice(0, Number(schedule.detail.most ?? A_DAY));
}

/** Reminders in a row after which no answer came. */
async function ignoredSoFar(context: Context, { detail, learner }: Schedule): Promise<number> {
  const sentAt = Number(detail.sentAt ?? 0);
  if (sentAt === 0 || learner === undefined) return 0;
  const answered = await context.store.answeredSince(learner, sentAt);
  return answered.length > 0 ? 0 : Number(detail.ignored ?? 0) + 1;
}

function reminder({ id }: Schedule, due: number): Message {
  return {
    blocks: [paragraph(postWords.due(due)), note(postWords.dueHint)],
    buttons: [
      [
        button(postWords.begin, { kind: "review", schedule: id }, "primary"),
        button(postWords.snooze, { kind: "snooze", schedule: id }),
        button(postWords.stop, { kind: "stop", schedule: id }),
      ],
      [whyButton],
    ],
  };
}

const restQuestion = ({ id }: Schedule): Message => ({
  blocks: [paragraph(postWords.ignoredAsk)],
  buttons: [
    [
      button(postWords.ignoredYes, { kind: "rest", schedule: id }, "primary"),
      button(postWords.ignoredNo, { kind: "stay", schedule: id }),
      button(postWords.stop, { kind: "stop", schedule: id }),
    ],
    [whyButton],
  ],
});
