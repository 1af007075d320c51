import type { Outgoing } from "../../chat/answer.ts";
import type { Event, Place } from "../../chat/event.ts";
import { type Message, paragraph } from "../../chat/message.ts";
import type { Context } from "../../core/context.ts";
import { fitting, refuse, toMe } from "../../core/reply.ts";
import type { Ask, SittingStart } from "../../core/store.ts";
import { whoIs } from "../../core/who.ts";
import { words } from "../../core/words.ts";
import type { Check } from "../../course/model.ts";
import { solvedBlocks } from "../feedback.ts";
import { checkAsShown } from "../pages.ts";
import { openAsk } from "../session.ts";
import { questionMessage } from "./post.ts";
import type { Question } from "./question.ts";
import { questionWords } from "./words.ts";

type Press = Extract<Event, { kind: "press" | "submit" }>;

/** An ask as somebody has it. */
export type Asked = {
  readonly ask: Ask;
  /** What a whole place was asked, where that is what it answers. */
  readonly question: Question | undefined;
  /** Their part in it, begun with the answer; undefined when they began in a message of their own. */
  readonly begin: SittingStart | undefined;
};

/** The ask that a press is about: one of somebody's own, or a question to everybody in this place. */
export async function askedOf(context: Context, event: Press, id: string): Promise<Asked | undefined> {
  const ask = await context.store.findAsk(id);
  if (!ask) return askedHere(context, event, id);
  const { question: of } = ask.sitting;
  return { ask, question: of === undefined ? undefined : await context.store.findQuestion(of), begin: undefined };
}

/** A question to everybody here, as this person has it. A press proves that its post arrived. */
async function askedHere(context: Context, event: Press, id: string): Promise<Asked | undefined> {
  const who = whoIs(event.by);
  const found = await context.store.questionFor(id, who);
  if (!found || !isHere(found.question.place, event.in)) return undefined;
  const { question, ask } = found;
  const at = context.clock.now().epochMilliseconds;
  const proved = !question.message && event.on && (await context.store.provePost(id, event.on, at));
  const begin: SittingStart = {
    id: ask.sitting.id,
    who,
    place: question.place,
    kind: "question",
    chapter: undefined,
    checks: ask.sitting.checks,
    at,
    ask,
    question: id,
    newLearner: context.newId(),
    newPlace: context.newId(),
  };
  return { ask, question: { ...question, message: question.message ?? (proved ? event.on : undefined) }, begin };
}

/** A press from another channel, server or platform is none on this question (S05, S37). */
const isHere = (asked: Place, here: Place): boolean =>
  asked.platform === here.platform && asked.tenant === here.tenant && asked.channel === here.channel;

export const isClosed = ({ closedAt, closesAt }: Question, at: number): boolean =>
  closedAt !== undefined || at >= closesAt;

/** Too late to count: what was right, and why. */
export function closedReply(check: Check, ask: Ask): readonly Outgoing[] {
  const reply = (all: boolean): Message => ({
    blocks: [paragraph(questionWords.closed), ...solvedBlocks(check, ask, all)],
  });
  return toMe(fitting(reply(true), reply(false)));
}

/** `pose`: a message of one's own in which to answer. */
export async function answerAlone(context: Context, event: Press, id: string): Promise<readonly Outgoing[]> {
  const asked = await askedHere(context, event, id);
  const check = asked && (await checkAsShown(context, asked.ask));
  if (!asked?.begin || !asked.question || !check) return refuse(words.gone);
  const { ask, begin } = asked;
  if (ask.answer) return refuse(questionWords.answeredAlready);
  if (isClosed(asked.question, begin.at)) return closedReply(check, ask);
  const sitting = await context.store.beginSitting(begin);
  return toMe(openAsk(context, sitting.asks[0] ?? ask));
}

/**
 * Milliseconds before its end in which a question's count stands still: an edit that has to wait, in this process, might come after
 * the closing one of another, and show the question open again.
 */
const STILL = 120_000;

/** The question's message with the new count, wherever it stands; the last answers are told with its end. */
export function recount(
  check: Check,
  question: Question | undefined,
  answers: number | undefined,
  at: number,
): readonly Outgoing[] {
  if (!question?.message || answers === undefined || at >= question.closesAt - STILL) return [];
  return [{ kind: "edit", target: question.message, message: questionMessage(check, { ...question, answers }) }];
}
