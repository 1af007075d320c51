import { button } from "../chat/action.ts";
import { limits } from "../chat/limits.ts";
import { type Block, type Button, note, type Option } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import type { Ask, AskPosed } from "../core/store.ts";
import { letterOf, words } from "../core/words.ts";
import type { Check } from "../course/model.ts";

/**
 * Poses a check: a new id, and an order of the choices that is drawn without a look at which is right.
 * `message` is the message that will show it, where it is known already.
 */
export function poseAsk(context: Context, check: Check, page: number, message: string | undefined): AskPosed {
  const order = orderOf(context, check);
  return { id: context.newId(), page, check: check.key, version: check.version, order, message };
}

export function orderOf(context: Context, check: Check): readonly number[] {
  switch (check.kind) {
    case "choice": {
      const authored = check.choices.map((_, index) => index);
      return check.fixed ? authored : shuffled(authored, context.random);
    }
    case "myth":
      return [0, 1];
    case "text":
    case "number":
      return [];
    default:
      return check satisfies never;
  }
}

/** Fisher and Yates: every order is equally likely. */
function shuffled(items: readonly number[], random: () => number): readonly number[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const moved = result.splice(other, 1);
    result.splice(last, 0, ...moved);
  }
  return result;
}

/** The question as it stands before the answer: nothing in it depends on which choice is right. */
export function questionBlocks(check: Check, ask: Pick<Ask, "order" | "picks">): readonly Block[] {
  switch (check.kind) {
    case "choice":
      return [
        ...check.question,
        { kind: "options", options: ask.order.map((choice, place) => optionOf(check, choice, place, ask.picks)) },
        ...(check.many ? [note(words.pickAll)] : []),
      ];
    case "myth":
      return [...check.question, note(words.mythAsk)];
    case "text":
    case "number":
      return check.question;
    default:
      return check satisfies never;
  }
}

function optionOf(
  check: Extract<Check, { kind: "choice" }>,
  choice: number,
  place: number,
  picks: readonly number[],
): Option {
  const text = check.choices[choice]?.text ?? [];
  return { letter: letterOf(place), text, ...(picks.includes(choice) ? { picked: true } : {}) };
}

/**
 * The rows of buttons under an open question, without Back. "I don't know" stands behind the answers, never where Next
 * stood on the page before: a second press of Next must not answer.
 */
export function questionButtons(
  check: Check,
  ask: Pick<Ask, "id" | "order" | "picks">,
): readonly (readonly Button[])[] {
  const unsure = button(words.unsure, { kind: "unsure", ask: ask.id });
  switch (check.kind) {
    case "choice": {
      const letters = ask.order.map((choice, place) =>
        check.many ? toggle(ask.id, place, ask.picks.includes(choice)) : letterButton(ask.id, place),
      );
      const handIn = check.many ? [button(words.submit, { kind: "submit", ask: ask.id }, "primary")] : [];
      return rowsOf([...letters, ...handIn, unsure]);
    }
    case "myth": {
      const labels = [words.trueLabel, words.falseLabel];
      return [[...labels.map((label, choice) => answerButton(ask.id, choice, label)), unsure]];
    }
    case "text":
    case "number":
      return [[button(words.write, { kind: "write", ask: ask.id }, "primary"), unsure]];
    default:
      return check satisfies never;
  }
}

function rowsOf(buttons: readonly Button[]): readonly (readonly Button[])[] {
  const rows = Math.ceil(buttons.length / limits.row);
  return Array.from({ length: rows }, (_, row) => buttons.slice(row * limits.row, (row + 1) * limits.row));
}

const answerButton = (ask: string, choice: number, label: string) => button(label, { kind: "answer", ask, choice });

function letterButton(ask: string, place: number): Button {
  const letter = letterOf(place);
  return { ...answerButton(ask, place, letter), a11y: words.answerLetter(letter) };
}

/** Carries the wanted state, so that the same press twice is harmless. */
function toggle(ask: string, place: number, on: boolean): Button {
  const letter = letterOf(place);
  return {
    ...button(letter, { kind: "pick", ask, choice: place, on: !on }),
    a11y: on ? words.picked(letter) : words.notPicked(letter),
    pressed: on,
  };
}
