import type { After } from "./after.ts";

/** What is under way. */
export type Work = {
  /** Keeps an eye on something until it ends; how it fails goes to the log. */
  watch(work: Promise<void>): void;
  /** Resolves when all of it has ended, or after `milliseconds`. */
  ended(milliseconds: number): Promise<void>;
};

export function createWork(after: After, fault: (error: unknown) => void): Work {
  const running = new Set<Promise<void>>();
  return {
    watch: (work) => {
      const ending = work.catch(fault).finally(() => running.delete(ending));
      running.add(ending);
    },
    ended: async (milliseconds) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const callOff = after(milliseconds, resolve);
      await Promise.race([Promise.all(running), promise]);
      callOff();
    },
  };
}
