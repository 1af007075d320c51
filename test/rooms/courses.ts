import { type Inlines, paragraph, plain } from "../../src/chat/message.ts";
import type { Bite, Chapter, Check, Choice, Course } from "../../src/course/model.ts";

/** Small courses for tests, built as the parser would build them. */
export const bite = (text: string, check?: Check): Bite => ({ blocks: [paragraph(text)], ...(check ? { check } : {}) });

export const chapter = (id: string, bites: readonly Bite[]): Chapter => ({
  id,
  key: `demo/${id}`,
  title: `Chapter ${id}`,
  objectives: ["Say why one is not enough."],
  bites,
});

export const course = (...chapters: readonly Chapter[]): Course => ({ id: "demo", title: "Demo", chapters });

const line = (text: string): Inlines => plain(text);

type Wording = {
  readonly right: readonly number[];
  readonly of?: number;
  readonly fixed?: boolean;
  readonly version?: string;
};

/** A choice check with `of` choices ("choice 0" …), of which those in `right` are right. */
export function choiceCheck(id: string, { right, of = 4, fixed = false, version = "v1" }: Wording): Check {
  const choices: readonly Choice[] = Array.from({ length: of }, (_, index) => ({
    text: line(`choice ${index}`),
    right: right.includes(index),
    reason: line(`because of ${index}`),
    ...(right.includes(index) ? {} : { tag: `tag-${index}` }),
  }));
  return {
    id,
    key: `demo/${id}`,
    version,
    question: [paragraph(`Question ${id}?`)],
    kind: "choice",
    choices,
    many: right.length > 1,
    fixed,
  };
}

export const mythCheck = (id: string, isTrue = false): Check => ({
  id,
  key: `demo/${id}`,
  version: "v1",
  question: [paragraph(`Claim ${id}.`)],
  kind: "myth",
  isTrue,
  reason: line(`reason of ${id}`),
  tag: id,
});

export const textCheck = (id: string): Check => ({
  id,
  key: `demo/${id}`,
  version: "v1",
  question: [paragraph(`Word for ${id}?`)],
  kind: "text",
  accepted: ["orchestrator", "orchestration"],
  reason: line("It conducts."),
});

export const numberCheck = (id: string): Check => ({
  id,
  key: `demo/${id}`,
  version: "v1",
  question: [paragraph(`How many for ${id}?`)],
  kind: "number",
  value: 42,
  tolerance: 0.5,
});
