/** A command as every platform presents it: a slash command, a subcommand, a line of help. */
export type Command = {
  /** One or two words ("learn", "schedule add"), lower case, 1–32 characters each, the same on every platform. */
  readonly name: string;
  /** One line, at most 100 characters (Discord's limit for a description). */
  readonly summary: string;
  /** The summary in other languages, by BCP 47 name ("de", "pt-BR"). */
  readonly summaries?: Readonly<Record<string, string>>;
  readonly options: readonly CommandOption[];
  readonly who: "anyone" | "managers";
  /** It may be answered with a form, which platforms take as the first answer alone: nobody is asked to wait for it. */
  readonly form?: true;
};

export type CommandOption = {
  readonly name: string;
  readonly summary: string;
  readonly summaries?: Readonly<Record<string, string>>;
  readonly required: boolean;
  /** The values offered; what comes back is checked all the same. */
  readonly choices?: readonly Choice[];
  /** Values that begin with, or hold, what was typed so far: at most 25, for platforms that complete while one types. */
  readonly complete?: (typed: string) => readonly Choice[];
};

type Choice = { readonly value: string; readonly label: string };
