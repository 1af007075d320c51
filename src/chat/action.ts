import { type Argument, command, flag, id, index, name, target, word } from "./argument.ts";
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
  /** Say how sure one was of a right answer. */
  | { readonly kind: "sure"; readonly ask: string; readonly confidence: "guess" | "fair" | "sure" }
  /** Answer a question of the place in private, where one press is not enough. */
  | { readonly kind: "pose"; readonly question: string }
  /** Why did this message come? */
  | { readonly kind: "why" }
  /** On a reminder of one's own: begin what is due; once more in an hour; never again; not for a week; as before. */
  | { readonly kind: "review"; readonly schedule: string }
  | { readonly kind: "snooze"; readonly schedule: string }
  | { readonly kind: "stop"; readonly schedule: string }
  | { readonly kind: "rest"; readonly schedule: string }
  | { readonly kind: "stay"; readonly schedule: string }
  /** What a manager does with the schedule that the select menu names. */
  | { readonly kind: "manage"; readonly verb: "pause" | "resume" | "remove" | "test" }
  /** Show the schedules of the place from this one on. */
  | { readonly kind: "schedules"; readonly from: number }
  /** The forms of a schedule (of a kind that is known already, or not) and of a reminder: ids that no button carries. */
  | { readonly kind: "plan"; readonly of?: "quiz" | "lesson" | "summary" | "drill" }
  | { readonly kind: "remind" }
  /** Join or leave the leaderboards, and show that of the week or the month. */
  | { readonly kind: "join"; readonly period: "week" | "month" }
  | { readonly kind: "leave"; readonly period: "week" | "month" }
  /** A hand in a drill, from its board or from one's own console; the select menu names the argument that is left out. */
  | {
      readonly kind: "act";
      readonly drill: string;
      readonly from: "board" | "own";
      readonly verb: DrillVerb;
      readonly argument?: string;
    }
  /** Show something of a drill to oneself; from one's own console it takes the place of that. */
  | { readonly kind: "show"; readonly drill: string; readonly page: DrillPage; readonly from?: "own" }
  /** Show one bite of a chapter by itself; `page` is 0-based. */
  | { readonly kind: "bite"; readonly chapter: string; readonly page: number }
  /** Show a drill's night again under the manager. */
  | { readonly kind: "replay"; readonly drill: string }
  /** Agree to drills in this place, and go on with what was wished, or be asked to say that `again`; or do not. */
  | { readonly kind: "agree"; readonly wish: "live" | "tonight" | "schedule" | "again" | "nothing" }
  /** The same as typing the command. */
  | { readonly kind: "run"; readonly command: string }
  | { readonly kind: "export"; readonly learner: string }
  /** Ask whether to erase. */
  | { readonly kind: "forget"; readonly learner: string }
  | { readonly kind: "erase"; readonly learner: string }
  | { readonly kind: "keep"; readonly learner: string };

export type DrillVerb = "see" | "bed" | "look" | "restart" | "place" | "update" | "roll-back" | "hand-over" | "stop";

export type DrillPage = "what" | "console" | "report" | "costs" | "numbers" | "timeline";

type Shapes = {
  readonly [Kind in Action["kind"]]: {
    readonly [Name in Exclude<keyof Extract<Action, { kind: Kind }>, "kind">]-?: Argument<
      NonNullable<Extract<Action, { kind: Kind }>[Name]>
    >;
  };
};

/** The arguments of each action, in the order in which they stand in its id. */
const shapes: Shapes = {
  turn: { sitting: id, to: index },
  answer: { ask: id, choice: index },
  unsure: { ask: id },
  pick: { ask: id, choice: index, on: flag },
  submit: { ask: id },
  write: { ask: id },
  reasons: { ask: id },
  retry: { sitting: id },
  begin: { chapter: name },
  open: { chapter: { ...name, optional: true } },
  sure: { ask: id, confidence: word("guess", "fair", "sure") },
  pose: { question: id },
  why: {},
  review: { schedule: id },
  snooze: { schedule: id },
  stop: { schedule: id },
  rest: { schedule: id },
  stay: { schedule: id },
  manage: { verb: word("pause", "resume", "remove", "test") },
  schedules: { from: index },
  plan: { of: { ...word("quiz", "lesson", "summary", "drill"), optional: true } },
  remind: {},
  join: { period: word("week", "month") },
  leave: { period: word("week", "month") },
  act: {
    drill: id,
    from: word("board", "own"),
    verb: word("see", "bed", "look", "restart", "place", "update", "roll-back", "hand-over", "stop"),
    argument: { ...target, optional: true },
  },
  show: {
    drill: id,
    page: word("what", "console", "report", "costs", "numbers", "timeline"),
    from: { ...word("own"), optional: true },
  },
  bite: { chapter: name, page: index },
  replay: { drill: id },
  agree: { wish: word("live", "tonight", "schedule", "again", "nothing") },
  run: { command },
  export: { learner: id },
  forget: { learner: id },
  erase: { learner: id },
  keep: { learner: id },
};

/** The fields of each kind, in their order; which values belong to which is settled in `Shapes`, and nothing below needs to know. */
const fields: ReadonlyMap<string, readonly [argument: string, field: Argument<unknown>][]> = new Map(
  Object.entries(shapes).map(([kind, shape]) => [kind, Object.entries<Argument<unknown>>(shape)]),
);

/** The wire form of an action. */
export function encodeAction(action: Action): string {
  const values: Readonly<Record<string, unknown>> = action;
  let encoded: string = action.kind;
  for (const [argument, field] of fields.get(action.kind) ?? []) {
    const value = values[argument];
    if (value !== undefined) encoded += `:${field.write(value)}`;
  }
  return encoded;
}

/** Reads a button's id that came back from a client; undefined for anything that `encodeAction` never wrote. */
export function decodeAction(encoded: string): Action | undefined {
  const [kind = "", ...parts] = encoded.split(":");
  const expected = fields.get(kind);
  if (!expected || parts.length > expected.length) return undefined;
  const read: Record<string, unknown> = { kind };
  for (const [at, [argument, field]] of expected.entries()) {
    const part = parts[at];
    if (part === undefined && field.optional) continue;
    const value = part === undefined ? undefined : field.read(part);
    if (value === undefined) return undefined;
    read[argument] = value;
  }
  // Every argument was read by the field that `Shapes` gives it: together they are an action of this kind.
  return read as Action;
}

/** A button that stands for an action. */
export function button(
  label: string,
  action: Action,
  style: "plain" | "primary" | "danger" = "plain",
): Extract<Button, { kind: "button" }> {
  return { kind: "button", label, action: encodeAction(action), style };
}
