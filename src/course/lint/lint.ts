import { limits } from "../../chat/limits.ts";
import type { Block, Option } from "../../chat/message.ts";
import { plainInlines, plainText } from "../../chat/plain.ts";
import { quoted } from "../markdown/quoted.ts";
import type { Bite, Check, Choice, Fault } from "../model.ts";
import type { Parsed } from "../parse/chapter.ts";
import { saysAllOrNone, saysMention, saysNot } from "./wording.ts";

/** What a reader takes in at one go; a longer bite is two ideas. */
const BITE = 600;
const CHOICES = { least: 2, most: 10 };
/** How much longer than every wrong choice the right one must be before its length gives it away. */
const LONGER = { characters: 10, times: 1.25 };
/** In a pack of this many questions, the right choice may be the longest in this share. */
const PACK = { questions: 5, share: 0.4 };

type Found = Pick<Fault, "severity" | "problem" | "remedy">;
type ChoiceCheck = Extract<Check, { kind: "choice" }>;

const error = (problem: string, remedy: string): Found => ({ severity: "error", problem, remedy });
const warning = (problem: string, remedy: string): Found => ({ severity: "warning", problem, remedy });

/** The rules of a good course, over chapters that were read. What makes a chapter unreadable was found by parse.ts. */
export function checkChapters(chapters: readonly Parsed[]): readonly Fault[] {
  const own = chapters.flatMap((parsed) => [
    ...at(parsed, parsed.chapter, titleFaults(parsed.chapter.title)),
    ...parsed.chapter.bites.flatMap((bite) => biteFaults(parsed, bite)),
  ]);
  return [...own, ...duplicates(chapters), ...packFaults(chapters)];
}

function at({ reading }: Parsed, part: object, found: readonly Found[]): readonly Fault[] {
  return found.map((fault) => ({ ...fault, file: reading.file, ...reading.spotOf(part) }));
}

function titleFaults(title: string): readonly Found[] {
  if (title.length <= limits.label) return [];
  const problem = `The label ${quoted(title)} has ${title.length} characters; a button or a menu shows ${limits.label}.`;
  return [warning(problem, "Shorten the title.")];
}

function biteFaults(parsed: Parsed, bite: Bite): readonly Fault[] {
  const { check } = bite;
  const blocks = [...bite.blocks, ...(check?.question ?? [])];
  return [
    ...at(parsed, bite, lengthFaults(bite)),
    ...blocks.flatMap((block) => at(parsed, block, [...altFaults(block), ...mentionFaults(plainText([block]))])),
    ...(check ? at(parsed, check, questionFaults(check)) : []),
    ...(check?.kind === "choice" ? choiceFaults(parsed, check) : []),
  ];
}

/** Counted as read: grapheme clusters of the plain text, the choices with their letters. */
const lengthOf = (blocks: readonly Block[]): number => [...new Intl.Segmenter().segment(plainText(blocks))].length;

function lengthFaults({ blocks, check }: Bite): readonly Found[] {
  const asked = lengthOf([...blocks, ...(check ? shown(check, false) : [])]);
  const most = limits.text;
  if (asked > most) {
    return [error(`The bite has ${asked} visible characters; a message holds ${most}.`, "Split it in two with ---.")];
  }
  const answered = lengthOf([...blocks, ...(check ? shown(check, true) : [])]);
  if (answered > most) {
    const problem = `With every reason the bite has ${answered} visible characters; a message holds ${most}.`;
    return [error(problem, "Shorten the reasons, or move the text above the question into a bite of its own.")];
  }
  if (asked <= BITE) return [];
  return [
    warning(`The bite has ${asked} visible characters; ${BITE} are read at one go.`, "Split it in two with ---."),
  ];
}

function shown(check: Check, reasons: boolean): readonly Block[] {
  if (check.kind === "choice") {
    const options = check.choices.map(({ text, reason }, index): Option => {
      return { letter: String.fromCharCode(65 + index), text, ...(reasons && reason ? { reason } : {}) };
    });
    return [...check.question, { kind: "options", options }];
  }
  return [...check.question, ...(reasons && check.reason ? [{ kind: "text" as const, text: check.reason }] : [])];
}

function altFaults(block: Block): readonly Found[] {
  if (block.kind !== "picture") return [];
  const write = "Write ![what the picture shows](file), in a sentence, for those who cannot see it.";
  if (block.alt === "") return [error(`The picture ${quoted(block.file)} has no alternative text.`, write)];
  if (block.alt.length <= limits.alt) return [];
  return [error(`The alternative text has ${block.alt.length} characters; ${limits.alt} fit.`, write)];
}

function mentionFaults(text: string): readonly Found[] {
  const mention = saysMention(text);
  if (mention === undefined) return [];
  return [
    warning(`${quoted(mention)} looks like a mention; it is shown as text and calls nobody.`, "Leave out the @."),
  ];
}

function questionFaults(check: Check): readonly Found[] {
  const found: Found[] = [];
  const reason = check.kind === "choice" ? undefined : check.reason;
  if (reason) found.push(...mentionFaults(plainInlines(reason)));
  if (check.kind !== "choice") return found;
  const { length } = check.choices;
  if (length < CHOICES.least || length > CHOICES.most) {
    const remedy = `Give it ${CHOICES.least} to ${CHOICES.most}; four are plenty.`;
    found.push(error(`The question has ${length} ${length === 1 ? "choice" : "choices"}.`, remedy));
  }
  if (!check.choices.some((choice) => choice.right)) {
    found.push(error("No choice is right.", "Mark the right one with [x]; several if all of them are to be picked."));
  }
  if (saysNot(plainText(check.question))) {
    const remedy = "Ask for what is the case; hurried readers overlook the word.";
    found.push(warning("The question asks for what is not the case.", remedy));
  }
  return found;
}

function choiceFaults(parsed: Parsed, check: ChoiceCheck): readonly Fault[] {
  const texts = check.choices.map((choice) => plainInlines(choice.text).trim().toLowerCase());
  return check.choices.flatMap((choice, index) => {
    const text = plainInlines(choice.text);
    const found = [...mentionFaults(text), ...(choice.reason ? mentionFaults(plainInlines(choice.reason)) : [])];
    if (texts.indexOf(text.trim().toLowerCase()) !== index) {
      found.push(error(`The choice ${quoted(text)} stands twice.`, "Change one, or leave it out."));
    }
    if (!choice.right && !choice.reason) {
      const remedy = "Say under it why it is wrong, as an indented quote (>).";
      found.push(warning(`The wrong choice ${quoted(text)} has no reason.`, remedy));
    }
    if (!check.fixed && saysAllOrNone(text)) {
      const remedy = "Write the choice out, or put {fixed} behind the id.";
      found.push(warning(`${quoted(text)} speaks of places, and the choices are shuffled.`, remedy));
    }
    if (longestRight(check, LONGER) === choice) {
      const remedy = "Shorten it, or say as much in a wrong one; length gives the answer away.";
      found.push(warning("The right choice is by far the longest.", remedy));
    }
    return at(parsed, choice, found);
  });
}

type Margin = { readonly characters: number; readonly times: number };

/** The one right choice of a question, when it is longer than every wrong one by the margin. */
function longestRight(check: Check, { characters, times }: Margin): Choice | undefined {
  if (check.kind !== "choice" || check.many) return undefined;
  const length = (choice: Choice): number => plainInlines(choice.text).length;
  const right = check.choices.find((choice) => choice.right);
  const wrong = Math.max(...check.choices.filter((choice) => !choice.right).map(length));
  return right && Number.isFinite(wrong) && length(right) >= wrong + characters && length(right) >= wrong * times
    ? right
    : undefined;
}

/** One long right choice is chance; many are a habit that learners notice. */
function packFaults(chapters: readonly Parsed[]): readonly Fault[] {
  const asked = chapters.flatMap((parsed) => {
    const checks = parsed.chapter.bites.flatMap(({ check }) =>
      check?.kind === "choice" && !check.many ? [check] : [],
    );
    return checks.map((check) => ({ parsed, check }));
  });
  const long = asked.filter(({ check }) => longestRight(check, { characters: 1, times: 1 }));
  const [first] = long;
  if (!first || asked.length < PACK.questions || long.length <= asked.length * PACK.share) return [];
  const problem = `In ${long.length} of ${asked.length} questions the right choice is the longest.`;
  const found = warning(
    problem,
    "Lengthen some wrong choices, or shorten right ones, here and in the questions after it.",
  );
  return at(first.parsed, first.check, [found]);
}

/** Ids are what answers and bookmarks hang on: one each in the whole course. */
function duplicates(chapters: readonly Parsed[]): readonly Fault[] {
  const seen = new Map<string, string>();
  const parts = chapters.flatMap((parsed) => [
    { parsed, part: parsed.chapter, kind: "chapter", id: parsed.chapter.id },
    ...parsed.chapter.bites.flatMap(({ check }) =>
      check ? [{ parsed, part: check, kind: "question", id: check.id }] : [],
    ),
  ]);
  return parts.flatMap(({ parsed, part, kind, id }) => {
    const first = seen.get(`${kind} ${id}`);
    if (first !== undefined && id !== "") {
      return at(parsed, part, [error(`The ${kind} id ${quoted(id)} is taken by ${first}.`, "Choose another.")]);
    }
    seen.set(`${kind} ${id}`, `${parsed.reading.file}:${parsed.reading.spotOf(part).line}`);
    return [];
  });
}
