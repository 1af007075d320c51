import { createHash } from "node:crypto";

type Names = Readonly<Record<string, string | null | undefined>> | null | undefined;

type ListedOption = {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly description_localizations?: Names;
  readonly required?: boolean | undefined;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[] | undefined;
};

/** A command as Discord lists it, or as we write it: the parts that are ours. */
export type Listed = {
  readonly name: string;
  readonly description: string;
  readonly description_localizations?: Names;
  readonly default_member_permissions?: string | null | undefined;
  readonly options?: readonly ListedOption[] | undefined;
};

/** The same for two lists that mean the same, whatever Discord adds or leaves out. */
export function fingerprint(commands: readonly Listed[]): string {
  const parts = commands
    .map(({ name, description, description_localizations, default_member_permissions, options = [] }) => [
      name,
      description,
      sorted(description_localizations),
      default_member_permissions ?? null,
      options.map((option) => [
        option.type,
        option.name,
        option.description,
        sorted(option.description_localizations),
        option.required ?? false,
        (option.choices ?? []).map((choice) => [choice.name, choice.value]),
      ]),
    ])
    .toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

const sorted = (names: Names): readonly (readonly [string, string | null | undefined])[] =>
  Object.entries(names ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1));
