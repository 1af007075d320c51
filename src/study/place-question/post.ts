import { button } from "../../chat/action.ts";
import type { Place } from "../../chat/event.ts";
import { type Block, type Button, type Message, note } from "../../chat/message.ts";
import type { Context } from "../../core/context.ts";
import { moment } from "../../core/local-time.ts";
import type { Composed, DuePost, FollowUp } from "../../core/post.ts";
import { whyButton } from "../../core/reply.ts";
import type { Check } from "../../course/model.ts";
import { checkForToday } from "../../drill/check.ts";
import { orderOf, questionBlocks, questionButtons } from "../ask.ts";
import { checkAsShown, findCheck } from "../pages.ts";
import { weakestCheck } from "./choose.ts";
import type { Question } from "./question.ts";
import { questionWords } from "./words.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Hours for which a question is open, unless its schedule says otherwise. */
const OPEN = 8;
/** Who did something in a place within this time is active there. */
const ACTIVE = 30 * DAY;
/** The same question comes again after this time, or sooner when there is no other. */
const APART = 10 * DAY;

/**
 * `quiz`: the question of the day, which is about the night when there was a drill in it, or the check that `detail.check`
 * names. The question has the id of its post.
 */
export async function composeQuestion(context: Context, post: DuePost): Promise<Composed> {
  if (post.to.kind === "person") return { kind: "nothing", why: "no place", follow: [] };
  const known = await context.store.findQuestion(post.id);
  const check = known ? await checkAsShown(context, known) : await checkFor(context, post.to, post);
  if (!check) return { kind: "nothing", why: "no questions", follow: [] };
  const question = known ?? (await pose(context, post.to, post, check));
  return { kind: "say", message: questionMessage(check, question), follow: [closing(question)] };
}

async function checkFor(context: Context, to: Place, { detail }: DuePost): Promise<Check | undefined> {
  const course = context.course();
  if (typeof detail.check !== "string") return (await checkForToday(context, to)) ?? weakestIn(context, to);
  return findCheck(course, detail.check) ?? context.store.findVersion(detail.check, String(detail.version));
}

/** The check that a place should be asked now. */
async function weakestIn(context: Context, place: Place): Promise<Check | undefined> {
  const at = context.clock.now().epochMilliseconds;
  const study = await context.store.studyOf(place, at - ACTIVE, at - APART);
  const schedules = await context.store.schedulesOf({ to: place });
  const taught = schedules.flatMap(({ detail: { chapter } }) => (typeof chapter === "string" ? [chapter] : []));
  return weakestCheck(context.course(), study, taught, at);
}

async function pose(context: Context, place: Place, { id, detail }: DuePost, check: Check): Promise<Question> {
  const at = context.clock.now().epochMilliseconds;
  const hours = typeof detail.hours === "number" ? detail.hours : OPEN;
  return context.store.saveQuestion({ ...drawn(context, place, check, id), at, closesAt: at + hours * HOUR });
}

/** A question of a place that nobody has been asked yet. */
const drawn = (context: Context, place: Place, check: Check, id: string) => ({
  id,
  place,
  check: check.key,
  version: check.version,
  order: orderOf(context, check),
  newPlace: context.newId(),
});

const closing = ({ id, closesAt }: Question): FollowUp => ({
  key: `${id}:close`,
  kind: "quiz-close",
  due: closesAt,
  detail: { question: id },
  edits: id,
});

type Open = Pick<Question, "id" | "order" | "closesAt" | "answers">;

/** The question as everybody sees it while it is open: nothing in it depends on which choice is right. */
export function questionMessage(check: Check, { id, order, closesAt, answers }: Open): Message {
  const shown = { id, order, picks: [] };
  return {
    blocks: [note(questionWords.title), ...questionBlocks(check, shown), state(answers, closesAt)],
    buttons: [...answerRows(check, shown), [whyButton]],
  };
}

const state = (answers: number, closesAt: number): Block =>
  note([
    { kind: "plain", text: questionWords.answered(answers) + questionWords.openUntil },
    moment(closesAt, "UTC", "time"),
    { kind: "plain", text: `. ${questionWords.private}` },
  ]);

/** Where several are to be picked, each picks in a message of their own: a toggle that all see would be everybody's. */
function answerRows(check: Check, shown: Parameters<typeof questionButtons>[1]): readonly (readonly Button[])[] {
  if (check.kind !== "choice" || !check.many) return questionButtons(check, shown);
  return [[button(questionWords.pose, { kind: "pose", question: shown.id }, "primary")]];
}
