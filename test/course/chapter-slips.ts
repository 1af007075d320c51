import { chapterOf } from "./author.ts";
import { asked, check, choices, inBite, type Slip } from "./slip.ts";

/** Slips of the pen in front matter, bites and text. */
export const chapterSlips: readonly Slip[] = [
  // Front matter.
  { what: "no front matter", text: "Hello.\n", said: "1:1 error The chapter has no front matter." },
  {
    what: "a missing title",
    text: chapterOf("Hello.").replace("title: First steps\n", ""),
    said: "2:1 error `title` is missing.",
  },
  {
    what: "an id with a capital",
    text: chapterOf("Hello.").replace("id: first", "id: First"),
    said: '2:5 error `id` is "First".',
  },
  {
    what: "an unknown key",
    text: chapterOf("Hello.").replace("id: first", "id: first\nauthor: me"),
    said: '3:1 error Unknown key "author".',
  },
  {
    what: "a key twice",
    text: chapterOf("Hello.").replace("id: first", "id: first\nid: second"),
    said: "3:1 error Map keys must be unique.",
  },
  {
    what: "objectives that are not a list",
    text: chapterOf("Hello.").replace("\n  - Take one.", " 3"),
    said: '4:13 error `objectives` is "3".',
  },
  {
    what: "an anchor",
    text: chapterOf("Hello.").replace("id: first", "id: &a first"),
    said: '2:5 error "&a" is an anchor, which is not read.',
  },
  {
    what: "brackets in brackets",
    text: chapterOf("Hello.").replace("First steps", "[[[[[]]]]]"),
    said: "3:12 error This nests deeper than 4 levels.",
  },
  { what: "no text at all", text: chapterOf(""), said: "1:1 error The chapter has no bite." },
  // Bites.
  { what: "an empty bite", text: chapterOf("One.", "", "Two."), said: "14:1 error A bite is empty." },
  { what: "a --- too many at the end", text: `${chapterOf("One.")}\n---\n`, said: "10:1 error A bite is empty." },
  inBite(
    "no blank line above ---",
    ["One.", "---", "", "Two."],
    "8:1 error A line of dashes or equals signs stands right under text, which makes that text a heading.",
  ),
  inBite(
    "two questions in a bite",
    [...asked(...choices), "", ...check(":::check{#sea}", "And the sea?", "", ...choices)],
    "17:1 error A bite asks two questions.",
  ),
  inBite("text under the question", [...asked(...choices), "", "More."], "17:1 error Text stands after the question."),
  inBite(
    "a run without end",
    ["ab ".repeat(2700)],
    "8:1 error 8100 characters without a blank line; at most 8000 are read.",
  ),
  inBite(
    "more markup than text",
    ["*a* ".repeat(151)],
    "8:1 error 302 characters of markup without a blank line; at most 300 are read.",
  ),
  inBite(
    "questions that are never closed",
    Array(21).fill(":::check{#a}"),
    "28:1 error More than 20 ::: blocks are open at once.",
  ),
  // Markdown that no message can show.
  inBite("HTML in a line", ["Press <b>here</b>."], '8:7 error HTML is not shown: "<b>".'),
  inBite("an HTML block", ["<script>alert(1)</script>"], '8:1 error HTML is not shown: "<script>alert(1)</script>".'),
  inBite("struck-out text", ["This is ~~wrong~~."], "8:9 error Struck-out text cannot be shown everywhere."),
  inBite(
    "a link to nowhere",
    ["See [the page](page.md)."],
    '8:5 error The link to "page.md" leads nowhere from a chat.',
  ),
  inBite("a link without text", ["See [](https://example.org/)."], "8:5 error A link has no text."),
  inBite(
    "a link's title",
    ['See [it](https://example.org/ "now").'],
    '8:5 error The link\'s title "now" is not shown.',
  ),
  inBite("a picture in a line", ["See ![a box](box.png) here."], "8:5 error A picture stands inside a line."),
  inBite("a picture's title", ['![a box](box.png "now")'], '8:1 error The picture\'s title "now" is not shown.'),
  inBite(
    "an address apart from its link",
    ["See [it][there].", "", "[there]: https://example.org/"],
    "8:5 error An address stands apart from its link.",
  ),
  inBite("a footnote", ["So it is.[^1]", "", "[^1]: Or so they say."], "8:10 error A message has no footnotes."),
  inBite(
    "a footnote's text",
    ["So it is.[^1]", "", "[^1]: Or so they say."],
    "10:1 error A message cannot show this (footnoteDefinition).",
  ),
  inBite("a list in a list", ["- one", "  - two"], "9:3 error A list item holds more than text."),
  inBite("an empty list item", ["- one", "-"], "9:1 error A list item is empty."),
  inBite("a list that begins at 3", ["3. three"], "8:1 error A numbered list begins at 3."),
  inBite("boxes outside a question", ["- [ ] one"], "8:1 error Boxes to tick belong in a question."),
  inBite("code in a quote", ["> ```", "> x", "> ```"], "8:3 error A quote holds more than text."),
  inBite("an empty heading", ["##", "", "Text."], "8:1 error A heading is empty."),
  inBite(
    "more after a code's language",
    ["```sh title=x", "ls", "```"],
    '8:1 error "title=x" after the language is not used.',
  ),
  inBite(
    "a table row that is too long",
    ["| a |", "| - |", "| 1 | 2 |"],
    "10:1 error A row of the table has more cells than its head.",
  ),
  inBite("an unknown block", [":::tip", "Hello.", ":::"], "8:1 error :::tip is not known here."),
  inBite(
    "a question inside a list",
    ["- one", "", "  :::check{#a}", "  What?", "  :::"],
    "10:3 error A list item holds more than text.",
  ),
];
