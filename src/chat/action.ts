import type { Button } from "./message.ts";

/**
 * What a button stands for, and its id on the wire: `verb:argument:argument`, at most 64 printable ASCII characters.
 * The id is a pointer and nothing else: who may follow it, and what it means now, is looked up (limits.ts, action).
 */
export type Action =
  /** Show page `to` of a sitting. */
  | { readonly kind: "turn"; readonly sitting: string; readonly to: number }
  /** Answer an ask with the choice at this place of the order in which it was shown. */
  | { readonly kind: "answer"; readonly ask: string; readonly choice: number }
  /** "I don't know". */
  | { readonly kind: "unsure"; readonly ask: string }
  /** Pick or unpick one choice of a choose-all ask; carries the wanted state, so that pressing twice is harmless. */
  | { readonly kind: "pick"; readonly ask: string; readonly choice: number; readonly on: boolean }
  /** Hand in what is picked. */
  | { readonly kind: "submit"; readonly ask: string }
  /** Open the form of a text or number ask; the form carries the same id back. */
  | { readonly kind: "write"; readonly ask: string }
  /** Show the reasons of all choices. */
  | { readonly kind: "reasons"; readonly ask: string }
  /** Pose again what was missed in a sitting. */
  | { readonly kind: "retry"; readonly sitting: string }
  /** Read a chapter once more; one that is being read already goes on. */
  | { readonly kind: "begin"; readonly chapter: string }
  /** Go on in a chapter, here; without one, in the chapter that the select menu names. */
  | { readonly kind: "open"; readonly chapter?: string }
  /** The same as typing the command. */
  | { readonly kind: "run"; readonly command: string }
  | { readonly kind: "export"; readonly learner: string }
  /** Ask whether to erase. */
  | { readonly kind: "forget"; readonly learner: string }
  | { readonly kind: "erase"; readonly learner: string }
  | { readonly kind: "keep"; readonly learner: string };

/** The wire form of an action. */
export function encodeAction(action: Action): string {
  switch (action.kind) {
    case "turn":
      return `turn:${action.sitting}:${action.to}`;
    case "answer":
      return `answer:${action.ask}:${action.choice}`;
    case "pick":
      return `pick:${action.ask}:${action.choice}:${action.on ? 1 : 0}`;
    case "unsure":
    case "submit":
    case "write":
    case "reasons":
      return `${action.kind}:${action.ask}`;
    case "retry":
      return `retry:${action.sitting}`;
    case "begin":
      return `begin:${action.chapter}`;
    case "open":
      return action.chapter === undefined ? "open" : `open:${action.chapter}`;
    case "run":
      return `run:${action.command}`;
    case "export":
    case "forget":
    case "erase":
    case "keep":
      return `${action.kind}:${action.learner}`;
    default:
      return action satisfies never;
  }
}

const ID = "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})";
/** 0 to 999, in one spelling only. */
const INDEX = "(0|[1-9][0-9]{0,2})";
const NAME = "([a-z][a-z0-9-]{0,47})";

const turn = new RegExp(`^turn:${ID}:${INDEX}$`);
const answer = new RegExp(`^answer:${ID}:${INDEX}$`);
const pick = new RegExp(`^pick:${ID}:${INDEX}:([01])$`);
const onAsk = new RegExp(`^(unsure|submit|write|reasons):${ID}$`);
const retry = new RegExp(`^retry:${ID}$`);
const onChapter = new RegExp(`^(begin|open):${NAME}$`);
const run = new RegExp(`^run:${NAME}$`);
const onLearner = new RegExp(`^(export|forget|erase|keep):${ID}$`);

/** Reads a button's id that came back from a client; undefined for anything that `encodeAction` never wrote. */
export function decodeAction(text: string): Action | undefined {
  if (text === "open") return { kind: "open" };
  return decodeAskAction(text) ?? decodeSittingAction(text) ?? decodeLearnerAction(text);
}

function decodeAskAction(text: string): Action | undefined {
  const answered = answer.exec(text);
  if (answered?.[1] && answered[2]) return { kind: "answer", ask: answered[1], choice: Number(answered[2]) };
  const picked = pick.exec(text);
  if (picked?.[1] && picked[2])
    return { kind: "pick", ask: picked[1], choice: Number(picked[2]), on: picked[3] === "1" };
  const [, kind, ask] = onAsk.exec(text) ?? [];
  if (ask === undefined) return undefined;
  if (kind === "unsure" || kind === "submit" || kind === "write" || kind === "reasons") return { kind, ask };
  return undefined;
}

function decodeSittingAction(text: string): Action | undefined {
  const turned = turn.exec(text);
  if (turned?.[1] && turned[2]) return { kind: "turn", sitting: turned[1], to: Number(turned[2]) };
  const retried = retry.exec(text)?.[1];
  if (retried !== undefined) return { kind: "retry", sitting: retried };
  const [, verb, chapter] = onChapter.exec(text) ?? [];
  if (chapter !== undefined) return verb === "begin" ? { kind: "begin", chapter } : { kind: "open", chapter };
  const command = run.exec(text)?.[1];
  return command === undefined ? undefined : { kind: "run", command };
}

function decodeLearnerAction(text: string): Action | undefined {
  const [, kind, learner] = onLearner.exec(text) ?? [];
  if (learner === undefined) return undefined;
  if (kind === "export" || kind === "forget" || kind === "erase" || kind === "keep") return { kind, learner };
  return undefined;
}

/** A button that stands for an action. */
export function button(
  label: string,
  action: Action,
  style: "plain" | "primary" | "danger" = "plain",
): Extract<Button, { kind: "button" }> {
  return { kind: "button", label, action: encodeAction(action), style };
}
