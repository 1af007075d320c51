/** One thing the doctor looked at. */
export type Finding = {
  readonly ok: boolean;
  readonly text: string;
  /** What would mend it; absent when all is well, or when `text` says it. */
  readonly remedy?: string;
};

export const well = (text: string): Finding => ({ ok: true, text });

export const ill = (text: string, remedy: string): Finding => ({ ok: false, text, remedy });

/** A finding as a line to print. */
export function lineOf({ ok, text, remedy }: Finding): string {
  return `${ok ? "ok" : "no"}  ${text}${remedy === undefined ? "" : ` → ${remedy}`}`;
}

/** The reason a fault gives, for a line that goes on after it. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
