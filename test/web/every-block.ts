import { button, encodeAction } from "../../src/chat/action.ts";
import { type Button, heading, type Message, note, paragraph, plain, strong } from "../../src/chat/message.ts";

export const menu: Button = {
  kind: "select",
  label: "Chapter",
  action: encodeAction({ kind: "open" }),
  options: [
    { value: "many-copies", label: "Many copies" },
    { value: "the-manager", label: "The manager" },
  ],
};

/** One message with every kind of block, every kind of button, and every kind of text in a line. */
export const everything = (picture: string): Message => ({
  tone: "alarm",
  blocks: [
    heading("A heading"),
    paragraph([
      { kind: "plain", text: "plain, " },
      { kind: "mono", text: "mono" },
      strong("strong"),
      { kind: "emphasis", children: plain("emphasis") },
      { kind: "link", url: "https://example.org/a?b=1&c=2", children: plain("a link") },
      { kind: "break" },
      { kind: "command", name: "learn" },
    ]),
    { kind: "quote", text: plain("a quotation") },
    { kind: "code", code: "docker run --rm pageturn\n  # indented", language: "sh" },
    { kind: "list", ordered: true, items: [plain("first"), plain("second")] },
    { kind: "list", ordered: false, items: [plain("this"), plain("that")] },
    { kind: "options", options: [{ letter: "A", text: plain("a choice"), picked: true }] },
    { kind: "table", header: [plain("Policy"), plain("Lost")], rows: [[plain("by hand"), plain("120")]] },
    { kind: "progress", done: 1, total: 4, text: "1 of 4" },
    { kind: "picture", file: picture, alt: "three servers, one of them down" },
    { kind: "file", name: "export ü.json", mediaType: "application/json", content: '{"all":"of it"}' },
    note("a note"),
  ],
  buttons: [
    [
      button("Plain", { kind: "run", command: "help" }),
      button("Primary", { kind: "run", command: "learn" }, "primary"),
      button("Danger", { kind: "run", command: "write" }, "danger"),
    ],
    [menu, { kind: "link", label: "Elsewhere", url: "https://example.org/" }],
  ],
});
