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
import { cleanText, escapeText, fencedCode, inlineCode } from "../../src/platforms/discord/render/escape.ts";
import type { Pictures } from "../../src/platforms/discord/render/pictures.ts";
import { type Rendered, renderMessage } from "../../src/platforms/discord/render/render.ts";
import { splitText } from "../../src/platforms/discord/render/split.ts";
import { inlineText } from "../../src/platforms/discord/render/text.ts";
import { at, listAt, messageFaults } from "../protocol/discord/server/limits.ts";

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
        "<@&123456789012345678>",
        "<t:0:R>",
        "[a](https://evil.example)",
        "https://discord.gg/x",
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

/** What Discord's reader makes of escaped text: a backslash before a mark makes it a character. */
const unescaped = (text: string): string => text.replace(/\\([^0-9A-Za-z\s])/g, "$1");

const solid = (text: string): string => text.replace(/\s+/g, "");

const leaf: fc.Arbitrary<Inline> = fc.oneof(
  nasty.map((text): Inline => ({ kind: "plain", text })),
  nasty.map((text): Inline => ({ kind: "mono", text })),
  fc.constant<Inline>({ kind: "break" }),
  fc.constant<Inline>({ kind: "command", name: "learn" }),
  fc
    .tuple(fc.oneof(nasty, fc.constant("1234567890")), nasty)
    .map(([id, text]): Inline => ({ kind: "channel", id, text })),
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
  nasty.map((alt): Block => ({ kind: "chart", chart: { kind: "bars", title: "", bars: [] }, alt: `x${alt}` })),
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

/** Every picture of a message, read or drawn; of huge ones only a few fit into one of Discord's. */
const picturesOf = ({ blocks }: Message, bytes: number): Pictures =>
  new Map(
    blocks.flatMap((one) =>
      one.kind === "picture" || one.kind === "chart" ? [[one, { data: new Uint8Array(bytes), ending: ".png" }]] : [],
    ),
  );

const contents = (bodies: readonly Rendered[]): readonly string[] =>
  bodies.flatMap(({ body }) =>
    body.components.flatMap((container) =>
      listAt(container, "components").flatMap((part) => String(at(part, "content") ?? "")),
    ),
  );

describe("whatever is said on Discord", () => {
  test("no body of it breaks a limit, and none is empty unless nothing is said (S31)", () => {
    fc.assert(
      fc.property(message, fc.constantFrom(0, 100, 9_000_000, 30_000_000), (said, bytes) => {
        const bodies = renderMessage(said, new Map(), picturesOf(said, bytes));
        for (const { body, uploads } of bodies) {
          expect(uploads.reduce((sum, { data }) => sum + (data as Uint8Array).byteLength, 0)).toBeLessThan(25_000_000);
          if (body.components.length === 0) expect(bodies).toHaveLength(1);
          else expect(messageFaults(body)).toEqual([]);
          expect(uploads.length).toBeLessThanOrEqual(10);
          expect(new Set(uploads.map(({ name }) => name)).size).toBe(uploads.length);
        }
      }),
    );
  });

  test("all buttons stand under the last body, in their order", () => {
    fc.assert(
      fc.property(message, (said) => {
        const bodies = renderMessage(said).map(({ body }) => JSON.stringify(body));
        const wanted = (said.buttons ?? []).flat().map((button) => ("action" in button ? button.action : ""));
        const ids = [...(bodies.at(-1) ?? "").matchAll(/"custom_id":"([^"]+)"/g)].map(([, id]) => id);
        expect(ids).toEqual(wanted);
        for (const body of bodies.slice(0, -1)) expect(body).not.toContain("custom_id");
      }),
    );
  });

  test("every word of a text arrives, in order, however long it is", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(nasty, fc.lorem({ maxCount: 400 })), { maxLength: 8 }), (texts) => {
        const said = { blocks: texts.map((text) => paragraph(text)) };
        const shown = contents(renderMessage(said)).map(unescaped).join("");
        expect(solid(shown)).toBe(solid(texts.map(cleanText).join("")));
      }),
    );
  });

  test("a message within the limits of all platforms is one body, when its letters are plain", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: limits.text }), (text) => {
        const said = { blocks: [paragraph(text)] };
        if (faultsOf(said).length === 0) expect(renderMessage(said)).toHaveLength(1);
      }),
    );
  });
});

test("paragraphs stand a line apart, also under a heading; headings, code and small print bring their own space", () => {
  const blocks: readonly Block[] = [
    { kind: "heading", text: plain("Why?") },
    paragraph("One."),
    paragraph("Two."),
    { kind: "code", code: "ls", language: "sh" },
    paragraph("Three."),
    { kind: "note", text: plain("small") },
  ];
  expect(contents(renderMessage({ blocks }))).toEqual(["## Why?\nOne.\n\nTwo.\n```sh\nls\n```\n\nThree.\n-# small"]);
});

describe("text that is nothing but text", () => {
  test("is read as it was written: escaped once (S30)", () => {
    fc.assert(fc.property(nasty, (text) => void expect(unescaped(escapeText(text))).toBe(cleanText(text))));
  });

  test("opens no mention, link, spoiler, code or emphasis (S23, S24, S27, S28)", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const bare = escapeText(text).replace(/\\[^0-9A-Za-z\s]/g, "x");
        expect(bare).not.toMatch(/[*_~`|[<]|:\/\/|@everyone|@here/);
        expect(bare).not.toMatch(/^\s*(#|>|-|\+|\d+[.)]\s)/m);
      }),
    );
  });

  test("turns no direction around (S29)", () => {
    expect(escapeText("a\u202egpj.exe\u2066")).toBe("agpj.exe");
  });

  test("ends no code, in a line or in a block (S28)", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(fencedCode(text)).not.toContain("```");
        const code = inlineCode(text);
        const fence = /^`+/.exec(code)?.[0] ?? "";
        expect(code.slice(fence.length, -fence.length || undefined)).not.toContain(fence === "" ? "\0" : fence);
      }),
    );
  });
});

test("a channel is named by its id where that is one of Discord's, and by its words elsewhere", () => {
  const named = (id: string) => inlineText([{ kind: "channel", id, text: "*your* channel" }], new Map());
  expect(named("123456789012345678")).toBe("<#123456789012345678>");
  expect(named("@everyone")).toBe("\\*your\\* channel");
});

describe("a link of the course", () => {
  const link = (url: string, text: string): string =>
    inlineText([{ kind: "link", url, children: plain(text) }], new Map());

  test("shows its words and leads where it says", () => {
    expect(link("https://example.org/a_(b)", "the page")).toBe("[the page](<https://example.org/a_%28b%29>)");
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "not an address"])("to %s is text (S27)", (url) => {
    expect(link(url, "Your bank")).toBe(`Your bank (${escapeText(url)})`);
  });

  test("whose words are another address shows where it leads", () => {
    expect(link("https://evil.example/", "https://bank.example")).toBe("<https://evil.example/>");
  });
});

describe("a text that is too long", () => {
  test("is cut between graphemes, never after an escaping backslash, and nothing of it is lost", () => {
    fc.assert(
      fc.property(nasty, fc.integer({ min: 40, max: 120 }), (text, most) => {
        const escaped = escapeText(text);
        const pieces = splitText(escaped, most);
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(most);
          expect(piece.isWellFormed() || !escaped.isWellFormed()).toBe(true);
          if (pieces.length > 1) expect((/\\*$/.exec(piece)?.[0].length ?? 0) % 2).toBe(0);
        }
        expect(solid(pieces.join(""))).toBe(solid(escaped));
      }),
    );
  });

  test("of code stays code in each piece", () => {
    const code = Array.from({ length: 200 }, (_, line) => `line ${line} of a long listing`).join("\n");
    const bodies = renderMessage({ blocks: [{ kind: "code", code, language: "sh" }] });
    expect(bodies.length).toBeGreaterThan(1);
    const pieces = contents(bodies);
    for (const piece of pieces) expect(piece).toMatch(/^```sh\n[\s\S]*\n```$/);
    expect(pieces.map((piece) => piece.slice(6, -4)).join("\n")).toBe(code);
  });
});
