import { CST, type Document, isMap, isNode, isScalar, Lexer, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { budget } from "./budget.ts";
import type { Reading, Spot } from "./fault.ts";
import { quoted } from "./quoted.ts";

/** What was read, and where the value at a path stands in the file. */
export type Yaml<T> = { readonly value: T; readonly spotOf: (path: readonly PropertyKey[]) => Spot };

/**
 * Plain YAML of a known shape; undefined after a fault. `text` begins on line `firstLine` of the file.
 * Each message of the shape is the remedy of its fault.
 */
export function readYaml<T>(
  text: string,
  firstLine: number,
  shape: z.ZodType<T>,
  reading: Reading,
): Yaml<T> | undefined {
  const lines = new LineCounter();
  const spotOf = (offset: number): Spot => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line) + firstLine - 1, column: Math.max(1, col) };
  };
  const refused = firstRefused(text);
  if (refused) {
    lines.addNewLine(0);
    for (const newline of text.matchAll(/\n/g)) lines.addNewLine(newline.index + 1);
    reading.error(spotOf(refused.offset), refused.problem, plainYaml);
    return undefined;
  }
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  // One slip of the pen is often ten errors: the first few say enough.
  const errors = [...document.errors, ...document.warnings].slice(0, 3);
  for (const { pos, message } of errors) reading.error(spotOf(pos[0]), `${message.replace(/\.?$/, "")}.`, plainYaml);
  if (errors.length > 0) return undefined;
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  const read = shape.safeParse(value);
  if (read.success) return { value: read.data, spotOf: (path) => spotOf(offsetOf(document, path)) };
  for (const issue of read.error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) {
        reading.error(spotOf(offsetOfKey(document, issue.path, key)), `Unknown key ${quoted(key)}.`, issue.message);
      }
    } else {
      reading.error(spotOf(offsetOf(document, issue.path)), problemOf(value, issue.path), issue.message);
    }
  }
  return undefined;
}

const plainYaml = "Write plain lines of `key: value`, each key once, and lists with a dash to each line.";

/** Brackets inside brackets; the shapes here need one level. */
const DEPTH = 4;

/**
 * What is refused before any value is built: anchors, aliases, tags and deep nesting are how a small file becomes a
 * large one, overflows the stack or runs a constructor.
 */
function firstRefused(text: string): { readonly offset: number; readonly problem: string } | undefined {
  if (text.length > budget.yamlCharacters) {
    return { offset: 0, problem: `There are more than ${budget.yamlCharacters} characters of YAML.` };
  }
  let offset = 0;
  let brackets = 0;
  let dashes = 0;
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token);
    if (type === "anchor" || type === "alias" || type === "tag") {
      return {
        offset,
        problem: `${quoted(token)} is an ${type === "tag" ? "explicit type" : type}, which is not read.`,
      };
    }
    if (type === "flow-seq-start" || type === "flow-map-start") brackets += 1;
    if (type === "flow-seq-end" || type === "flow-map-end") brackets -= 1;
    if (type === "newline") dashes = 0;
    if (type === "seq-item-ind" || type === "explicit-key-ind") dashes += 1;
    if (brackets > DEPTH || dashes > DEPTH) return { offset, problem: `This nests deeper than ${DEPTH} levels.` };
    // The lexer puts marks of its own between the tokens of the text.
    if (type !== "doc-mode" && type !== "scalar" && type !== "flow-error-end") offset += token.length;
  }
  return undefined;
}

function offsetOfKey(document: Document, path: readonly PropertyKey[], key: string): number {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  const pairs = isMap(map) ? map.items : [];
  const node = pairs.map((pair) => pair.key).find((one) => isScalar(one) && one.value === key);
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

/** Where a value stands; for one that is missing, where the thing stands that lacks it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isNode(node)) return node.range?.[0] ?? 0;
  return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1));
}

function problemOf(value: unknown, path: readonly PropertyKey[]): string {
  const name = path.map(String).join(".");
  const found = path.reduce<unknown>(
    (inside, key) => (typeof inside === "object" && inside !== null ? Reflect.get(inside, key) : undefined),
    value,
  );
  const shown = quoted(typeof found === "string" ? found : (JSON.stringify(found) ?? ""));
  if (name === "") return `${shown} is not what belongs here.`;
  return found === undefined ? `\`${name}\` is missing.` : `\`${name}\` is ${shown}.`;
}
