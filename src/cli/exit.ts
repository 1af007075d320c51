/** How the program ends; told in `nightshift --help` and in README. */
export const exit = {
  /** All went well. */
  ok: 0,
  /** Something failed: a course with errors, a full disk, a port in use. */
  fault: 1,
  /** It was asked wrongly: an unknown command, a setting that cannot be used, too old a Node. */
  usage: 2,
} as const;
