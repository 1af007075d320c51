import { type Action, button, encodeAction } from "../chat/action.ts";
import type { Event } from "../chat/event.ts";
import type { Form } from "../chat/form.ts";
import { limits } from "../chat/limits.ts";
import { type Message, paragraph } from "../chat/message.ts";
import type { Outgoing } from "../chat/outgoing.ts";
import type { Check } from "../course/course.ts";
import type { Context } from "./context.ts";
import { answerInWords } from "./feedback.ts";
import { grade, readNumber } from "./grade.ts";
import { checkAsShown } from "./pages.ts";
import { periodsOf } from "./period.ts";
import { refuse, toMe, update } from "./reply.ts";
import { reviewAfter } from "./review.ts";
import { answeredPage, openAsk } from "./sitting.ts";
import type { Answer, Ask, Response } from "./store.ts";
import { sameWho, whoIs } from "./who.ts";
import { words } from "./words.ts";

type OnAsk = Extract<Action, { readonly ask: string }>;
type Press = Extract<Event, { kind: "press" | "submit" }>;

/**
 * A press on an ask, or the form of one handed in. Whoever did not get the ask, and whatever was never posed, is told so
 * kindly and nothing is written.
 */
export async function answerAsk(context: Context, event: Press, action: OnAsk): Promise<readonly Outgoing[]> {
  const ask = await context.store.findAsk(action.ask);
  if (!ask) return refuse(words.gone);
  if (!sameWho(ask.sitting.owner, whoIs(event.by))) return refuse(words.notYours);
  const shownIn = event.on?.id;
  if (!ask.answer && ask.message !== undefined && shownIn !== undefined && ask.message !== shownIn) {
    return refuse(words.oldMessage);
  }
  const check = await checkAsShown(context, ask);
  if (!check) return refuse(words.gone);
  if (action.kind === "reasons")
    return ask.answer ? update(await answeredPage(context, ask, ask.answer, true)) : refuse(words.gone);
  if (ask.answer) return toMe(already(check, ask, ask.answer));
  if (event.kind === "submit") return written(context, event, ask, check);
  return pressed(context, event, action, ask, check);
}

async function pressed(
  context: Context,
  event: Press,
  action: Exclude<OnAsk, { kind: "reasons" }>,
  ask: Ask,
  check: Check,
): Promise<readonly Outgoing[]> {
  const many = check.kind === "choice" && check.many;
  switch (action.kind) {
    case "unsure":
      return record(context, event, ask, check, { kind: "unsure" });
    case "answer": {
      const choice = ask.order[action.choice];
      if (choice === undefined || many) return refuse(words.gone);
      return record(context, event, ask, check, { kind: "choices", choices: [choice] });
    }
    case "pick": {
      const choice = ask.order[action.choice];
      if (choice === undefined || !many) return refuse(words.gone);
      const picks = await context.store.savePick({ ask: ask.id, choice, on: action.on, message: event.on?.id });
      return update(openAsk(context, { ...ask, picks }));
    }
    case "submit":
      if (!many) return refuse(words.gone);
      if (ask.picks.length === 0) return toMe({ blocks: [paragraph(words.pickSomething)] });
      return record(context, event, ask, check, { kind: "choices", choices: ask.picks });
    case "write":
      if (check.kind !== "text" && check.kind !== "number") return refuse(words.gone);
      return [{ kind: "form", form: writeForm(ask.id, check.kind) }];
    default:
      return action satisfies never;
  }
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

async function written(
  context: Context,
  event: Extract<Press, { kind: "submit" }>,
  ask: Ask,
  check: Check,
): Promise<readonly Outgoing[]> {
  if (check.kind !== "text" && check.kind !== "number") return refuse(words.gone);
  const text = (event.fields.answer ?? "").trim();
  if (text === "") return refuse(words.writeEmpty);
  if (text.length > limits.answer) return refuse(words.writeTooLong(text.length, limits.answer));
  if (check.kind === "number" && readNumber(text) === undefined) return refuse(words.writeNoNumber(text.slice(0, 40)));
  return record(context, event, ask, check, { kind: "written", text });
}

/** Grades, stores, and shows the answer; of two presses at once the store decides which was first. */
async function record(
  context: Context,
  event: Press,
  ask: Ask,
  check: Check,
  response: Response,
): Promise<readonly Outgoing[]> {
  const now = context.clock.now();
  const at = now.epochMilliseconds;
  const { right, tags } = grade(check, response);
  const answer: Answer = { response, right, at };
  // A right answer counts when the check is new to the learner or has come back; reading on and on earns nothing.
  const counts = right && (ask.review === undefined || ask.review.due <= at);
  const saved = await context.store.saveAnswer({
    ask,
    message: event.on?.id,
    answer,
    tags,
    review: reviewAfter(check.key, ask.review, right, at),
    points: counts ? 1 : 0,
    periods: periodsOf(now),
  });
  if (!saved.first) return saved.answer ? toMe(already(check, ask, saved.answer)) : refuse(words.gone);
  const page = await answeredPage(context, ask, answer, false);
  return event.kind === "submit" && event.on === undefined ? toMe(page) : update(page);
}

function already(check: Check, ask: Ask, answer: Answer): Message {
  const said =
    answer.response.kind === "unsure" ? words.alreadyUnsure : words.already(answerInWords(check, ask, answer));
  const on = button(words.continue, { kind: "turn", sitting: ask.sitting.id, to: ask.page + 1 }, "primary");
  return { blocks: [paragraph(said)], buttons: [[on]] };
}
