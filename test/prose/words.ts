/** Words that the docs, the comments and the sentences of this project do not use, with what they say instead. */
export type Rule = { readonly found: RegExp; readonly instead: string };

/** The words of engineers: a reader who searches for a concept finds it under its standard name. */
const trade: readonly Rule[] = [
  { found: /\b(ears?|mouths?)\b(?! of)/i, instead: "receiver, or API" },
  { found: /\broll[- ]call\b/i, instead: "guild sync" },
  { found: /\bkeepers?\b/i, instead: "cache" },
  { found: /\bsittings?\b/i, instead: "session" },
  { found: /\breopening\b/i, instead: "circuit breaker" },
];

/** Plain modern English, after Google's developer documentation style guide. */
const plain: readonly Rule[] = [
  { found: /\bwho(so)?ever\b/i, instead: "anyone, or the person who" },
  { found: /\bwhatever\b/i, instead: "anything, or what" },
  { found: /\bwherever\b/i, instead: "where" },
  { found: /\banew\b/i, instead: "again" },
  { found: /\bbesides?\b/i, instead: "next to, or also" },
  { found: /\bmend(s|ed|ing)?\b/i, instead: "fix" },
  { found: /\bhindrances?\b/i, instead: "problem" },
  { found: /\b(by|of) (itself|themselves)\b/i, instead: "automatically, or alone" },
  {
    found:
      /\b(hence|whence|thence|henceforth|thereof|thereby|whereby|lest|albeit|amid|upon|unto|whilst|amongst|shall)\b/i,
    instead: "a plain word",
  },
  { found: /\b(none|nothing) but\b/i, instead: "only" },
  { found: /\bfor want of\b/i, instead: "without" },
  { found: /\bmoreover\b/i, instead: "also" },
  { found: /\bin order to\b/i, instead: "to" },
  { found: /\butiliz(e|es|ed|ing)\b/i, instead: "use" },
  { found: /\b(very|simply|just) (easy|simple)\b/i, instead: "nothing: leave it out" },
  { found: /\b[FS]\d{2}\b/, instead: "the sentence itself: a case number is defined nowhere" },
];

export const rules: readonly Rule[] = [...trade, ...plain];
