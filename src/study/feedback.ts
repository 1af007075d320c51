import { type Block, type Message, note, type Option, paragraph, strong } from "../chat/message.ts";
import { shorten, verdictMark } from "../chat/plain.ts";
import type { Answer, Ask } from "../core/store.ts";
import { letterOf, listOf, words } from "../core/words.ts";
import type { Check } from "../course/model.ts";
import { rightChoices } from "./grade.ts";

/** Visible characters of an answer that is said back; all of it is stored. */
const ECHO = 200;

type Shown = Pick<Ask, "order">;
type Tone = NonNullable<Message["tone"]>;

/**
 * A question after its answer: the verdict in words, every choice with its mark, the reason of what was chosen and of
 * what is right; all reasons when `all`.
 */
export function feedbackBlocks(check: Check, ask: Shown, answer: Answer, all: boolean): readonly Block[] {
  const mark = answer.response.kind === "unsure" ? "" : `${verdictMark(answer.right ? "right" : "wrong")} `;
  return judgedBlocks(check, ask, answer, all, mark + verdict(check, ask, answer));
}

/** A question that is over, for everybody: what is right, and every reason. */
export function solvedBlocks(check: Check, ask: Shown, all = true): readonly Block[] {
  const nobody: Answer = { response: { kind: "unsure" }, right: false, at: 0 };
  const solution = check.kind === "myth" ? words.solvedMyth(check.isTrue) : words.solved(solutionOf(check, ask));
  return judgedBlocks(check, ask, nobody, all, solution);
}

function judgedBlocks(check: Check, ask: Shown, answer: Answer, all: boolean, said: string): readonly Block[] {
  const lead = paragraph([strong(said)]);
  switch (check.kind) {
    case "choice": {
      const options = ask.order.map((choice, place) => judged(check, choice, place, answer, all));
      return [...check.question, { kind: "options", options }, lead];
    }
    case "myth":
      return [...check.question, lead, paragraph(check.reason)];
    case "text":
    case "number":
      return [
        ...check.question,
        ...(answer.response.kind === "written" ? [note(words.youWrote(shorten(answer.response.text, ECHO)))] : []),
        lead,
        ...(check.reason ? [paragraph(check.reason)] : []),
      ];
    default:
      return check satisfies never;
  }
}

export const feedbackTone = (answer: Answer): Tone =>
  answer.response.kind === "unsure" ? "plain" : answer.right ? "right" : "wrong";

/** Whether some reason is not shown yet: those of the choices that were neither taken nor right. */
export function hasOtherReasons(check: Check, answer: Answer): boolean {
  if (check.kind !== "choice") return false;
  return check.choices.some((choice, index) => choice.reason && !explained(check, index, answer));
}

/** What somebody answered, as it is said to them: letters, "True", or their own words. */
export function answerInWords(check: Check, ask: Shown, answer: Answer): string {
  if (answer.response.kind === "unsure") return words.unsure;
  if (answer.response.kind === "written") return `"${shorten(answer.response.text, ECHO)}"`;
  return named(check, ask, answer.response.choices);
}

function named(check: Check, ask: Shown, choices: readonly number[]): string {
  if (check.kind === "myth") return choices[0] === 0 ? words.trueLabel : words.falseLabel;
  const places = ask.order.flatMap((choice, place) => (choices.includes(choice) ? [letterOf(place)] : []));
  return listOf(places);
}

function verdict(check: Check, ask: Shown, answer: Answer): string {
  const unsure = answer.response.kind === "unsure";
  if (check.kind === "myth") {
    if (unsure) return words.mythUnsure(check.isTrue);
    return answer.right ? words.mythRight(check.isTrue) : words.mythWrong(check.isTrue);
  }
  if (answer.right) return words.right;
  const solution = solutionOf(check, ask);
  if (unsure) return words.unsureReply(solution);
  return check.kind === "choice" && check.many ? words.wrongMany(solution) : words.wrong(solution);
}

function solutionOf(check: Exclude<Check, { kind: "myth" }>, ask: Shown): string {
  switch (check.kind) {
    case "choice":
      return named(check, ask, rightChoices(check));
    case "text":
      return check.accepted[0] ?? "";
    case "number":
      return String(check.value);
    default:
      return check satisfies never;
  }
}

const taken = (index: number, answer: Answer): boolean =>
  answer.response.kind === "choices" && answer.response.choices.includes(index);

const explained = (check: Extract<Check, { kind: "choice" }>, index: number, answer: Answer): boolean =>
  taken(index, answer) || check.choices[index]?.right === true;

function judged(
  check: Extract<Check, { kind: "choice" }>,
  index: number,
  place: number,
  answer: Answer,
  all: boolean,
): Option {
  const choice = check.choices[index];
  const mine = taken(index, answer);
  const reason = choice?.reason && (all || explained(check, index, answer)) ? { reason: choice.reason } : {};
  return { letter: letterOf(place), text: choice?.text ?? [], ...verdictOf(choice?.right === true, mine), ...reason };
}

function verdictOf(right: boolean, mine: boolean): Pick<Option, "verdict"> {
  if (right) return { verdict: { tone: "right", word: mine ? words.markRightYours : words.markRight } };
  return mine ? { verdict: { tone: "wrong", word: words.markWrongYours } } : {};
}
