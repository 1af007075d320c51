/** How one argument of an action is written in a button's id, and read out of it; what cannot be read is undefined. */
export type Argument<Value> = {
  write(value: Value): string;
  read(part: string): Value | undefined;
  readonly optional?: true;
};

const text = (pattern: RegExp): Argument<string> => ({
  write: (value) => value,
  read: (part) => (pattern.test(part) ? part : undefined),
});

export const word = <Word extends string>(...words: readonly Word[]): Argument<Word> => ({
  write: (value) => value,
  read: (part) => words.find((one) => one === part),
});

export const id = text(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
export const name = text(/^[a-z][a-z0-9-]{0,47}$/);

/** 0 to 999, in one spelling only. */
export const index: Argument<number> = {
  write: String,
  read: (part) => (/^(0|[1-9][0-9]{0,2})$/.test(part) ? Number(part) : undefined),
};

export const flag: Argument<boolean> = {
  write: (on) => (on ? "1" : "0"),
  read: (part) => (part === "1" || part === "0" ? part === "1" : undefined),
};

/** One or two words, a full stop between them: an id holds no space. */
export const command: Argument<string> = {
  write: (value) => value.replace(" ", "."),
  read: (part) => (/^[a-z][a-z0-9-]{0,31}(\.[a-z][a-z0-9-]{0,15})?$/.test(part) ? part.replace(".", " ") : undefined),
};

/** A copy or a server of a drill, or a copy and the server that it goes to. */
export const target = text(/^[1-9][0-9]{0,2}(>[1-9][0-9]{0,2})?$/);
