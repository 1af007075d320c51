import { createHash } from "node:crypto";

type Names = Readonly<Record<string, string | null | undefined>> | null | undefined;

type ListedOption = {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly description_localizations?: Names;
  readonly required?: boolean | undefined;
  readonly autocomplete?: boolean | undefined;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[] | undefined;
  /** Of a subcommand. */
  readonly options?: readonly ListedOption[] | undefined;
};

/** A command as Discord lists it, or as we write it: the parts that are ours. */
export type Listed = {
  readonly name: string;
  readonly description: string;
  readonly description_localizations?: Names;
  readonly default_member_permissions?: string | null | undefined;
  readonly options?: readonly ListedOption[] | undefined;
  /** Where it may be used, and by whom brought along: of global commands only. */
  readonly contexts?: readonly number[] | null | undefined;
  readonly integration_types?: readonly number[] | null | undefined;
};

/** The same for two lists that mean the same, whatever Discord adds or leaves out. `global`: not one server's own. */
export function fingerprint(commands: readonly Listed[], global: boolean): string {
  const parts = commands
    .map((command) => [
      command.name,
      command.description,
      sorted(command.description_localizations),
      command.default_member_permissions ?? null,
      (command.options ?? []).map(optionParts),
      global ? [command.contexts?.toSorted() ?? null, command.integration_types?.toSorted() ?? null] : [],
    ])
    .toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

const optionParts = (option: ListedOption): readonly unknown[] => [
  option.type,
  option.name,
  option.description,
  sorted(option.description_localizations),
  option.required ?? false,
  option.autocomplete ?? false,
  (option.choices ?? []).map((choice) => [choice.name, choice.value]),
  (option.options ?? []).map(optionParts),
];

const sorted = (names: Names): readonly (readonly [string, string | null | undefined])[] =>
  Object.entries(names ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1));
