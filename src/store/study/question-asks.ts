import { createHash } from "node:crypto";
import type { Ask } from "../../core/store.ts";
import type { Who } from "../../core/who.ts";
import type { Question } from "../../study/place-question/question.ts";
import type { Fact } from "../engine/statement.ts";
import { findLearner } from "../people/learners.ts";
import { findAsk } from "./asks.ts";
import { findQuestion } from "./questions.ts";
import { reviewOf } from "./reviews.ts";

export function* questionFor(
  id: string,
  who: Who,
): Fact<{ readonly question: Question; readonly ask: Ask } | undefined> {
  const question = yield* findQuestion(id);
  if (!question) return undefined;
  const ask = (yield* findAsk(idOf("ask", id, who))) ?? (yield* unwritten(question, who));
  return { question, ask };
}

/** The ask that somebody will have once they begin. */
function* unwritten({ id, check, version, order }: Question, who: Who): Fact<Ask> {
  const learner = yield* findLearner(who);
  return {
    id: idOf("ask", id, who),
    page: 0,
    check,
    version,
    order,
    message: undefined,
    sitting: {
      id: idOf("sitting", id, who),
      learner: learner?.id ?? "",
      owner: who,
      kind: "question",
      chapter: undefined,
      checks: [check],
      question: id,
    },
    picks: [],
    answer: undefined,
    review: learner && (yield* reviewOf(learner.id, check)),
  };
}

/** A UUID of our own making (version 8, RFC 9562) that follows from what it stands for. */
function idOf(kind: string, question: string, { platform, tenant, person }: Who): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([kind, question, platform, tenant, person]))
    .digest("hex");
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
