import type { Bars } from "../../chat/chart.ts";
import { type Block, type Message, note, paragraph } from "../../chat/message.ts";
import type { Context } from "../../core/context.ts";
import type { Composed, DuePost } from "../../core/post.ts";
import { fitting, whyButton } from "../../core/reply.ts";
import { letterOf, words } from "../../core/words.ts";
import type { Check } from "../../course/model.ts";
import { solvedBlocks } from "../feedback.ts";
import { rightChoices } from "../grade.ts";
import { checkAsShown } from "../pages.ts";
import type { ChoiceCount, Question } from "./question.ts";
import { questionWords } from "./words.ts";

/** Fewer answers than this are not shown as shares: who answered what could be guessed. */
const ENOUGH = 5;

/** Under what written answers to a question are counted (question.ts, ChoiceCount). */
const [writtenWrong, writtenRight] = [-2, -3];

/** `quiz-close`: the question's message says how everybody answered, what is right, and why. */
export async function composeClose(context: Context, post: DuePost): Promise<Composed> {
  const id = String(post.detail.question);
  const counts = await context.store.closeQuestion(id, context.clock.now().epochMilliseconds);
  const question = await context.store.findQuestion(id);
  const check = question && (await checkAsShown(context, question));
  if (!counts || !question || !check) return { kind: "nothing", why: "question gone", follow: [] };
  return { kind: "say", message: closedMessage(check, question, counts), follow: [] };
}

/** The question after its end, with the shares in a picture and in words, from five answers on. No names. */
function closedMessage(
  check: Check,
  question: Pick<Question, "order" | "answers">,
  counts: readonly ChoiceCount[],
): Message {
  const { answers, order } = question;
  const shares = answers < ENOUGH ? [] : sharesOf(check, order, counts);
  const inWords = paragraph(shares.length === 0 ? fewWords(answers) : questionWords.shares(answers, said(shares)));
  const chart = shares.length === 0 ? [] : [chartOf(shares, answers)];
  const closed = (all: boolean, ...more: readonly Block[]): Message => ({
    blocks: [note(questionWords.closedTitle), ...solvedBlocks(check, { order }, all), ...more],
    buttons: [[whyButton]],
  });
  return fitting(
    closed(true, ...chart, inWords),
    closed(true, inWords),
    closed(false, ...chart, inWords),
    closed(false),
  );
}

const fewWords = (answers: number): string => (answers === 0 ? questionWords.nobody : questionWords.few(answers));

type Share = { readonly label: string; readonly answers: number; readonly isRight: boolean };

const said = (shares: readonly Share[]): readonly string[] =>
  shares.map(({ label, answers, isRight }) => questionWords.share(label, answers, isRight));

/** How often each answer was given, in the order in which the choices stand in the message. */
function sharesOf(check: Check, order: readonly number[], counts: readonly ChoiceCount[]): readonly Share[] {
  const given = (choice: number): number => counts.find((one) => one.choice === choice)?.answers ?? 0;
  const unsure = { label: words.unsure, answers: given(-1), isRight: false };
  const shares = positionsOf(check, order).map(({ choice, label, isRight }) => ({
    label,
    answers: given(choice),
    isRight,
  }));
  return unsure.answers > 0 ? [...shares, unsure] : shares;
}

type Position = { readonly choice: number; readonly label: string; readonly isRight: boolean };

function positionsOf(check: Check, order: readonly number[]): readonly Position[] {
  const right = rightChoices(check);
  const position = (choice: number, label: string): Position => ({ choice, label, isRight: right.includes(choice) });
  switch (check.kind) {
    case "choice":
      return order.map((choice, place) => position(choice, letterOf(place)));
    case "myth":
      return [position(0, words.trueLabel), position(1, words.falseLabel)];
    case "text":
    case "number":
      return [
        { choice: writtenRight, label: questionWords.rightWritten, isRight: true },
        { choice: writtenWrong, label: questionWords.otherWritten, isRight: false },
      ];
    default:
      return check satisfies never;
  }
}

const chartOf = (shares: readonly Share[], total: number): Block => {
  const bars: Bars["bars"] = shares.map(({ label, answers, isRight }) => ({
    label,
    value: answers,
    text: questionWords.bar(answers, total),
    ...(isRight ? { mark: questionWords.mark } : {}),
  }));
  const chart: Bars = { kind: "bars", title: questionWords.chartTitle, bars };
  return { kind: "chart", chart, alt: questionWords.chartAlt(said(shares)) };
};
