/** Time is an argument: only main owns the real clock. */
export type Clock = { now(): Temporal.Instant };
