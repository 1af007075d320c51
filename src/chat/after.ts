/**
 * Runs something once, `milliseconds` from now, and returns what calls it off. Holds no process open. Handed in from
 * main, so that a test moves time by hand.
 */
export type After = (milliseconds: number, run: () => void) => () => void;
