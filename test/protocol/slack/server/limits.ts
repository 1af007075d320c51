/**
 * Slack's documented limits of what an app sends (Block Kit reference; chat.postMessage; Formatting message text): each
 * breach in words. Payloads are read as they came, without trust in their types.
 */
export function messageFaults(body: unknown): readonly string[] {
  const text = at(body, "text");
  const blocks = listAt(body, "blocks");
  return [
    ...(typeof text === "string" && text.length > 0 ? [] : ["no_text: text must hold what the blocks hold"]),
    ...(String(text).length > 40_000 ? ["msg_too_long"] : []),
    ...liveTokens(String(text)).map((token) => `text: a live token ${token}`),
    ...(at(body, "parse") === "none" ? [] : ["parse must be none"]),
    ...blocksFaults(blocks, 50),
    ...(charactersOf(blocks) > 13_200 ? ["msg_blocks_too_long"] : []),
  ];
}

/** What Slack would make of a text: mentions, channels and links; moments, and channels by their ids, are meant. */
const liveTokens = (text: string): readonly string[] =>
  [...text.matchAll(/<[^>]*>?|&(?!amp;|lt;|gt;)/g)]
    .map(([token]) => token)
    .filter((token) => !/^<!date\^\d+\^[^|>]+\|[^>|]*>$|^<#[CG][A-Z0-9]+>$/.test(token));

export function viewFaults(view: unknown): readonly string[] {
  const modal = at(view, "type") === "modal";
  return [
    ...blocksFaults(listAt(view, "blocks"), 100),
    ...(modal ? [...plain(at(view, "title"), 24, "title"), ...plain(at(view, "submit"), 24, "submit")] : []),
    ...(modal ? within(at(view, "callback_id"), 1, 255, "callback_id") : []),
    ...(at(view, "private_metadata") === undefined
      ? []
      : within(at(view, "private_metadata"), 0, 3000, "private_metadata")),
  ];
}

export function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

export const listAt = (value: unknown, key: string): readonly unknown[] => {
  const list = at(value, key);
  return Array.isArray(list) ? list : [];
};

function blocksFaults(blocks: readonly unknown[], most: number): readonly string[] {
  const ids = blocks.map((block) => at(block, "block_id")).filter((id) => id !== undefined);
  return [
    ...(blocks.length > most ? [`${blocks.length} blocks, ${most} at most`] : []),
    ...(new Set(ids).size < ids.length ? ["block_id is not unique"] : []),
    ...blocks.flatMap((block, index) => blockFaults(block).map((fault) => `blocks[${index}]: ${fault}`)),
  ];
}

function blockFaults(block: unknown): readonly string[] {
  const id = at(block, "block_id");
  return [...(id === undefined ? [] : within(id, 1, 255, "block_id")), ...kindFaults(block)];
}

function kindFaults(block: unknown): readonly string[] {
  switch (at(block, "type")) {
    case "header":
      return plain(at(block, "text"), 150, "header");
    case "context":
      return contextFaults(listAt(block, "elements"));
    case "image":
      return [
        ...within(at(block, "alt_text"), 1, 2000, "alt_text"),
        ...(at(at(block, "slack_file"), "id") === undefined ? ["an image needs a file of Slack"] : []),
      ];
    case "actions":
      return actionsFaults(listAt(block, "elements"));
    case "rich_text":
      return richFaults(listAt(block, "elements"));
    case "input":
      return inputFaults(block);
    case "divider":
      return [];
    default:
      return [`a block of type ${String(at(block, "type"))}`];
  }
}

const contextFaults = (elements: readonly unknown[]): readonly string[] => [
  ...(elements.length < 1 || elements.length > 10 ? [`${elements.length} elements, 1 to 10 fit`] : []),
  ...elements.flatMap((element) => plain(element, 3000, "context")),
];

function actionsFaults(elements: readonly unknown[]): readonly string[] {
  const ids = elements.map((element) => at(element, "action_id"));
  return [
    ...(elements.length < 1 || elements.length > 25 ? [`${elements.length} elements, 1 to 25 fit`] : []),
    ...(new Set(ids).size < ids.length ? ["action_id is not unique"] : []),
    ...elements.flatMap(elementFaults),
  ];
}

function elementFaults(element: unknown): readonly string[] {
  const id = within(at(element, "action_id"), 1, 255, "action_id");
  if (at(element, "type") === "static_select") return [...id, ...selectFaults(element)];
  if (at(element, "type") !== "button") return [...id, `an element of type ${String(at(element, "type"))}`];
  const spoken = at(element, "accessibility_label");
  const style = at(element, "style");
  return [
    ...id,
    ...plain(at(element, "text"), 75, "button"),
    ...(spoken === undefined ? [] : within(spoken, 1, 75, "accessibility_label")),
    ...(style === undefined || style === "primary" || style === "danger" ? [] : [`style ${String(style)}`]),
    ...(at(element, "url") === undefined ? [] : within(at(element, "url"), 1, 3000, "url")),
  ];
}

function selectFaults(element: unknown): readonly string[] {
  const options = listAt(element, "options");
  return [
    ...(at(element, "placeholder") === undefined ? [] : plain(at(element, "placeholder"), 150, "placeholder")),
    ...(options.length < 1 || options.length > 100 ? [`${options.length} options, 1 to 100 fit`] : []),
    ...options.flatMap((option) => [
      ...plain(at(option, "text"), 75, "option"),
      ...within(at(option, "value"), 1, 75, "option value"),
    ]),
  ];
}

function inputFaults(block: unknown): readonly string[] {
  const element = at(block, "element");
  const hint = at(block, "hint");
  return [
    ...plain(at(block, "label"), 2000, "label"),
    ...(hint === undefined ? [] : plain(hint, 2000, "hint")),
    ...within(at(element, "action_id"), 1, 255, "action_id"),
    ...(at(element, "type") === "static_select" ? selectFaults(element) : []),
    ...(Number(at(element, "max_length") ?? 0) > 3000 ? ["max_length over 3000"] : []),
  ];
}

/** Rich text states no limit; a section's is kept. */
function richFaults(parts: readonly unknown[]): readonly string[] {
  const length = parts.reduce((sum: number, part) => sum + charactersOf([part]), 0);
  return [
    ...(parts.length === 0 ? ["empty rich text"] : []),
    ...(length > 3000 ? [`${length} characters of rich text`] : []),
    ...parts.flatMap(partFaults),
  ];
}

function partFaults(part: unknown): readonly string[] {
  const elements = listAt(part, "elements");
  const type = String(at(part, "type"));
  if (!/^rich_text_(section|quote|preformatted|list)$/.test(type)) return [`a part of type ${type}`];
  if (elements.length === 0) return ["an empty part"];
  if (type === "rich_text_list") return elements.flatMap(partFaults);
  return elements.flatMap((element) => {
    const text = at(element, "text");
    const what = String(at(element, "type"));
    if (what === "text") return within(text, 1, 3000, "text");
    if (what === "channel") return /^[CG][A-Z0-9]+$/.test(String(at(element, "channel_id"))) ? [] : ["no channel"];
    return what === "link" || what === "date" ? [] : [what];
  });
}

/** All characters that blocks show. */
function charactersOf(blocks: readonly unknown[]): number {
  return blocks.reduce((sum: number, block) => {
    const text = at(block, "text");
    const own = typeof text === "string" ? text.length : text === undefined ? 0 : charactersOf([text]);
    return sum + own + charactersOf(listAt(block, "elements"));
  }, 0);
}

function plain(text: unknown, most: number, what: string): readonly string[] {
  if (at(text, "type") !== "plain_text") return [`${what} is no plain text`];
  return within(at(text, "text"), 1, most, what);
}

function within(value: unknown, least: number, most: number, what: string): readonly string[] {
  const length = typeof value === "string" ? value.length : -1;
  return length < least || length > most ? [`${what} has ${length} characters, ${least} to ${most} fit`] : [];
}
