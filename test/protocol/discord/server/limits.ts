import { ComponentType } from "discord.js";

/**
 * Discord's documented limits of what a bot sends (Components reference, Message resource, Receiving and responding):
 * each breach in words, with its path. Payloads are read as they came, without trust in their types.
 */
export function messageFaults(body: unknown): readonly string[] {
  const faults: string[] = [];
  const fault = (path: string, why: string): void => void faults.push(`${path}: ${why}`);
  const parse = at(at(body, "allowed_mentions"), "parse");
  if (!Array.isArray(parse) || parse.length > 0) fault("allowed_mentions", "parse must be there and empty");
  if ((Number(at(body, "flags")) & V2) === 0) fault("flags", "IS_COMPONENTS_V2 is not set");
  for (const legacy of ["content", "embeds", "poll", "stickers"]) {
    if (at(body, legacy) !== undefined) fault(legacy, "cannot stand beside components v2");
  }
  const nonce = at(body, "nonce");
  if (nonce !== undefined && (typeof nonce !== "string" || nonce.length > 25)) fault("nonce", "at most 25 characters");
  const all = flatten(at(body, "components"), "components");
  if (all.length === 0) fault("components", "a message cannot be empty");
  if (all.length > 40) fault("components", `${all.length} components, 40 at most`);
  const text = all.reduce((sum, { part }) => sum + textOf(part).length, 0);
  if (text > 4000) fault("components", `${text} characters of text, 4000 at most`);
  const ids = all.map(({ part }) => at(part, "custom_id")).filter((id) => id !== undefined);
  if (new Set(ids).size < ids.length) fault("components", "custom_id is not unique");
  for (const { part, path } of all) componentFaults(part).forEach((why) => void fault(path, why));
  return faults;
}

/** A modal's breaches. */
export function modalFaults(modal: unknown): readonly string[] {
  const rows = listAt(modal, "components");
  return [
    ...within(at(modal, "title"), 1, 45, "title"),
    ...within(at(modal, "custom_id"), 1, 100, "custom_id"),
    ...(rows.length < 1 || rows.length > 5 ? [`${rows.length} components, 1 to 5 fit`] : []),
    ...rows.flatMap((row) => [
      ...(at(row, "type") === ComponentType.Label ? [] : ["a modal's component must be a label"]),
      ...within(at(row, "label"), 1, 45, "label"),
      ...(at(row, "description") === undefined ? [] : within(at(row, "description"), 1, 100, "description")),
      ...inputFaults(at(row, "component")),
    ]),
  ];
}

function inputFaults(input: unknown): readonly string[] {
  if (at(input, "type") === ComponentType.StringSelect) {
    const fixed = listAt(input, "options").filter((option) => at(option, "default") === true).length;
    const least = at(input, "min_values");
    return [
      ...selectFaults(input),
      ...(fixed > 1 ? [`${fixed} values stand in a menu of one`] : []),
      ...((at(input, "required") === false) === (least === 0) ? [] : [`required, and at least ${String(least)}`]),
    ];
  }
  const value = at(input, "value") ?? "";
  const most = Number(at(input, "max_length"));
  return [
    ...(at(input, "type") === ComponentType.TextInput ? [] : [`an input of type ${String(at(input, "type"))}`]),
    ...within(at(input, "custom_id"), 1, 100, "input custom_id"),
    ...(most < 1 || most > 4000 ? ["max_length is not 1 to 4000"] : []),
    ...within(value, 0, most, "value"),
  ];
}

/** The breaches of choices offered while somebody types. */
export const choiceFaults = (data: unknown): readonly string[] => [
  ...(Array.isArray(at(data, "choices")) ? [] : ["choices must be there"]),
  ...(listAt(data, "choices").length > 25 ? ["more than 25 choices"] : []),
  ...listAt(data, "choices").flatMap(oneChoice),
];

const oneChoice = (choice: unknown): readonly string[] => [
  ...within(at(choice, "name"), 1, 100, "choice name"),
  ...within(at(choice, "value"), 1, 100, "choice value"),
];

/** The breaches of one command. */
export const commandFaults = (command: unknown): readonly string[] => [
  ...namedFaults(command),
  ...optionsFaults(listAt(command, "options"), true),
];

function namedFaults(thing: unknown): readonly string[] {
  const name = String(at(thing, "name"));
  return [
    ...(/^[-_\p{L}\p{N}]{1,32}$/u.test(name) && name === name.toLowerCase() ? [] : [`name "${name}"`]),
    ...within(at(thing, "description"), 1, 100, `description of ${name}`),
  ];
}

function optionsFaults(options: readonly unknown[], top: boolean): readonly string[] {
  const subcommands = options.filter((option) => at(option, "type") === 1).length;
  const required = options.map((option) => at(option, "required") === true);
  return [
    ...(options.length > 25 ? ["more than 25 options"] : []),
    ...(subcommands > 0 && (!top || subcommands < options.length) ? ["subcommands beside other options"] : []),
    ...(required.lastIndexOf(true) > required.indexOf(false) && required.includes(false)
      ? ["required comes first"]
      : []),
    ...(new Set(options.map((option) => at(option, "name"))).size < options.length ? ["two of one name"] : []),
    ...options.flatMap((option) => [
      ...namedFaults(option),
      ...optionsFaults(listAt(option, "options"), false),
      ...(listAt(option, "choices").length > 25 ? ["more than 25 choices"] : []),
      ...(listAt(option, "choices").length > 0 && at(option, "autocomplete") === true
        ? ["choices and completion"]
        : []),
      ...listAt(option, "choices").flatMap(oneChoice),
    ]),
  ];
}

const V2 = 1 << 15;

export function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

export const listAt = (value: unknown, key: string): readonly unknown[] => {
  const list = at(value, key);
  return Array.isArray(list) ? list : [];
};

type Found = { readonly part: unknown; readonly path: string };

function flatten(parts: unknown, path: string): readonly Found[] {
  if (!Array.isArray(parts)) return [];
  return parts.flatMap((part, index) => {
    const here = `${path}[${index}]`;
    return [{ part, path: here }, ...flatten(at(part, "components"), `${here}.components`)];
  });
}

const textOf = (part: unknown): string =>
  at(part, "type") === ComponentType.TextDisplay ? String(at(part, "content")) : "";

function within(value: unknown, least: number, most: number, what: string): readonly string[] {
  const length = typeof value === "string" ? value.length : -1;
  return length < least || length > most ? [`${what} has ${length} characters, ${least} to ${most} fit`] : [];
}

function componentFaults(part: unknown): readonly string[] {
  switch (at(part, "type")) {
    case ComponentType.ActionRow:
      return rowFaults(listAt(part, "components"));
    case ComponentType.Button:
      return buttonFaults(part);
    case ComponentType.StringSelect:
      return selectFaults(part);
    case ComponentType.TextDisplay:
      return String(at(part, "content")).trim() === "" ? ["an empty text display"] : [];
    case ComponentType.MediaGallery:
      return galleryFaults(listAt(part, "items"));
    case ComponentType.Container:
    case ComponentType.Separator:
    case ComponentType.File:
      return [];
    default:
      return [`a component of type ${String(at(part, "type"))}`];
  }
}

function rowFaults(parts: readonly unknown[]): readonly string[] {
  const menus = parts.filter((part) => at(part, "type") === ComponentType.StringSelect).length;
  const fits = menus === 0 ? parts.length >= 1 && parts.length <= 5 : parts.length === 1;
  return fits ? [] : [`a row of ${parts.length} with ${menus} menus: five buttons fit, or one menu`];
}

function buttonFaults(part: unknown): readonly string[] {
  const link = at(part, "style") === 5;
  return [
    ...within(at(part, "label"), 1, 80, "label"),
    ...(link ? within(at(part, "url"), 1, 512, "url") : within(at(part, "custom_id"), 1, 100, "custom_id")),
  ];
}

function selectFaults(part: unknown): readonly string[] {
  const options = listAt(part, "options");
  return [
    ...within(at(part, "custom_id"), 1, 100, "custom_id"),
    ...(options.length < 1 || options.length > 25 ? [`${options.length} entries, 1 to 25 fit`] : []),
    ...options.flatMap((option) => [
      ...within(at(option, "label"), 1, 100, "entry label"),
      ...within(at(option, "value"), 1, 100, "entry value"),
    ]),
    ...within(at(part, "placeholder") ?? "", 0, 150, "placeholder"),
  ];
}

const galleryFaults = (items: readonly unknown[]): readonly string[] => [
  ...(items.length < 1 || items.length > 10 ? [`a gallery of ${items.length}`] : []),
  ...items.flatMap((item) => within(at(item, "description"), 1, 1024, "alternative text")),
];
