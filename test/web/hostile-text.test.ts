import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Message, paragraph, plain } from "../../src/chat/message.ts";
import { renderDialog } from "../../src/platforms/web/render/modal.ts";
import { renderMessage } from "../../src/platforms/web/render/render.ts";
import { newGuest } from "./guest.ts";
import { servePage } from "./page-server.ts";

const hostile = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  "</textarea><svg onload=alert(1)>",
  "javascript:alert(1)",
  "&lt;b&gt; AT&T",
  "{{7*7}} <%= 7 %>",
  "js:alert(1)",
];

/** Every tag of a page with its attributes: what hostile text must not add to. */
const tagsOf = (page: string): readonly string[] => page.match(/<[a-z][^\s>]*/gi) ?? [];

describe("hostile text (S23, S24, S65)", () => {
  test.each(hostile)("%s stays text, in a name, a message and a direct conversation", async (text) => {
    const server = await servePage();
    const [ada, plainAda] = [await newGuest(server.url), await newGuest((await servePage()).url)];
    for (const guest of [ada, plainAda]) {
      const said = guest === ada ? text : "harmless";
      await guest.post("/name", { name: said });
      await guest.say(`I said ${said}`);
      await guest.say(`I said ${said}`, "direct");
    }
    expect(tagsOf(await ada.page())).toEqual(tagsOf(await plainAda.page()));
    expect(tagsOf(await ada.page("direct"))).toEqual(tagsOf(await plainAda.page("direct")));
  });

  test.each(hostile)("%s stays text wherever the tutor quotes it", (text) => {
    const say = (said: string): readonly string[] => {
      const action = "run:help";
      const message: Message = {
        blocks: [
          paragraph([
            { kind: "mono", text: said },
            { kind: "link", url: `https://example.org/${said}`, children: plain(said) },
          ]),
          { kind: "code", code: said, language: said },
          { kind: "options", options: [{ letter: said, text: plain(said), verdict: { tone: "wrong", word: said } }] },
          { kind: "picture", file: said, alt: said },
          { kind: "file", name: said, mediaType: said, content: said },
          { kind: "progress", done: 1, total: 2, text: said },
        ],
        buttons: [
          [
            { kind: "button", label: said, action: said, style: "plain", a11y: said, emoji: said, pressed: true },
            { kind: "select", label: said, action, options: [{ value: said, label: said }] },
          ],
        ],
      };
      const field = { name: said, label: said, hint: said, maxLength: 10 };
      const form = renderDialog({ id: said, title: said, submit: said, fields: [field] }, "direct", said);
      return tagsOf(String(renderMessage("id", message)) + String(form));
    };
    expect(say(text)).toEqual(say("harmless"));
  });

  test("any text is shown exactly once escaped: undoing the escape gives it back (S30)", () => {
    const unescaped = (html: string): string =>
      html.replaceAll(
        /&(lt|gt|quot|#39|amp);/g,
        (_, name: string) => ({ lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" })[name] ?? "",
      );
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const html = String(renderMessage("id", { blocks: [paragraph(text)] }));
        const [, inner = ""] = /^<div class="body"><p>(.*)<\/p><\/div>$/s.exec(html) ?? [];
        expect(inner).not.toMatch(/[<>"']/);
        expect(unescaped(inner)).toBe(text);
      }),
    );
  });
});
