import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Message, paragraph, plain } from "../../src/chat/message.ts";
import { readBody } from "../../src/platforms/web/posts/body.ts";
import { renderMessage } from "../../src/platforms/web/render/render.ts";
import { png } from "../course/pictures.ts";
import { everything } from "./every-block.ts";
import { type Guest, newGuest } from "./guest.ts";
import { type PageServer, servePage } from "./page-server.ts";

/** Serves a page on which the tutor answers every command with this message. */
async function told(
  message: Message,
): Promise<{ readonly server: PageServer; readonly ada: Guest; readonly page: string }> {
  const server = await servePage({ handle: async () => [{ kind: "reply", to: "all", message }] });
  const ada = await newGuest(server.url);
  await ada.say("/help");
  return { server, ada, page: await ada.page() };
}

describe("every kind of block and button", () => {
  test("shows its content, and its picture and file lead somewhere", async () => {
    const folder = await mkdtemp(join(tmpdir(), "nightshift-picture-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, "servers.png");
    await writeFile(file, png(4, 3));
    const { ada, page } = await told(everything(file));
    for (const part of [
      "<h2>A heading</h2>",
      "<p>plain, <code>mono</code><strong>strong</strong><em>emphasis</em>",
      '<a href="https://example.org/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer">a link</a><br><kbd>/learn</kbd>',
      "<blockquote><p>a quotation</p></blockquote>",
      "<code>docker run --rm pageturn\n  # indented</code>",
      "<ol><li>first</li><li>second</li></ol>",
      "<ul><li>this</li><li>that</li></ul>",
      "picked",
      '<th scope="col">Policy</th>',
      "<td>by hand</td>",
      '<span class="bar" aria-hidden="true">▰▱▱▱</span> 1 of 4',
      'alt="three servers, one of them down"',
      'download="export ü.json"',
      '<p class="note">a note</p>',
      'class="tutor alarm"',
      '<option value="the-manager">The manager</option>',
      '<a href="https://example.org/" target="_blank" rel="noopener noreferrer">Elsewhere</a>',
    ]) {
      expect(page).toContain(part);
    }
    const [picture = ""] = /\/pictures\/[^"]+/.exec(page) ?? [];
    expect((await ada.get(picture)).headers["content-type"]).toBe("image/png");
  });

  test("a picture that is no picture, or is gone, is not served", async () => {
    const { ada, page } = await told({
      blocks: [
        { kind: "picture", file: "/etc/hostname", alt: "not a picture" },
        { kind: "picture", file: "/nowhere/at-all.png", alt: "gone" },
      ],
    });
    const paths = page.match(/\/pictures\/[^"]+/g) ?? [];
    expect(paths).toHaveLength(2);
    for (const path of paths) expect((await ada.get(path)).status).toBe(404);
  });

  test("right and wrong are said in words, beside the sign and the colour", () => {
    const right = { letter: "A", text: plain("yes"), verdict: { tone: "right", word: "right, your answer" } } as const;
    const wrong = { letter: "B", text: plain("no"), verdict: { tone: "wrong", word: "wrong" } } as const;
    const html = String(renderMessage("id", { blocks: [{ kind: "options", options: [right, wrong] }] }));
    expect(html).toMatch(/<span aria-hidden="true">✓<\/span> right, your answer/);
    expect(html).toMatch(/<span aria-hidden="true">✗<\/span> wrong/);
  });

  test("a moment is told in the tutor's words, with what a browser needs to say it in the reader's own zone", () => {
    const at = Date.parse("2026-11-26T08:00:00Z");
    const instant = { kind: "instant", at, style: "relative", text: "tomorrow at 09:00 (Berlin)" } as const;
    expect(String(renderMessage("id", { blocks: [paragraph([instant])] }))).toContain(
      '<time datetime="2026-11-26T08:00:00.000Z" data-style="relative">tomorrow at 09:00 (Berlin)</time>',
    );
    const never = { ...instant, at: 9e15 };
    expect(String(renderMessage("id", { blocks: [paragraph([never])] }))).toContain(
      "<p>tomorrow at 09:00 (Berlin)</p>",
    );
  });

  test("a link that could run something is shown as text with its address", async () => {
    const { page } = await told({
      blocks: [paragraph([{ kind: "link", url: "javascript:alert(1)", children: plain("click") }])],
      buttons: [[{ kind: "link", label: "tap", url: "data:text/html,<script>alert(1)</script>" }]],
    });
    expect(page).toContain("click (javascript:alert(1))");
    expect(page).toContain("tap (data:text/html,&lt;script&gt;");
    expect(page).not.toContain('href="javascript:');
    expect(page).not.toContain('href="data:');
  });
});

describe("what is kept", () => {
  test("a row that cannot be read is shown as such, beside those that can", async () => {
    const server = await servePage();
    const ada = await newGuest(server.url);
    await ada.say("before");
    const torn = [
      "{",
      "null",
      "[]",
      "7",
      '{"blocks":[{"kind":"hologram"}]}',
      '{"blocks":[{"kind":"text"}]}',
      '{"text":7}',
    ];
    for (const [index, body] of torn.entries()) {
      await server.history.add({
        id: `torn-${index}`,
        channel: "study-hall",
        author: undefined,
        audience: undefined,
        body,
        at: 0,
      });
    }
    const page = await ada.page();
    expect(page.match(/cannot be read any more/g)).toHaveLength(torn.length);
    expect(page).toContain("before");
    expect(server.faults).toEqual([]);
  });

  test("whatever stands in a row, reading it never throws", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((value) => JSON.stringify({ blocks: value })),
        ),
        (stored) => {
          expect(["typed", "message", "unreadable"]).toContain(readBody(stored).kind);
        },
      ),
    );
  });

  test("every message the tutor can say is read back as it was", () => {
    const message = everything("/a.png");
    expect(readBody(JSON.stringify(message))).toEqual({ kind: "message", message });
  });
});
