import { type Block, heading, type Inlines, type Message, paragraph, plain } from "../../chat/message.ts";
import { plainText, shorten } from "../../chat/plain.ts";
import type { Context } from "../../core/context.ts";
import { moment } from "../../core/local-time.ts";
import type { Composed, DuePost } from "../../core/post.ts";
import { fitting, whyButton } from "../../core/reply.ts";
import type { Schedule } from "../../core/schedule.ts";
import { scheduleWords } from "../../planning/words.ts";
import { findCheck } from "../pages.ts";
import type { PlaceWeek } from "../place-question/question.ts";
import { postWords } from "./words.ts";

const WEEK = 7 * 86_400_000;

/** Fewer people than this are told no shares and no weak spot: who missed what could be guessed. */
const ENOUGH = 5;

/** Characters of a question that is quoted. */
const QUOTE = 160;

/** `summary`: a channel's last seven days, without a name. Nothing is said of a week in which nobody answered. */
export async function composeSummary(context: Context, post: DuePost): Promise<Composed> {
  if (post.to.kind === "person") return { kind: "nothing", why: "no place", follow: [] };
  const week = await context.store.weekOf(post.to, post.due - WEEK, post.due);
  if (week.answers === 0) return { kind: "nothing", why: "quiet week", follow: [] };
  const schedules = await context.store.schedulesOf({ to: post.to });
  return { kind: "say", message: summaryMessage(context, week, schedules), follow: [] };
}

function summaryMessage(context: Context, week: PlaceWeek, schedules: readonly Schedule[]): Message {
  const enough = week.learners >= ENOUGH;
  const items = [
    plain(postWords.learned(week.learners)),
    plain(enough ? postWords.answersRight(week.answers, percent(week)) : postWords.answers(week.answers)),
  ];
  const weak = enough ? weakSpot(context, week) : [];
  const message = (...more: readonly Block[]): Message => ({
    blocks: [heading(postWords.summaryTitle), { kind: "list", ordered: false, items }, ...more],
    buttons: [[whyButton]],
  });
  return fitting(message(...weak, ...comingUp(schedules)), message());
}

const percent = ({ right, answers }: Pick<PlaceWeek, "right" | "answers">): number =>
  Math.round((100 * right) / answers);

/** The question that fewest got right, among those that enough people answered. */
function weakSpot(context: Context, { checks }: PlaceWeek): readonly Block[] {
  const known = checks.filter(({ answers, right }) => answers >= ENOUGH && right < answers);
  const [worst] = known.toSorted((one, other) => one.right / one.answers - other.right / other.answers);
  const check = worst && findCheck(context.course(), worst.check);
  if (!check) return [];
  return [paragraph(postWords.weakSpot), { kind: "quote", text: plain(shorten(plainText(check.question), QUOTE)) }];
}

/** What comes next here, and when. */
function comingUp(schedules: readonly Schedule[]): readonly Block[] {
  const [next] = schedules
    .flatMap((schedule) => (schedule.next && schedule.kind !== "summary" ? [{ ...schedule, slot: schedule.next }] : []))
    .toSorted((one, other) => one.slot.due - other.slot.due);
  if (!next) return [];
  const text: Inlines = [
    { kind: "plain", text: postWords.next(scheduleWords.kinds[next.kind]) },
    moment(next.slot.due, next.zone, "full"),
  ];
  return [paragraph(text)];
}
