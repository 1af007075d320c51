import type { After } from "../../chat/after.ts";

/** What is under way. */
export type Work = {
  /** Keeps an eye on something until it ends; how it fails goes to the log. */
  watch(work: Promise<void>): void;
  /** Does something that must be done: when it fails, once more a minute later. */
  insist(run: () => Promise<void>): void;
  /** Resolves when all of it has ended, or after `milliseconds`; nothing is done once more from then on. */
  ended(milliseconds: number): Promise<void>;
};

const AGAIN = 60_000;

export function createWork(after: After, fault: (error: unknown) => void): Work {
  const running = new Set<Promise<void>>();
  let ending = false;
  const watch: Work["watch"] = (work) => {
    const watched = work.catch(fault).finally(() => running.delete(watched));
    running.add(watched);
  };
  const insist: Work["insist"] = (run) =>
    watch(
      run().catch((error: unknown) => {
        fault(error);
        if (!ending) after(AGAIN, () => ending || insist(run));
      }),
    );
  return {
    watch,
    insist,
    ended: async (milliseconds) => {
      ending = true;
      const { promise, resolve } = Promise.withResolvers<void>();
      const callOff = after(milliseconds, resolve);
      await Promise.race([Promise.all(running), promise]);
      callOff();
    },
  };
}
