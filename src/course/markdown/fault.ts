import type { Nodes } from "mdast";
import type { Fault } from "../model.ts";

/** Where something stands in a file; 1-based, as editors count. */
export type Spot = { readonly line: number; readonly column: number };

export type At = Spot | Nodes;

/** One file while it is read: its text, what is wrong with it, and where each part made from it stands. */
export class Reading {
  /** Relative to the course's folder. */
  readonly file: string;
  readonly text: string;
  readonly #faults: Fault[] = [];
  readonly #spots = new Map<object, Spot>();

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  get faults(): readonly Fault[] {
    return this.#faults;
  }

  /** `problem` and `remedy` are sentences. */
  error(at: At, problem: string, remedy: string): void {
    this.#faults.push({ severity: "error", file: this.file, ...spotOf(at), problem, remedy });
  }

  /** Remembers where a part of the chapter came from, and gives the part back. */
  mark<Part extends object>(part: Part, at: At): Part {
    this.#spots.set(part, spotOf(at));
    return part;
  }

  /** Where a part stands; the start of the file for what was never marked. */
  spotOf(part: object): Spot {
    return this.#spots.get(part) ?? start;
  }

  /** The source of a node, as the author typed it. */
  source(node: Nodes): string {
    return this.text.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
  }
}

/** The place of a fault that concerns a whole file. */
export const start: Spot = { line: 1, column: 1 };

function spotOf(at: At): Spot {
  if ("line" in at) return { line: at.line, column: at.column };
  return at.position ? { line: at.position.start.line, column: at.position.start.column } : start;
}

/** By file, then from top to bottom; errors before warnings of the same spot. */
export function sortFaults(faults: readonly Fault[]): readonly Fault[] {
  return faults.toSorted(
    (a, b) =>
      compare(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compare(a.severity, b.severity) ||
      compare(a.problem, b.problem),
  );
}

/** By code unit: the same order on every machine, whatever its language. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const hasErrors = (faults: readonly Fault[]): boolean => faults.some((fault) => fault.severity === "error");

/** A fault on one line, in the form in which editors and terminals find the place. */
export const faultLine = ({ file, line, column, severity, problem, remedy }: Fault): string =>
  `${file}:${line}:${column}  ${severity}  ${problem} ${remedy}`;
