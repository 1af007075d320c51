import type { At, Reading } from "../markdown/fault.ts";
import { quoted } from "../markdown/quoted.ts";

/** What a written answer is measured by. */
export type Written =
  | { readonly kind: "text"; readonly accepted: readonly string[] }
  | { readonly kind: "number"; readonly value: number; readonly tolerance: number };

const decimal = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/;
/** Meant as a number, but spelled so that readers of other countries would differ: 0,5 and 1,000 and 1 000. */
const numeric = /^[+−-]?\d[\d ]*(?:[.,][\d ]*|(?:,\d{3})+)?$/;

/** Characters of one accepted answer: a word or a short phrase; nobody types a sentence the same way twice. */
const LONGEST = 100;

/** Reads what follows `answer:`; a number with or without ± is a number, all else is text. Undefined after a fault. */
export function readWritten(text: string, at: At, reading: Reading): Written | undefined {
  const [value = "", tolerance, ...others] = text.split(/\s*(?:±|\+\/?-)\s*/);
  if (decimal.test(value) && others.length === 0 && (tolerance === undefined || /^\d/.test(tolerance))) {
    if (tolerance === undefined) return { kind: "number", value: Number(value), tolerance: 0 };
    if (decimal.test(tolerance)) return { kind: "number", value: Number(value), tolerance: Number(tolerance) };
  }
  if (numeric.test(value) || (tolerance !== undefined && /\d/.test(value))) {
    reading.error(
      at,
      `${quoted(text)} is not a number that can be read.`,
      "Write digits with a point, such as 42 or 42 ± 0.5.",
    );
    return undefined;
  }
  const accepted = text.split("|").map((one) => one.trim());
  if (accepted.some((one) => one === "" || one.length > LONGEST)) {
    const problem = `One of the answers in ${quoted(text)} is empty or longer than ${LONGEST} characters.`;
    reading.error(at, problem, "Write `answer: one word | another spelling`.");
    return undefined;
  }
  return { kind: "text", accepted };
}
