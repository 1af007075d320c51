import { paragraph, plain } from "../src/chat/message.ts";
import type { Check, Course } from "../src/course/model.ts";
import { checkOf } from "./school.ts";

const check: Check = {
  id: "check-0",
  key: checkOf(0),
  version: "v1",
  question: [paragraph("Why run many copies?")],
  kind: "choice",
  choices: [0, 1, 2, 3].map((index) => ({ text: plain(`Choice ${index}`), right: index === 1, reason: plain("So.") })),
  many: false,
  fixed: true,
};

/** One chapter to turn pages in, one that asks at once. */
export const benchCourse: Course = {
  id: "containers",
  title: "Bench",
  chapters: [
    { id: "ask", key: "containers/ask", title: "Ask", objectives: [], bites: [{ blocks: [], check }] },
    {
      id: "read",
      key: "containers/read",
      title: "Read",
      objectives: [],
      bites: Array.from({ length: 14 }, (_, page) => ({ blocks: [paragraph(`Page ${page}. `.repeat(40))] })),
    },
  ],
};
