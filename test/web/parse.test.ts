import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Command } from "../../src/chat/command.ts";
import { slashCommand, spokenCommand } from "../../src/platforms/web/interactions/parse.ts";
import { cleanName, cleanText, guestName, MOST_NAME } from "../../src/platforms/web/names.ts";

const option = (name: string) => ({ name, summary: name, required: false });
const commands: readonly Command[] = [
  { name: "learn", summary: "Learn", options: [option("chapter")], who: "anyone" },
  { name: "schedule", summary: "Schedule", options: [option("do"), option("at"), option("zone")], who: "managers" },
  { name: "remind at", summary: "Remind", options: [option("time"), option("zone")], who: "anyone" },
  { name: "remind off", summary: "Stop", options: [], who: "anyone" },
];

describe("a typed command", () => {
  test.each([
    ["/learn", "learn", {}],
    ["/LEARN  Containers ", "learn", { chapter: "Containers" }],
    ["/learn chapter:containers", "learn", { chapter: "containers" }],
    ["/learn one two three", "learn", { chapter: "one two three" }],
    ["/schedule add 02:00 Europe/Berlin", "schedule", { do: "add", at: "02:00", zone: "Europe/Berlin" }],
    ["/schedule zone:Asia/Tokyo add 02:00", "schedule", { do: "add", at: "02:00", zone: "Asia/Tokyo" }],
    ["/schedule at:02:00", "schedule", { at: "02:00" }],
    ["/schedule at:1 at:2", "schedule", { at: "1", do: "at:2" }],
    ["/remind at 08:30", "remind at", { time: "08:30" }],
    ["/Remind  AT zone:Asia/Tokyo 08:30", "remind at", { time: "08:30", zone: "Asia/Tokyo" }],
    ["/remind off", "remind off", {}],
    ["/remind", "remind", {}],
    ["/remind me tomorrow", "remind", {}],
    ["/fly me to the moon", "fly", {}],
    ["/__proto__ polluted:yes", "__proto__", {}],
    ["/", "help", {}],
  ])("%s is read as %s with %o", (typed, name, options) => {
    expect(slashCommand(typed, commands)).toEqual({ name, options });
  });

  test("begins with a slash; everything else is ordinary talk", () => {
    expect(slashCommand("learn", commands)).toBeUndefined();
    expect(slashCommand("what is /learn?", commands)).toBeUndefined();
  });

  test("may be spoken without one in a direct conversation, where anything else asks for help", () => {
    expect(spokenCommand("Learn containers", commands)).toEqual({ name: "learn", options: { chapter: "containers" } });
    expect(spokenCommand("Remind at 08:30", commands)).toEqual({ name: "remind at", options: { time: "08:30" } });
    expect(spokenCommand("remind me", commands)).toEqual({ name: "help", options: {} });
    expect(spokenCommand("hi there", commands)).toEqual({ name: "help", options: {} });
  });

  test("has no options but its own, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (rest) => {
        const options = slashCommand(`/schedule ${rest}`, commands)?.options ?? {};
        for (const name of Object.keys(options)) expect(["do", "at", "zone"]).toContain(name);
      }),
    );
  });
});

describe("a name", () => {
  test.each([
    ["  Ada   Lovelace ", "Ada Lovelace"],
    ["A\u202eda\u2066", "Ada"],
    ["Line\nbreak", "Line break"],
    ["👩‍🚀", "👩‍🚀"],
    ["x".repeat(MOST_NAME), "x".repeat(MOST_NAME)],
    ["@everyone", "@everyone"],
  ])("%o is kept as %o", (given, kept) => {
    expect(cleanName(given)).toBe(kept);
  });

  test("whatever is given, a kept name is one short line that turns no other text around (S29)", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (given) => {
        const name = cleanName(given);
        if (name === undefined) return;
        expect(name).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f]/u);
        expect([...new Intl.Segmenter().segment(name)].length).toBeLessThanOrEqual(MOST_NAME);
        expect(cleanName(name)).toBe(name);
      }),
    );
  });

  test("is a friendly one before somebody chooses, and stays the same", () => {
    expect(guestName("0".repeat(32))).toBe("Guest 10");
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-f]{32}$/), (person) => {
        expect(guestName(person)).toMatch(/^Guest [1-9][0-9]$/);
      }),
    );
  });
});

test("typed text keeps its lines and loses what nobody can see", () => {
  expect(cleanText("one\r\ntwo\tthree\u0000\u202e\u2069")).toBe("one\ntwo\tthree");
});
