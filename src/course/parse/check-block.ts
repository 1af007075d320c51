import type { BlockContent, DefinitionContent, List, Paragraph, RootContent } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";
import type { Block, Inlines } from "../../chat/message.ts";
import { blocks } from "../markdown/block.ts";
import type { Reading } from "../markdown/fault.ts";
import { paragraphs } from "../markdown/inline.ts";
import { quoted } from "../markdown/quoted.ts";
import type { Check } from "../model.ts";
import { choices } from "./choice.ts";
import { type CourseHead, idRule, isId } from "./front-matter.ts";
import { versionOf } from "./version.ts";
import { readWritten } from "./written.ts";

type Head = { readonly id: string; readonly key: string };
type Content = BlockContent | DefinitionContent;

export const isCheck = (node: RootContent): node is ContainerDirective =>
  node.type === "containerDirective" && (node.name === "check" || node.name === "myth");

/** A `:::check` or `:::myth`; undefined after a fault that leaves nothing to ask. */
export function checkOf(node: ContainerDirective, course: CourseHead, reading: Reading): Check | undefined {
  const fence =
    reading
      .source(node)
      .trimEnd()
      .split(/[\r\n]+/)
      .at(-1) ?? "";
  if (!/^\s*:{3,}$/.test(fence)) {
    reading.error(node, `:::${node.name} is never closed.`, "Write ::: on a line of its own where the question ends.");
    return undefined;
  }
  const head = headOf(node, course.id, reading);
  const check = node.name === "myth" ? mythOf(node, head, reading) : questionOf(node, head, course.fixed, reading);
  return check && head.id !== "" ? reading.mark(check, node) : undefined;
}

const attributes: Readonly<Record<string, readonly string[]>> = { check: ["id", "fixed"], myth: ["id", "true", "tag"] };

/** The id, and whether the attributes are known; an id that is missing is given back empty. */
function headOf(node: ContainerDirective, courseId: string, reading: Reading): Head {
  const example =
    node.name === "myth" ? ":::myth{#an-id}, {#an-id true} or {#an-id tag=name}" : ":::check{#an-id} or {#an-id fixed}";
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    const flag = name === "fixed" || name === "true";
    if (!attributes[node.name]?.includes(name)) {
      reading.error(node, `:::${node.name} has the unknown attribute ${quoted(name)}.`, `Write ${example}.`);
    } else if (flag && value) {
      reading.error(node, `${quoted(name)} has the value ${quoted(value)}.`, `Write ${example}.`);
    } else if (name === "tag" && !isId(value ?? "")) {
      reading.error(node, `The tag ${quoted(value ?? "")} is not a name.`, `Use ${idRule}.`);
    }
  }
  const label = node.children.find((child) => child.data && "directiveLabel" in child.data);
  if (label)
    reading.error(label, `:::${node.name} has text in square brackets.`, "Put the text on the lines below it.");
  const id = node.attributes?.id ?? "";
  if (isId(id)) return { id, key: `${courseId}/${id}` };
  const problem = id === "" ? `:::${node.name} has no id.` : `The id ${quoted(id)} cannot be used.`;
  reading.error(
    node,
    problem,
    `Write ${example}; an id is ${idRule}. Learners' answers hang on it: never change it later.`,
  );
  return { id: "", key: "" };
}

function mythOf(node: ContainerDirective, head: Head, reading: Reading): Check | undefined {
  const reasonAt = node.children.findLastIndex((child) => child.type === "blockquote");
  const reason = node.children[reasonAt];
  if (reason?.type !== "blockquote") {
    reading.error(node, ":::myth has no reason.", "Write the reason under the claim, as a quote (>).");
    return undefined;
  }
  refuseRest(node.children.slice(reasonAt + 1), reading);
  const wording = {
    kind: "myth" as const,
    question: question(node, node.children.slice(0, reasonAt), reading),
    isTrue: node.attributes?.true !== undefined,
    reason: paragraphs(reason, "A reason", reading),
  };
  return { ...head, version: versionOf(wording), ...wording, tag: node.attributes?.tag ?? head.id };
}

function questionOf(node: ContainerDirective, head: Head, keepOrder: boolean, reading: Reading): Check | undefined {
  const at = node.children.findIndex((child) => isChoices(child) || isWritten(child, reading));
  const posed = question(node, at < 0 ? node.children : node.children.slice(0, at), reading);
  const answer = node.children[at];
  const rest = node.children.slice(at + 1);
  if (answer?.type === "list") {
    refuseRest(rest, reading);
    const given = choices(answer, reading);
    const wording = { kind: "choice" as const, question: posed, choices: given };
    const untagged = given.map(({ text, right, reason }) => ({ text, right, reason }));
    const version = versionOf({ ...wording, choices: untagged });
    const many = given.filter((choice) => choice.right).length > 1;
    return { ...head, version, ...wording, many, fixed: keepOrder || node.attributes?.fixed !== undefined };
  }
  if (answer?.type === "paragraph") return writtenOf(answer, rest, posed, head, reading);
  reading.error(
    node,
    ":::check has no choices and no answer.",
    "End it with a list of `- [x]` and `- [ ]` choices, or with a paragraph `answer: …`, after a blank line.",
  );
  return undefined;
}

function writtenOf(
  node: Paragraph,
  rest: readonly Content[],
  posed: readonly Block[],
  head: Head,
  reading: Reading,
): Check | undefined {
  const [quote] = rest;
  refuseRest(quote?.type === "blockquote" ? rest.slice(1) : rest, reading);
  const source = reading.source(node).slice("answer:".length).trim();
  const written = readWritten(source, node, reading);
  const reason: { reason?: Inlines } =
    quote?.type === "blockquote" ? { reason: paragraphs(quote, "A reason", reading) } : {};
  return (
    written && {
      ...head,
      version: versionOf({ question: posed, ...written, ...reason }),
      question: posed,
      ...written,
      ...reason,
    }
  );
}

function question(node: ContainerDirective, content: readonly Content[], reading: Reading): readonly Block[] {
  if (content.length === 0) {
    reading.error(node, `:::${node.name} asks nothing.`, "Write the question, or the claim, on the line below it.");
  }
  return blocks(content, reading);
}

const isChoices = (node: Content): node is List =>
  node.type === "list" && node.children.some((item) => typeof item.checked === "boolean");

const isWritten = (node: Content, reading: Reading): boolean =>
  node.type === "paragraph" && /^answer:/i.test(reading.source(node));

function refuseRest(rest: readonly Content[], reading: Reading): void {
  const [first] = rest;
  if (first) {
    const remedy = "Move it above the question's end. A reason stands in one quote (>), indented under its choice.";
    reading.error(first, "Something stands after the choices, the answer or the reason.", remedy);
  }
}
