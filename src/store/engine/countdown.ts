/** Calls `work` once, so many milliseconds after each time that `restart` was last called; never without one. */
export type Countdown = (milliseconds: number, work: () => void) => { restart(): void; stop(): void };

/** By Node's timers. Holds no process open. */
export const countdown: Countdown = (milliseconds, work) => {
  let timer: NodeJS.Timeout | undefined;
  return {
    restart: () => {
      if (timer) timer.refresh();
      else timer = setTimeout(work, milliseconds).unref();
    },
    stop: () => clearTimeout(timer),
  };
};
