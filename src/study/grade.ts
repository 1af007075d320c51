import type { Response } from "../core/store.ts";
import type { Check } from "../course/model.ts";

export type Grade = {
  readonly right: boolean;
  /** The misconceptions that the wrong choices show; empty when right. */
  readonly tags: readonly string[];
};

/** Author's position of "True" and "False" in a myth. */
const mythChoices = { true: 0, false: 1 } as const;

/**
 * Judges an answer. "I don't know" is never right and shows no misconception.
 * A response of the wrong kind for the check (a text to a choice) is wrong.
 */
export function grade(check: Check, response: Response): Grade {
  if (response.kind === "unsure") return { right: false, tags: [] };
  switch (check.kind) {
    case "choice": {
      const taken = response.kind === "choices" ? new Set(response.choices) : new Set<number>();
      const right = check.choices.every((choice, index) => choice.right === taken.has(index));
      const tags = check.choices.flatMap((choice, index) => (taken.has(index) && choice.tag ? [choice.tag] : []));
      return { right, tags };
    }
    case "myth": {
      const wanted = check.isTrue ? mythChoices.true : mythChoices.false;
      const right = response.kind === "choices" && response.choices.length === 1 && response.choices[0] === wanted;
      return { right, tags: right ? [] : [check.tag] };
    }
    case "text": {
      const given = response.kind === "written" ? normalText(response.text) : "";
      return { right: check.accepted.some((accepted) => normalText(accepted) === given), tags: [] };
    }
    case "number": {
      const given = response.kind === "written" ? readNumber(response.text) : undefined;
      return { right: given !== undefined && within(given, check.value, check.tolerance), tags: [] };
    }
    default:
      return check satisfies never;
  }
}

/** Author's positions of the right choices; empty for written answers. */
export function rightChoices(check: Check): readonly number[] {
  if (check.kind === "choice") return check.choices.flatMap((choice, index) => (choice.right ? [index] : []));
  if (check.kind === "myth") return [check.isTrue ? mythChoices.true : mythChoices.false];
  return [];
}

/** Case, accents' spelling, spaces and a closing full stop make no difference. */
function normalText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[.!?]+$/, "");
}

/** A decimal number with a point or a comma ("0.5", "0,5", "-3", "1e3" is refused); undefined when it is none. */
export function readNumber(text: string): number | undefined {
  const trimmed = text.normalize("NFKC").replaceAll("−", "-").trim();
  return /^[+-]?(\d{1,15}([.,]\d{1,15})?|[.,]\d{1,15})$/.test(trimmed) ? Number(trimmed.replace(",", ".")) : undefined;
}

/** Binary fractions are not exact: 0.1 + 0.2 is within 0 of 0.3. */
function within(given: number, value: number, tolerance: number): boolean {
  const slack = Number.EPSILON * 4 * Math.max(Math.abs(given), Math.abs(value), tolerance);
  return Math.abs(given - value) <= tolerance + slack;
}
