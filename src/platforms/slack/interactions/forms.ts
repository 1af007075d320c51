import type { Stage } from "./reply-target.ts";

/** Forms that are open: where the answer to each goes when it is handed in. */
export type Forms = {
  keep(pointer: string, stage: Stage): void;
  /**
   * Where the form was opened; once, and only for the person who opened it. Undefined after a restart: the pointer that
   * comes back with a form holds nothing by itself, so that nobody can change what it says.
   */
  take(pointer: string, tenant: string, person: string): Stage | undefined;
};

/** Forms remembered at once; of more, the oldest are taken for closed. */
const KEPT = 5000;

export function createForms(): Forms {
  const stages = new Map<string, Stage>();
  return {
    keep: (pointer, stage) => {
      const [oldest] = stages.keys();
      if (stages.size >= KEPT && oldest !== undefined) stages.delete(oldest);
      stages.set(pointer, stage);
    },
    take: (pointer, tenant, person) => {
      const stage = stages.get(pointer);
      if (!stage || stage.in.tenant !== tenant || stage.person !== person) return undefined;
      stages.delete(pointer);
      return stage;
    },
  };
}
