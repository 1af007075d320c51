import fc from "fast-check";
import { expect, test } from "vitest";
import { type Block, paragraph, plain } from "../../src/chat/message.ts";
import { plainText, progressBar } from "../../src/chat/plain.ts";

test("a bar that has begun is never empty, one that is not done is never full, and it never shrinks", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(60), (total, step) => {
      const done = Math.min(step, total);
      const filled = progressBar(done, total).split("▰").length - 1;
      expect(progressBar(done, total)).toHaveLength(Math.min(10, total));
      expect(filled === 0).toBe(done === 0);
      expect(filled === Math.min(10, total)).toBe(done === total);
      expect(filled).toBeLessThanOrEqual(progressBar(Math.min(done + 1, total), total).split("▰").length - 1);
    }),
  );
});

test("a listener hears every choice with its letter, the verdict as a word and the reason", () => {
  const blocks: readonly Block[] = [
    paragraph("Why many copies?"),
    {
      kind: "options",
      options: [
        {
          letter: "A",
          text: plain("Speed"),
          verdict: { tone: "wrong", word: "wrong, your answer" },
          reason: plain("No."),
        },
        { letter: "B", text: plain("Capacity"), verdict: { tone: "right", word: "right" } },
        { letter: "C", text: plain("Cost"), picked: true },
      ],
    },
    { kind: "progress", done: 3, total: 12, text: "3 of 12" },
  ];
  expect(plainText(blocks)).toBe(
    [
      "Why many copies?",
      "✗ A. Speed (wrong, your answer)\n   No.\n✓ B. Capacity (right)\n☑ C. Cost",
      "▰▰▰▱▱▱▱▱▱▱ 3 of 12",
    ].join("\n\n"),
  );
});

test("text that looks like markup is text", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      expect(plainText([paragraph(text)])).toBe(text);
    }),
  );
});
