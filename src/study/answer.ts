import { type Action, button, encodeAction } from "../chat/action.ts";
import type { Outgoing } from "../chat/answer.ts";
import type { Event } from "../chat/event.ts";
import type { Form } from "../chat/form.ts";
import { limits } from "../chat/limits.ts";
import { type Message, paragraph } from "../chat/message.ts";
import { shorten } from "../chat/plain.ts";
import type { Context } from "../core/context.ts";
import { periodsOf } from "../core/period.ts";
import { refuse, toMe, update } from "../core/reply.ts";
import type { Answer, Ask, Response } from "../core/store.ts";
import { isWho } from "../core/who.ts";
import { words } from "../core/words.ts";
import type { Check } from "../course/model.ts";
import { isOfDrill } from "../drill/check.ts";
import { saySure } from "./confidence.ts";
import { answerInWords } from "./feedback.ts";
import { grade, readNumber } from "./grade.ts";
import type { Confidence, Review } from "./memory/memory.ts";
import { reviewAfter } from "./memory/review.ts";
import { checkAsShown, pagesOf, placeOf } from "./pages.ts";
import { type Asked, askedOf, closedReply, isClosed, recount } from "./place-question/answer.ts";
import { questionWords } from "./place-question/words.ts";
import { answeredPage, openAsk } from "./session.ts";

type OnAsk = Extract<Action, { readonly ask: string }>;
type Press = Extract<Event, { kind: "press" | "submit" }>;

/** An ask that may be answered: who pressed has it, and its check is known in the wording that was shown. */
type Posed = Asked & { readonly context: Context; readonly event: Press; readonly check: Check };

/**
 * A press on an ask, or the form of one handed in. Whoever did not get the ask, and whatever was never posed, is told so
 * kindly and nothing is written.
 */
export async function answerAsk(context: Context, event: Press, action: OnAsk): Promise<readonly Outgoing[]> {
  const asked = await askedOf(context, event, action.ask);
  if (!asked) return (await isTrial(context, action.ask)) ? refuse(questionWords.trial) : refuse(words.gone);
  const { ask, question } = asked;
  if (!isWho(ask.sitting.owner, event.by)) return refuse(words.notYours);
  const shownIn = event.on?.id;
  if (!ask.answer && ask.message !== undefined && shownIn !== undefined && ask.message !== shownIn) {
    return refuse(words.oldMessage);
  }
  const check = await checkAsShown(context, ask);
  if (!check) return refuse(words.gone);
  if (action.kind === "reasons") {
    return ask.answer ? update(await answeredPage(context, ask, ask.answer, true)) : refuse(words.gone);
  }
  if (action.kind === "sure") return sure(context, ask, action.confidence);
  const posed: Posed = { ...asked, context, event, check };
  if (ask.answer) return toMe(already(posed, ask.answer));
  if (question && isClosed(question, context.clock.now().epochMilliseconds)) return closedReply(check, ask);
  return event.kind === "submit" ? written(posed, event.fields) : pressed(posed, action);
}

async function pressed(
  posed: Posed,
  action: Exclude<OnAsk, { kind: "reasons" | "sure" }>,
): Promise<readonly Outgoing[]> {
  const { ask, check } = posed;
  const many = check.kind === "choice" && check.many;
  switch (action.kind) {
    case "unsure":
      return record(posed, { kind: "unsure" });
    case "answer": {
      const choice = ask.order[action.choice];
      return choice === undefined || many ? refuse(words.gone) : record(posed, { kind: "choices", choices: [choice] });
    }
    case "pick": {
      const choice = ask.order[action.choice];
      return choice === undefined || !many ? refuse(words.gone) : pick(posed, choice, action.on);
    }
    case "submit":
      return many ? handIn(posed, ask.picks) : refuse(words.gone);
    case "write":
      if (check.kind !== "text" && check.kind !== "number") return refuse(words.gone);
      return [{ kind: "form", form: writeForm(posed.begin?.question ?? ask.id, check.kind) }];
    default:
      return action satisfies never;
  }
}

async function sure(context: Context, ask: Ask, confidence: Confidence): Promise<readonly Outgoing[]> {
  const said = await saySure(context, ask, confidence);
  if ("refusal" in said || !ask.answer) return "refusal" in said ? said.refusal : refuse(words.gone);
  return update(await answeredPage(context, said.ask, ask.answer, false));
}

/** Whether the buttons are those of a trial that a manager had shown: its schedule stands in for the question. */
const isTrial = async (context: Context, id: string): Promise<boolean> =>
  (await context.store.findSchedule(id)) !== undefined;

async function pick(posed: Posed, choice: number, on: boolean): Promise<readonly Outgoing[]> {
  const { context, event, ask, question } = posed;
  // One may open a question to everybody twice, and answer it in either message.
  const message = question ? undefined : event.on?.id;
  const picks = await context.store.savePick({ ask: ask.id, choice, on, message });
  // Answered in the same moment: that answer's own reply shows it, and an open question must not come after it.
  return picks ? update(openAsk(context, { ...ask, picks })) : [];
}

/** Grades what is picked. Where a pick arrived in the same moment, what is picked by then is what counts. */
async function handIn(posed: Posed, picks: readonly number[]): Promise<readonly Outgoing[]> {
  if (picks.length === 0) return refuse(words.pickSomething);
  return record(posed, { kind: "choices", choices: picks }, picks);
}

const writeForm = (ask: string, kind: "text" | "number"): Form => ({
  id: encodeAction({ kind: "write", ask }),
  title: words.writeTitle,
  submit: words.submit,
  fields: [
    {
      name: "answer",
      label: words.writeField,
      hint: kind === "text" ? words.writeHint : words.writeNumberHint,
      maxLength: limits.answer,
    },
  ],
});

async function written(posed: Posed, fields: Readonly<Record<string, string>>): Promise<readonly Outgoing[]> {
  const { kind } = posed.check;
  if (kind !== "text" && kind !== "number") return refuse(words.gone);
  const text = (fields.answer ?? "").trim();
  if (text === "") return refuse(words.writeEmpty);
  if (text.length > limits.answer) return refuse(words.writeTooLong(text.length, limits.answer));
  if (kind === "number" && readNumber(text) === undefined) return refuse(words.writeNoNumber(shorten(text, 40)));
  return record(posed, { kind: "written", text });
}

/** Grades, stores, and shows the answer; of two presses at once the store decides which was first. */
async function record(posed: Posed, response: Response, picks?: readonly number[]): Promise<readonly Outgoing[]> {
  const { context, event, ask, check, begin } = posed;
  const now = context.clock.now();
  const at = now.epochMilliseconds;
  const { right, tags } = grade(check, response);
  const answer: Answer = { response, right, at };
  // A right answer counts when the check is new to the learner or has come back; reading on and on earns nothing.
  const counts = right && (ask.review === undefined || ask.review.due <= at);
  const saved = await context.store.saveAnswer({
    ask,
    begin,
    message: posed.question ? undefined : event.on?.id,
    answer,
    picks,
    tags,
    review: reviewOf(check, ask, right, at),
    points: counts ? 1 : 0,
    periods: periodsOf(now),
  });
  if (saved.first) {
    const page = await answeredPage(context, ask, answer, false);
    const alone = begin !== undefined || (event.kind === "submit" && event.on === undefined);
    return [...(alone ? toMe(page) : update(page)), ...recount(check, posed.question, saved.answers, at)];
  }
  if (saved.picks) return handIn(posed, saved.picks);
  return saved.answer ? toMe(already(posed, saved.answer)) : refuse(words.gone);
}

/** What a course teaches comes back; a question about one night is asked once. */
function reviewOf(check: Check, ask: Ask, right: boolean, at: number): Review {
  const review = reviewAfter(check.key, ask.review, right, at);
  return isOfDrill(check.key) ? { ...review, due: NEVER } : review;
}

/** The last instant that a date can hold, in epoch milliseconds. */
const NEVER = 8.64e15;

function already({ context, ask, check }: Posed, answer: Answer): Message {
  const said =
    answer.response.kind === "unsure" ? words.alreadyUnsure : words.already(answerInWords(check, ask, answer));
  if (ask.sitting.kind === "question") {
    return { blocks: [paragraph(said)], buttons: [[button(words.otherReasons, { kind: "reasons", ask: ask.id })]] };
  }
  const to = placeOf(pagesOf(context.course(), ask.sitting), ask) + 1;
  const on = button(words.continue, { kind: "turn", sitting: ask.sitting.id, to }, "primary");
  return { blocks: [paragraph(said)], buttons: [[on]] };
}
