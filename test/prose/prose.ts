import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import retextEnglish from "retext-english";
import retextIndefiniteArticle from "retext-indefinite-article";
import retextRepeatedWords from "retext-repeated-words";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { VFile } from "vfile";
import { reporter } from "vfile-reporter";
import { rules } from "./words.ts";

/**
 * The prose lint: docs and comments are plain modern English. Run by `npm run lint`.
 * Grammar comes from retext's rules, the list of words from words.ts.
 */

const grammar = unified().use(retextEnglish).use(retextRepeatedWords).use(retextIndefiniteArticle);
const markdown = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm);

/** A piece of prose and the offset at which it stands in its file. */
type Passage = { readonly text: string; readonly at: number };

/** What breaks a rule in one file, as messages on it. */
export function faultsOfProse(path: string, content: string): VFile {
  const file = new VFile({ path, value: content });
  for (const { text, at } of passagesOf(path, content)) {
    for (const { found, instead } of rules) {
      for (const match of text.matchAll(new RegExp(found, `${found.flags}g`))) {
        file.message(`"${match[0]}": write ${instead}`, { place: placeOf(content, at + match.index), ruleId: "word" });
      }
    }
    checkGrammar(file, content, { text, at });
  }
  return file;
}

function checkGrammar(file: VFile, content: string, { text, at }: Passage): void {
  const passage = new VFile(text);
  grammar.runSync(grammar.parse(passage), passage);
  for (const { reason, place, ruleId } of passage.messages) {
    const start = place && "start" in place ? place.start.offset : place?.offset;
    file.message(reason, { place: placeOf(content, at + (start ?? 0)), ruleId: ruleId ?? "grammar" });
  }
}

function placeOf(content: string, offset: number): { line: number; column: number } {
  const before = content.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

const passagesOf = (path: string, content: string): readonly Passage[] =>
  path.endsWith(".md") ? paragraphsOf(content) : commentsOf(path, content);

/** The text of a page; code and addresses are left out. */
function paragraphsOf(content: string): readonly Passage[] {
  const found: Passage[] = [];
  visit(markdown.parse(content), "text", ({ value, position }) => {
    if (position?.start.offset !== undefined) found.push({ text: value, at: position.start.offset });
  });
  return found;
}

/** The comments of a script, what stands in backticks left blank, lines that follow one another as one. */
function commentsOf(path: string, content: string): readonly Passage[] {
  return parseSync(path, content).comments.map(({ start, end }) => ({
    text: content
      .slice(start, end)
      .replace(/`[^`\n]*`/g, (code) => " ".repeat(code.length))
      .replace(/^\s*(\/\*\*?|\*\/|\*|\/\/)/gm, (mark) => " ".repeat(mark.length)),
    at: start,
  }));
}

/** What is looked at: every page and every script that git knows. Source chapters are read by learners, and held elsewhere. */
function filesToRead(root: string): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "*.md", "*.ts", "*.js"], { cwd: root, encoding: "utf8" });
  return listed.split("\n").filter((path) => path !== "" && !/^(content|\.changeset|test\/prose)\//.test(path));
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "../..");
  const read = filesToRead(root).map((path) => faultsOfProse(path, readFileSync(join(root, path), "utf8")));
  const faulty = read.filter(({ messages }) => messages.length > 0);
  if (faulty.length > 0) process.stderr.write(`${reporter(faulty)}\n`);
  process.exitCode = faulty.length > 0 ? 1 : 0;
}
