import { chapterOf } from "./author.ts";

/** One slip of an author: what it is, the file that has it, and what is said of it. */
export type Slip = { readonly what: string; readonly text: string; readonly said: string };

/** A slip in the only bite of a chapter, which begins on line 8. */
const inBite = (what: string, bite: readonly string[], said: string): Slip => ({
  what,
  text: chapterOf(bite.join("\n")),
  said,
});

/** Choices that no rule minds. */
const choices = ["- [ ] Red {tag=red}", "  > Too warm.", "- [x] Blue", "  > Just so."];
const check = (head: string, ...rest: readonly string[]): readonly string[] => [head, ...rest, ":::"];
const asked = (...rest: readonly string[]): readonly string[] => check(":::check{#sky}", "What colour?", "", ...rest);

export const slips: readonly Slip[] = [
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
  // Questions.
  inBite("a question without an id", check(":::check", "What?", "", ...choices), "8:1 error :::check has no id."),
  inBite(
    "an id that cannot be used",
    check(":::check{#Sky}", "What?", "", ...choices),
    '8:1 error The id "Sky" cannot be used.',
  ),
  inBite(
    "an unknown attribute",
    check(":::check{#sky shuffle=no}", "What?", "", ...choices),
    '8:1 error :::check has the unknown attribute "shuffle".',
  ),
  inBite(
    "a flag with a value",
    check(":::check{#sky fixed=no}", "What?", "", ...choices),
    '8:1 error "fixed" has the value "no".',
  ),
  inBite(
    "text in square brackets",
    check(":::check[Sky]{#sky}", "What?", "", ...choices),
    "8:9 error :::check has text in square brackets.",
  ),
  inBite(
    "a question that is never closed",
    [":::check{#sky}", "What?", "", ...choices],
    "8:1 error :::check is never closed.",
  ),
  inBite("a question that asks nothing", check(":::check{#sky}", ...choices), "8:1 error :::check asks nothing."),
  inBite(
    "a --- inside a question",
    check(":::check{#sky}", "What?", "", "---", "", ...choices),
    "11:1 error --- stands inside a question.",
  ),
  inBite(
    "a question without an answer",
    check(":::check{#sky}", "What?"),
    "8:1 error :::check has no choices and no answer.",
  ),
  inBite(
    "a choice without a box",
    asked(...choices, "- Green"),
    "15:1 error A choice has no box, or no text after it.",
  ),
  inBite("an empty choice", asked(...choices, "- [ ] {tag=green}"), "15:7 error A choice is empty."),
  inBite(
    "a tag that is no name",
    asked(...choices, "- [ ] Green {Tag}", "  > No."),
    '15:7 error "{Tag}" at the end of a choice is not a tag.',
  ),
  inBite(
    "a tag on the right choice",
    asked("- [x] Blue {tag=blue}", "- [ ] Red", "  > No."),
    '11:1 error A right choice has the tag "blue".',
  ),
  inBite(
    "two reasons",
    asked(...choices, "", "  > And so."),
    "16:3 error A choice holds more than its text and its reason.",
  ),
  inBite("an empty reason", asked("- [x] Blue", "- [ ] Red", "  >"), "13:3 error A reason is empty."),
  inBite(
    "a reason that is not indented",
    asked("- [x] Blue", "- [ ] Red", "", "> No."),
    "14:1 error Something stands after the choices, the answer or the reason.",
  ),
  inBite(
    "a number in another country's spelling",
    asked("answer: 0,5"),
    '11:1 error "0,5" is not a number that can be read.',
  ),
  inBite(
    "an empty answer",
    asked("answer: red |"),
    '11:1 error One of the answers in "red |" is empty or longer than 100 characters.',
  ),
  inBite("a myth without a reason", [":::myth{#sky}", "The sky is green.", ":::"], "8:1 error :::myth has no reason."),
  inBite(
    "a myth's tag that is no name",
    [":::myth{#sky tag=Sky}", "The sky is green.", "", "> It is blue.", ":::"],
    '8:1 error The tag "Sky" is not a name.',
  ),
  // Rules of a good course.
  inBite("no right choice", asked("- [ ] Red", "  > No.", "- [ ] Green", "  > No."), "8:1 error No choice is right."),
  inBite("one choice", asked("- [x] Blue"), "8:1 error The question has 1 choice."),
  inBite(
    "eleven choices",
    asked("- [x] Blue", ...Array.from({ length: 10 }, (_, n) => `- [ ] Red ${n}\n  > No.`)),
    "8:1 error The question has 11 choices.",
  ),
  inBite(
    "a choice that stands twice",
    asked(...choices, "- [ ] red", "  > No."),
    '15:1 error The choice "red" stands twice.',
  ),
  {
    what: "an id that is taken",
    text: chapterOf(asked(...choices).join("\n"), asked(...choices).join("\n")),
    said: '19:1 error The question id "sky" is taken by 01-first.md:8.',
  },
  inBite(
    "a bite that fits no message",
    ["a".repeat(1501)],
    "8:1 error The bite has 1501 visible characters; a message holds 1500.",
  ),
  inBite(
    "reasons that fit no message",
    asked("- [x] Blue", `  > ${"a".repeat(1495)}`, "- [ ] Red", "  > No."),
    "8:1 error With every reason the bite has 1534 visible characters; a message holds 1500.",
  ),
  inBite(
    "a picture without a description",
    ["![](box.png)"],
    '8:1 error The picture "box.png" has no alternative text.',
  ),
  inBite(
    "a description that is too long",
    [`![${"a".repeat(501)}](box.png)`],
    "8:1 error The alternative text has 501 characters; 500 fit.",
  ),
  inBite("a long bite", ["a".repeat(601)], "8:1 warning The bite has 601 visible characters; 600 are read at one go."),
  {
    what: "a long title",
    text: chapterOf("Hello.").replace("First steps", "a".repeat(61)),
    said: `1:1 warning The label "${"a".repeat(60)}…" has 61 characters; a button or a menu shows 60.`,
  },
  inBite(
    "a right choice that is the longest",
    asked("- [x] Blue, as it is on a fine day", "- [ ] Red", "  > No."),
    "11:1 warning The right choice is by far the longest.",
  ),
  {
    what: "right choices that are often the longest",
    text: chapterOf(
      ...["a", "b", "c", "d", "e"].map((id) =>
        [`:::check{#${id}}`, "What?", "", "- [ ] Red", "  > No.", `- [x] ${id < "d" ? "Blue" : "Sky"}`, ":::"].join(
          "\n",
        ),
      ),
    ),
    said: "8:1 warning In 3 of 5 questions the right choice is the longest.",
  },
  inBite(
    "a question for what is not so",
    check(":::check{#sky}", "Which of these is not a colour?", "", ...choices),
    "8:1 warning The question asks for what is not the case.",
  ),
  inBite(
    "all of the above",
    asked(...choices, "- [ ] All of the above", "  > No."),
    '15:1 warning "All of the above" speaks of places, and the choices are shuffled.',
  ),
  inBite(
    "a wrong choice without a reason",
    asked("- [x] Blue", "- [ ] Red"),
    '12:1 warning The wrong choice "Red" has no reason.',
  ),
  inBite(
    "a mention",
    ["Ask @everyone."],
    '8:1 warning "@everyone" looks like a mention; it is shown as text and calls nobody.',
  ),
];
