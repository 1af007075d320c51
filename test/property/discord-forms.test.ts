import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Command, CommandOption } from "../../src/chat/command.ts";
import type { Field } from "../../src/chat/form.ts";
import { commandBodies } from "../../src/platforms/discord/commands/command-body.ts";
import { offered } from "../../src/platforms/discord/interactions/completion.ts";
import { markIn, markOf, nonceOf } from "../../src/platforms/discord/posts/mark.ts";
import { renderForm } from "../../src/platforms/discord/render/modal.ts";
import { fitText } from "../../src/platforms/discord/render/split.ts";
import { choiceFaults, commandFaults, modalFaults } from "../protocol/discord/server/limits.ts";

/** Words of any length and letters, and never nothing. */
const words = fc
  .oneof(fc.string({ unit: "grapheme", maxLength: 300 }), fc.lorem({ maxCount: 60 }))
  .map((text) => `x${text}`);
const name = fc.stringMatching(/^[a-z][a-z-]{0,30}$/);
const choices = fc.uniqueArray(fc.record({ value: fc.string({ maxLength: 150 }), label: words }), {
  selector: ({ value }) => value,
  maxLength: 60,
});

describe("a form on Discord", () => {
  const field: fc.Arbitrary<Field> = fc
    .record({
      name,
      label: words,
      hint: words,
      maxLength: fc.integer({ min: 1, max: 9000 }),
      initial: fc.oneof(words, fc.string({ minLength: 4000, maxLength: 5000 })),
      optional: fc.boolean(),
      choices: fc.uniqueArray(fc.record({ value: fc.string({ minLength: 1, maxLength: 100 }), label: words }), {
        selector: ({ value }) => value,
        maxLength: 25,
      }),
    })
    .map(({ optional, ...rest }) => ({ ...rest, ...(optional ? { optional } : {}) }));

  test("breaks no limit, whatever stands in it", () => {
    fc.assert(
      fc.property(words, fc.array(field, { minLength: 1, maxLength: 5 }), (title, fields) => {
        expect(modalFaults(renderForm({ id: "write:x", title, submit: "Send", fields }))).toEqual([]);
      }),
    );
  });
});

describe("commands on Discord", () => {
  const option: fc.Arbitrary<CommandOption> = fc.record({ name, summary: words, required: fc.boolean(), choices });
  const command: fc.Arbitrary<Command> = fc.record({
    name,
    summary: words,
    options: fc.uniqueArray(option, { selector: (one) => one.name, maxLength: 4 }),
    who: fc.constantFrom("anyone" as const, "managers" as const),
  });
  const table = fc
    .uniqueArray(fc.tuple(name, fc.uniqueArray(command, { selector: (one) => one.name, minLength: 1, maxLength: 5 })), {
      selector: ([word]) => word,
      maxLength: 5,
    })
    .map((groups) =>
      groups.flatMap(([word, group]) =>
        group.map((one) => ({ ...one, name: group.length === 1 ? word : `${word} ${one.name}` })),
      ),
    );

  test("break no limit, and none is lost, whatever the table holds", () => {
    fc.assert(
      fc.property(table, (commands) => {
        const bodies = commandBodies(commands);
        expect(bodies.flatMap(commandFaults)).toEqual([]);
        const names = bodies.flatMap((body) => {
          const below = (body.options ?? []).filter(({ type }) => type === 1);
          return below.length === 0 ? [body.name] : below.map((one) => `${body.name} ${one.name}`);
        });
        expect(names.toSorted()).toEqual(commands.map((one) => one.name).toSorted());
      }),
    );
  });

  test("offer choices that break no limit while somebody types", () => {
    fc.assert(
      fc.property(choices, (given) => {
        const told = offered(given);
        expect(choiceFaults({ choices: told.slice(0, 25) })).toEqual([]);
        const fitting = given.filter(({ value }) => value !== "" && value.length <= 100);
        expect(told.map(({ value }) => value)).toEqual(fitting.map(({ value }) => value));
      }),
    );
  });
});

test("a text that is fitted is whole, or ends between two letters with an ellipsis", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), fc.integer({ min: 20, max: 60 }), (text, most) => {
      const fitted = fitText(text, most);
      expect(fitted.length).toBeLessThanOrEqual(most);
      if (text.length <= most) expect(fitted).toBe(text);
      else {
        expect(fitted.endsWith("…")).toBe(true);
        const segments = [...new Intl.Segmenter().segment(text)].map(({ index }) => index);
        expect(segments).toContain(fitted.length - 1);
      }
    }),
  );
});

test("a mark is a number that Discord takes, the same for the same part, and read back from its message", () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(9), (key, part) => {
      const mark = markOf(key, part);
      expect(mark).toBe(markOf(key, part));
      expect(mark >= 2 ** 30 && mark < 2 ** 31).toBe(true);
      expect(markIn({ components: [{ type: 17, id: mark }] })).toBe(mark);
      expect(nonceOf(key, part)).toMatch(/^[\w-]{25}$/);
      expect(nonceOf(key, part)).not.toBe(nonceOf(key, part + 1));
    }),
  );
  for (const components of [undefined, [], [{}], [{ id: 1 }], [null], [{ id: "1073741824" }]]) {
    expect(markIn({ components })).toBeUndefined();
  }
});
