import fc from "fast-check";
import { expect, test } from "vitest";
import { type Action, decodeAction, encodeAction } from "../../src/chat/action.ts";
import { limits } from "../../src/chat/limits.ts";

const id = fc.uuid({ version: 7 });
const index = fc.integer({ min: 0, max: 999 });
const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,47}$/);
const word = (most: number) => fc.stringMatching(new RegExp(`^[a-z][a-z0-9-]{0,${most}}$`));
const one = <K extends string>(...kinds: K[]) => fc.constantFrom(...kinds);

const anyAction: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: one("turn"), sitting: id, to: index }),
  fc.record({ kind: one("answer"), ask: id, choice: index }),
  fc.record({ kind: one("pick"), ask: id, choice: index, on: fc.boolean() }),
  fc.record({ kind: one("unsure", "submit", "write", "reasons"), ask: id }),
  fc.record({ kind: one("retry"), sitting: id }),
  fc.record({ kind: one("begin", "open"), chapter: name }),
  fc.record({ kind: one("open") }),
  fc.record({
    kind: one("run"),
    command: fc.oneof(
      word(31),
      fc.tuple(word(31), word(15)).map((both) => both.join(" ")),
    ),
  }),
  fc.record({ kind: one("sure"), ask: id, confidence: one("guess", "fair", "sure") }),
  fc.record({ kind: one("pose"), question: id }),
  fc.record({
    kind: one("act"),
    drill: id,
    from: one("board", "own"),
    verb: one("see", "bed", "look", "restart", "place", "update", "roll-back", "hand-over", "stop"),
    argument: fc.stringMatching(/^[1-9][0-9]{0,2}(>[1-9][0-9]{0,2})?$/),
  }),
  fc.record({ kind: one("act"), drill: id, from: one("board", "own"), verb: one("see", "stop") }),
  fc.record({ kind: one("show"), drill: id, page: one("what", "console", "report", "costs", "numbers", "timeline") }),
  fc.record({ kind: one("show"), drill: id, page: one("console"), from: one("own") }),
  fc.record({ kind: one("bite"), chapter: name, page: index }),
  fc.record({ kind: one("replay"), drill: id }),
  fc.record({ kind: one("agree"), wish: one("live", "tonight", "schedule", "again", "nothing") }),
  fc.record({ kind: one("why", "remind") }),
  fc.record({ kind: one("plan"), of: one("quiz", "lesson", "summary", "drill") }, { requiredKeys: ["kind"] }),
  fc.record({ kind: one("review", "snooze", "stop", "rest", "stay"), schedule: id }),
  fc.record({ kind: one("manage"), verb: one("pause", "resume", "remove", "test") }),
  fc.record({ kind: one("schedules"), from: index }),
  fc.record({ kind: one("join", "leave"), period: one("week", "month") }),
  fc.record({ kind: one("export", "forget", "erase", "keep"), learner: id }),
);

test("every action comes back from its button as it went out, and fits every platform", () => {
  fc.assert(
    fc.property(anyAction, (action) => {
      const text = encodeAction(action);
      expect(text).toMatch(/^[\x21-\x7e]+$/);
      expect(text.length).toBeLessThanOrEqual(limits.action);
      expect(decodeAction(text)).toEqual(action);
    }),
  );
});

test("what decodes is exactly what was encoded: there is one spelling of each id", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), mutated()), (text) => {
      const action = decodeAction(text);
      if (action) expect(encodeAction(action)).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

const ask = "01a206bb-1d28-7848-9168-9f1c35ac56ce";

test.each([
  ["an empty id", ""],
  ["a made-up word", "boom"],
  ["a name of the language", "__proto__"],
  ["a constructor", "constructor"],
  ["a control character", `answer:${ask}:\u0000`],
  ["a line break at the end", `answer:${ask}:1\n`],
  ["a right-to-left mark", `answer:${ask}:1\u200f`],
  ["an emoji", "answer:🙂:1"],
  ["a negative choice", `answer:${ask}:-1`],
  ["an exponent", `answer:${ask}:1e3`],
  ["a leading zero", `answer:${ask}:01`],
  ["not a number", `answer:${ask}:NaN`],
  ["a digit of another script", `answer:${ask}:١`],
  ["a huge choice", `answer:${ask}:1000`],
  ["an id in capitals", `answer:${ask.toUpperCase()}:1`],
  ["three words", "run:schedule.add.now"],
  ["a word that is none of the choices", `sure:${ask}:certain`],
  ["one argument too many", "why:now"],
  ["255 characters", "a".repeat(255)],
])("%s is no action (S01, S02)", (_, text) => {
  expect(decodeAction(text)).toBeUndefined();
});

/** A real id with one character changed, added or taken out. */
function mutated(): fc.Arbitrary<string> {
  return fc.tuple(anyAction, fc.nat(63), fc.string({ maxLength: 2 }), fc.nat(1)).map(([action, at, text, cut]) => {
    const encoded = encodeAction(action);
    return encoded.slice(0, at) + text + encoded.slice(at + cut);
  });
}
