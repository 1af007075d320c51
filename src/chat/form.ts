/** A short form, opened by a button and handed in once. */
export type Form = {
  /** An encoded action (action.ts), given back with the fields. */
  readonly id: string;
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly Field[];
};

export type Field = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** Most characters accepted; the core cuts nothing, it refuses. */
  readonly maxLength: number;
  readonly multiline?: true;
  /** What stands in the field when the form opens. */
  readonly initial?: string;
  /** May be left empty. */
  readonly optional?: true;
  /** The values to choose from, at most 25; what comes back is checked all the same. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** Values that a platform may offer while one types. */
  readonly suggestions?: readonly string[];
};
