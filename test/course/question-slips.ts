import { chapterOf } from "./author.ts";
import { asked, check, choices, inBite, type Slip } from "./slip.ts";

/** Slips in questions, and against the rules of a good course. */
export const questionSlips: readonly Slip[] = [
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
  inBite("an offer that is never closed", [":::offer{drill}"], "8:1 error :::offer is never closed."),
  inBite(
    "an offer with text in it",
    [":::offer{drill}", "Try it!", ":::"],
    "8:1 error :::offer has text in it, and nothing would show that.",
  ),
  inBite(
    "an offer of something else",
    [":::offer{cake}", ":::"],
    "8:1 error :::offer does not say what it offers, and a drill is all that can be offered.",
  ),
  inBite(
    "two offers in a bite",
    [":::offer{drill}", ":::", "", ":::offer{drill}", ":::"],
    "11:1 error A bite offers the same twice.",
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
