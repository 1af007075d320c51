import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { faultsOf, limits } from "../../src/chat/limits.ts";
import {
  type Block,
  type Button,
  type Inline,
  type Inlines,
  type Message,
  type Option,
  paragraph,
  plain,
} from "../../src/chat/message.ts";
import { readTyped } from "../../src/platforms/slack/interactions/typed.ts";
import { cleanText, escapeText, unescapeText } from "../../src/platforms/slack/render/escape.ts";
import { type Body, renderHome, renderMessage } from "../../src/platforms/slack/render/render.ts";
import { splitText } from "../../src/platforms/slack/render/split.ts";
import { runsOf } from "../../src/platforms/slack/render/text.ts";
import { textOf } from "../protocol/slack/member.ts";
import { at, listAt, messageFaults, viewFaults } from "../protocol/slack/server/limits.ts";

/** Text that means harm, between text that means none. */
const nasty = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        ..."*_~`|[]()<>#-+.\\@:/ \n",
        "```",
        "||",
        "@everyone",
        "@here",
        "<!channel>",
        "<!here>",
        "<@U0123456789>",
        "<#C0123456789>",
        "<https://evil.example|Your bank>",
        "<!date^0^{time}|now>",
        "https://evil.example",
        "AT&T",
        "&lt;",
        "&amp;lt;",
        "\u202e",
        "👩‍👩‍👧‍👦",
        "e\u0301\u0302",
        "1. ",
        "-# ",
        "> ",
        "word",
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join("")),
);

const solid = (text: string): string => text.replace(/\s+/g, "");

const leaf: fc.Arbitrary<Inline> = fc.oneof(
  nasty.map((text): Inline => ({ kind: "plain", text })),
  nasty.map((text): Inline => ({ kind: "mono", text })),
  fc.constant<Inline>({ kind: "break" }),
  fc.constant<Inline>({ kind: "command", name: "learn" }),
);
const inlines: fc.Arbitrary<Inlines> = fc.array(
  fc.oneof(
    leaf,
    fc.array(leaf, { maxLength: 3 }).map((children): Inline => ({ kind: "strong", children })),
    fc.array(leaf, { maxLength: 3 }).map((children): Inline => ({ kind: "emphasis", children })),
    fc.tuple(fc.webUrl(), nasty).map(([url, text]): Inline => ({ kind: "link", url, children: plain(text) })),
  ),
  { maxLength: 6 },
);
const option: fc.Arbitrary<Option> = fc.tuple(inlines, inlines).map(([text, reason]) => ({
  letter: "A",
  text,
  reason,
  verdict: { tone: "wrong", word: "wrong" },
}));
const block: fc.Arbitrary<Block> = fc.oneof(
  inlines.map((text): Block => ({ kind: "heading", text })),
  inlines.map((text): Block => ({ kind: "text", text })),
  inlines.map((text): Block => ({ kind: "quote", text })),
  inlines.map((text): Block => ({ kind: "note", text })),
  nasty.map((code): Block => ({ kind: "code", code, language: "sh" })),
  fc.string({ minLength: 3000, maxLength: 9000 }).map((code): Block => ({ kind: "code", code })),
  fc.array(inlines, { maxLength: 5 }).map((items): Block => ({ kind: "list", ordered: true, items })),
  fc.array(option, { maxLength: 10 }).map((options): Block => ({ kind: "options", options })),
  fc
    .array(fc.array(inlines, { maxLength: 4 }), { maxLength: 4 })
    .map((rows): Block => ({ kind: "table", header: [plain("Name")], rows })),
  fc.constant<Block>({ kind: "progress", done: 1, total: 3, text: "1 of 3" }),
  nasty.map((alt): Block => ({ kind: "picture", file: "/course/cat.png", alt: `x${alt}`.slice(0, limits.alt) })),
  fc.constant<Block>({ kind: "file", name: "my copy.json", mediaType: "application/json", content: "{}" }),
);
const row = fc
  .integer({ min: 1, max: 5 })
  .map((length): readonly Button[] =>
    Array.from({ length }, (): Button => ({ kind: "button", label: "Go", action: "x", style: "plain" })),
  );
const message: fc.Arbitrary<Message> = fc
  .record({ blocks: fc.array(block, { maxLength: 14 }), buttons: fc.array(row, { maxLength: 5 }) })
  .map(({ blocks, buttons }) => ({
    blocks,
    buttons: buttons.map((one, at) => one.map((button, index) => ({ ...button, action: `a${at}:${index}` }) as Button)),
  }));

const shown = (said: Message): readonly Body[] => renderMessage(said, "m");

const wordsOf = (bodies: readonly Body[]): string => bodies.map(textOf).join("\n");

describe("whatever is said on Slack", () => {
  test("no body of it breaks a limit, and none is empty unless nothing is said (S31)", () => {
    fc.assert(
      fc.property(message, (said) => {
        for (const body of shown(said)) expect(messageFaults(body)).toEqual([]);
        expect(viewFaults(renderHome(said, "m"))).toEqual([]);
      }),
    );
  });

  test("all buttons stand under the last body, in their order", () => {
    fc.assert(
      fc.property(message, (said) => {
        const bodies = shown(said).map((body) => JSON.stringify(body));
        const wanted = (said.buttons ?? []).flat().map((button) => ("action" in button ? button.action : ""));
        const ids = [...(bodies.at(-1) ?? "").matchAll(/"action_id":"([^"]+)"/g)].map(([, id]) => id);
        expect(ids).toEqual(wanted);
        for (const body of bodies.slice(0, -1)) expect(body).not.toContain("action_id");
      }),
    );
  });

  test("every word of a text arrives, in order, however long it is; so it does for those who hear it read", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(nasty, fc.lorem({ maxCount: 400 })), { maxLength: 8 }), (texts) => {
        const bodies = shown({ blocks: texts.map((text) => paragraph(text)) });
        const wanted = solid(texts.map(cleanText).join(""));
        expect(solid(wordsOf(bodies))).toBe(wanted);
        expect(solid(bodies.map(({ text }) => unescapeText(text)).join(""))).toBe(wanted);
      }),
    );
  });

  test("a message within the limits of all platforms is one body", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: limits.text }), (text) => {
        const said = { blocks: [paragraph(text)] };
        if (faultsOf(said).length === 0 && cleanText(text).trim() !== "") expect(shown(said)).toHaveLength(1);
      }),
    );
  });
});

describe("text that is nothing but text", () => {
  test("is read as it was written: escaped once (S30)", () => {
    fc.assert(fc.property(nasty, (text) => void expect(unescapeText(escapeText(text))).toBe(cleanText(text))));
  });

  test("opens no mention, channel or link, where Slack reads text (S23, S24, S25, S27)", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(escapeText(text)).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
      }),
    );
  });

  test("stays one run of rich text, in which Slack reads nothing (S28)", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const clean = cleanText(text);
        expect(runsOf(plain(text))).toEqual(clean === "" ? [] : [{ type: "text", text: clean }]);
      }),
    );
  });

  test("turns no direction around (S29)", () => {
    expect(escapeText("a\u202egpj.exe\u2066")).toBe("agpj.exe");
  });
});

test("a moment is shown in the reader's own zone, and read out with its words", () => {
  const instant: Inline = {
    kind: "instant",
    at: 1_800_000_000_500,
    style: "full",
    text: "15 January, 08:00 (UTC) <x>",
  };
  const [body] = shown({ blocks: [paragraph([instant])] });
  expect(body?.text).toBe("<!date^1800000000^{date_long_pretty}, {time}|15 January, 08:00 (UTC) &lt;x&gt;>");
  expect(at(listAt(listAt(body?.blocks[0], "elements")[0], "elements")[0], "type")).toBe("date");
});

test("a channel is named by its id where that is one of Slack's, and by its words elsewhere", () => {
  const channel = (id: string): Inline => ({ kind: "channel", id, text: "your channel" });
  const [body] = shown({ blocks: [paragraph([channel("C0123ABC")])] });
  expect(body?.text).toBe("<#C0123ABC>");
  expect(messageFaults(body)).toEqual([]);
  expect(runsOf([channel("C0123ABC")])).toEqual([{ type: "channel", channel_id: "C0123ABC" }]);
  expect(runsOf([channel("<!here>")])).toEqual([{ type: "text", text: "your channel" }]);
});

test("what says nothing is nothing, and no message without a text", () => {
  const nothing = [{ kind: "break" }] as const;
  for (const kind of ["quote", "text", "note", "heading"] as const)
    expect(shown({ blocks: [{ kind, text: nothing }] })).toEqual([]);
  expect(shown({ blocks: [{ kind: "quote", text: nothing }, paragraph("said")] })).toHaveLength(1);
});

describe("a link of the course", () => {
  const link = (url: string, text: string) => runsOf([{ kind: "link", url, children: plain(text) }]);

  test("shows its words and leads where it says", () => {
    expect(link("https://example.org/a", "the page")).toEqual([
      { type: "link", url: "https://example.org/a", text: "the page" },
    ]);
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "not an address"])("to %s is text (S27)", (url) => {
    expect(link(url, "Your bank")).toEqual([{ type: "text", text: `Your bank (${url})` }]);
  });

  test("whose words are another address shows where it leads", () => {
    expect(link("https://evil.example/", "https://bank.example")).toEqual([
      { type: "link", url: "https://evil.example/" },
    ]);
  });
});

test("a text that is too long is cut between graphemes, and nothing of it is lost", () => {
  fc.assert(
    fc.property(nasty, fc.integer({ min: 40, max: 120 }), (text, most) => {
      const clean = cleanText(text);
      const pieces = splitText(clean, most);
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(most);
        expect(piece.isWellFormed()).toBe(true);
      }
      expect(solid(pieces.join(""))).toBe(solid(clean));
    }),
  );
});

describe("what is typed behind the slash command", () => {
  const option = (name: string) => ({ name, summary: name, required: false });
  const commands = [
    { name: "learn", summary: "", options: [option("chapter")], who: "anyone" as const },
    { name: "schedule", summary: "", options: [], who: "managers" as const },
    {
      name: "schedule add",
      summary: "",
      options: ["what", "time", "days", "zone"].map(option),
      who: "managers" as const,
    },
  ];

  test.each<[string, string, Readonly<Record<string, string>>]>([
    ["", "help", {}],
    ["  LEARN  ", "learn", {}],
    ["learn one is easy", "learn", { chapter: "one is easy" }],
    ["learn chapter:one is easy", "learn", { chapter: "one is easy" }],
    ["learn &lt;b&gt; &amp;amp;", "learn", { chapter: "<b> &amp;" }],
    ["schedule", "schedule", {}],
    [
      "schedule add quiz 09:00 weekdays Europe/Berlin",
      "schedule add",
      { what: "quiz", time: "09:00", days: "weekdays", zone: "Europe/Berlin" },
    ],
    [
      "schedule add zone: Europe/Berlin time:09:00 quiz weekdays",
      "schedule add",
      { what: "quiz", time: "09:00", days: "weekdays", zone: "Europe/Berlin" },
    ],
    ["frobnicate it", "frobnicate", {}],
  ])('"%s" is %s', (text, name, options) => {
    expect(readTyped(text, commands)).toEqual({ name, options });
  });

  test("is read whatever it is, and names no option that the command does not have (S01, S39)", () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.constantFrom("__proto__", "constructor:x", "learn __proto__:x")), (text) => {
        const { options } = readTyped(`learn ${text}`, commands);
        expect(Object.keys(options).filter((name) => name !== "chapter")).toEqual([]);
        expect(Object.getPrototypeOf(options)).toBe(Object.prototype);
      }),
    );
  });
});
