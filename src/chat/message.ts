import type { Chart } from "./chart.ts";

/**
 * What the tutor says, as plain data. No Markdown source and no platform's dialect: each platform renders the same
 * tree and escapes it once, at its own edge.
 */

/** A run of text inside a line. `text` is never markup, whatever it looks like. */
export type Inline =
  | { readonly kind: "plain"; readonly text: string }
  | { readonly kind: "mono"; readonly text: string }
  | { readonly kind: "strong"; readonly children: Inlines }
  | { readonly kind: "emphasis"; readonly children: Inlines }
  | { readonly kind: "link"; readonly url: string; readonly children: Inlines }
  /** A command to type: each platform writes it the way it is typed there ("/learn", "/nightshift learn"). */
  | { readonly kind: "command"; readonly name: string }
  /**
   * A moment (epoch milliseconds), shown in the reader's own zone where the platform can; `text` says it for readers
   * elsewhere and names its zone.
   */
  | {
      readonly kind: "instant";
      readonly at: number;
      readonly style: "full" | "time" | "relative";
      readonly text: string;
    }
  /** A channel, which can be pressed where the platform knows it by its id; `text` stands for it elsewhere. */
  | { readonly kind: "channel"; readonly id: string; readonly text: string }
  | { readonly kind: "break" };

export type Inlines = readonly Inline[];

/** One lettered choice of a question as it stands in a message. */
export type Option = {
  readonly letter: string;
  readonly text: Inlines;
  /** How it was judged, with the word that says so; absent before the answer and on choices that need no mark. */
  readonly verdict?: { readonly tone: "right" | "wrong"; readonly word: string };
  /** Why it is right or wrong. */
  readonly reason?: Inlines;
  /** Picked but not yet handed in (choose-all questions). */
  readonly picked?: true;
};

export type Block =
  | { readonly kind: "heading"; readonly text: Inlines }
  | { readonly kind: "text"; readonly text: Inlines }
  | { readonly kind: "quote"; readonly text: Inlines }
  | { readonly kind: "code"; readonly code: string; readonly language?: string }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly Inlines[] }
  | { readonly kind: "options"; readonly options: readonly Option[] }
  | { readonly kind: "table"; readonly header: readonly Inlines[]; readonly rows: readonly (readonly Inlines[])[] }
  /** `done` of `total` steps; `text` says the same in words ("3 of 12"). */
  | { readonly kind: "progress"; readonly done: number; readonly total: number; readonly text: string }
  /** `file` is an absolute path inside the course's folder, already looked up and checked. */
  | { readonly kind: "picture"; readonly file: string; readonly alt: string }
  /** A picture that is drawn from what it shows; `alt` says the same in words. */
  | { readonly kind: "chart"; readonly chart: Chart; readonly alt: string }
  /** A file for the reader to keep. */
  | { readonly kind: "file"; readonly name: string; readonly mediaType: string; readonly content: string }
  /** An aside in small print. */
  | { readonly kind: "note"; readonly text: Inlines };

export type Button =
  | {
      readonly kind: "button";
      readonly label: string;
      /** An encoded action (action.ts): a pointer, never a permission and never data. */
      readonly action: string;
      readonly style: "plain" | "primary" | "danger";
      readonly emoji?: string;
      /** What a screen reader says instead of the label. */
      readonly a11y?: string;
      /** Set on toggles only: whether it is on. */
      readonly pressed?: boolean;
    }
  | {
      readonly kind: "select";
      readonly label: string;
      readonly action: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  | { readonly kind: "link"; readonly label: string; readonly url: string };

export type Message = {
  readonly blocks: readonly Block[];
  /** Rows of buttons, top to bottom. */
  readonly buttons?: readonly (readonly Button[])[];
  readonly tone?: "plain" | "right" | "wrong" | "alarm";
  /** Delivered without a notification. */
  readonly silent?: true;
};

/** A line of text that is nothing but text. */
export const plain = (text: string): Inlines => [{ kind: "plain", text }];

export const strong = (text: string): Inline => ({ kind: "strong", children: plain(text) });

/** A paragraph; a string becomes plain text. */
export const paragraph = (text: string | Inlines): Block => ({
  kind: "text",
  text: typeof text === "string" ? plain(text) : text,
});

export const heading = (text: string): Block => ({ kind: "heading", text: plain(text) });

export const note = (text: string | Inlines): Block => ({
  kind: "note",
  text: typeof text === "string" ? plain(text) : text,
});
