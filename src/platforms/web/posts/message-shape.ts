import type { Chart } from "../../../chat/chart.ts";
import type { Block, Button, Inline, Message } from "../../../chat/message.ts";

/** Whether a value read from storage is a Message: a row may be older than this version, or torn. */
export const isMessage = (value: unknown): value is Message => message(value);

type Shape = (value: unknown) => boolean;

const text: Shape = (value) => typeof value === "string";
const number: Shape = (value) => typeof value === "number" && Number.isFinite(value);
const flag: Shape = (value) => typeof value === "boolean";
const maybe =
  (shape: Shape): Shape =>
  (value) =>
    value === undefined || shape(value);
const list =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(shape);
const oneOf =
  (...values: readonly unknown[]): Shape =>
  (value) =>
    values.includes(value);

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

const fields =
  (shapes: Readonly<Record<string, Shape>>): Shape =>
  (value) => {
    const found = record(value);
    return found !== undefined && Object.entries(shapes).every(([name, shape]) => shape(found[name]));
  };

const tagged =
  <Kind extends string>(shapes: Readonly<Record<Kind, Readonly<Record<string, Shape>>>>): Shape =>
  (value) => {
    const kind = record(value)?.kind;
    const known = Object.entries<Readonly<Record<string, Shape>>>(shapes).find(([name]) => name === kind);
    return known !== undefined && fields(known[1])(value);
  };

const inlines: Shape = list((value) => inline(value));
const inline = tagged<Inline["kind"]>({
  plain: { text },
  mono: { text },
  strong: { children: inlines },
  emphasis: { children: inlines },
  link: { url: text, children: inlines },
  command: { name: text },
  instant: { at: number, style: oneOf("full", "time", "relative"), text },
  channel: { id: text, text },
  break: {},
});

const option = fields({
  letter: text,
  text: inlines,
  verdict: maybe(fields({ tone: oneOf("right", "wrong"), word: text })),
  reason: maybe(inlines),
  picked: maybe(flag),
});

const look = oneOf("up", "starting", "hung", "down");
const span = fields({ from: number, to: number, look });

const chart = tagged<Chart["kind"]>({
  bars: { title: text, bars: list(fields({ label: text, value: number, text, mark: maybe(text) })) },
  timeline: {
    title: text,
    from: number,
    to: number,
    ticks: list(fields({ at: number, label: text })),
    groups: list(fields({ title: text, rows: list(fields({ label: text, spans: list(span) })) })),
    legend: list(fields({ look, label: text, letter: maybe(text) })),
  },
});

const block = tagged<Block["kind"]>({
  heading: { text: inlines },
  text: { text: inlines },
  quote: { text: inlines },
  code: { code: text, language: maybe(text) },
  list: { ordered: flag, items: list(inlines) },
  options: { options: list(option) },
  table: { header: list(inlines), rows: list(list(inlines)) },
  progress: { done: number, total: number, text },
  picture: { file: text, alt: text },
  chart: { chart, alt: text },
  file: { name: text, mediaType: text, content: text },
  note: { text: inlines },
});

const button = tagged<Button["kind"]>({
  button: {
    label: text,
    action: text,
    style: oneOf("plain", "primary", "danger"),
    emoji: maybe(text),
    a11y: maybe(text),
    pressed: maybe(flag),
  },
  select: { label: text, action: text, options: list(fields({ value: text, label: text })) },
  link: { label: text, url: text },
});

const message = fields({
  blocks: list(block),
  buttons: maybe(list(list(button))),
  tone: maybe(oneOf("plain", "right", "wrong", "alarm")),
  silent: maybe(flag),
});
