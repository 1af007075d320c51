import type { Health } from "../../chat/platform.ts";
import { NotSaved } from "../../core/store.ts";

/** Whether the store can write, as its latest write showed. */
export type Condition = {
  now(): Health;
  wrote(): void;
  /** Notes a write that failed. */
  failed(fault: unknown): void;
};

export function createCondition(): Condition {
  let now: Health = { ok: true };
  return {
    now: () => now,
    wrote: () => {
      now = { ok: true };
    },
    failed: (fault) => {
      if (fault instanceof NotSaved) now = { ok: false, why: fault.message };
    },
  };
}
