import type { Course } from "../course/model.ts";
import type { Clock } from "./clock.ts";
import type { Store } from "./store.ts";

/** All that the tutor needs from outside; handed in by main, and by tests. */
export type Context = {
  readonly store: Store;
  readonly clock: Clock;
  /** The course as it is now; it may be replaced while the program runs. */
  readonly course: () => Course;
  /** A new UUIDv7. */
  readonly newId: () => string;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** A fault that was caught, with the short id that the person was given to quote. */
  readonly fault: (error: unknown, reference: string) => void;
};
